package io.haechi.segment.table;

import java.util.List;

/** One column in memory. The arrays are the column's own and are not copied; nobody writes to them. */
public sealed interface Column {

    /** Its header. */
    String name();

    /** How many rows it has. */
    int rows();

    /** Whether a row has no value. */
    boolean isMissing(int row);

    /** A cell as a person reads it; empty if it is missing. */
    String text(int row);

    /**
     * Numbers, or days since 1970.
     *
     * @param values one per row, NaN if missing
     * @param isDate whether they are days
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Numbers(String name, double[] values, boolean isDate) implements Column {
        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public boolean isMissing(int row) {
            return Double.isNaN(values[row]);
        }

        @Override
        public String text(int row) {
            return isMissing(row) ? "" : words(values[row]);
        }

        /** A value of this column as a person reads it. */
        public String words(double value) {
            return isDate ? Days.format(value) : Plain.number(value);
        }
    }

    /**
     * Words that come again and again.
     *
     * @param levels each word once, in the order of first appearance
     * @param codes one per row: a place in {@code levels}, or -1 if missing
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Words(String name, List<String> levels, int[] codes) implements Column {
        public Words {
            levels = List.copyOf(levels);
        }

        @Override
        public int rows() {
            return codes.length;
        }

        @Override
        public boolean isMissing(int row) {
            return codes[row] < 0;
        }

        @Override
        public String text(int row) {
            return isMissing(row) ? "" : levels.get(codes[row]);
        }
    }
}
