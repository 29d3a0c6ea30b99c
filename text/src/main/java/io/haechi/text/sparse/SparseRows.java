package io.haechi.text.sparse;

import java.util.Arrays;

/**
 * Rows of a matrix most of whose cells are 0, as compressed sparse rows (CSR): row {@code r} has the values
 * {@code values[offsets[r]] .. values[offsets[r + 1] - 1]} in the columns that stand at the same places of {@code columns},
 * ascending. The arrays are the ones given, not copies: whoever changes them changes the rows.
 */
public final class SparseRows {
    private final int[] offsets;
    private final int[] columns;
    private final float[] values;
    private final int width;

    /**
     * Rows over these arrays.
     *
     * @param offsets where each row begins, and where the last one ends
     * @param columns column of each value
     * @param values the values
     * @param width how many columns there are
     */
    public SparseRows(int[] offsets, int[] columns, float[] values, int width) {
        if (offsets.length == 0 || offsets[0] != 0) {
            throw new IllegalArgumentException("Offsets must begin with 0, got " + Arrays.toString(firstOf(offsets)));
        }
        for (int r = 1; r < offsets.length; r++) {
            if (offsets[r] < offsets[r - 1]) {
                throw new IllegalArgumentException(
                        "Row " + (r - 1) + " ends at " + offsets[r] + ", before it begins at " + offsets[r - 1]);
            }
        }
        int cells = offsets[offsets.length - 1];
        if (columns.length < cells || values.length < cells) {
            throw new IllegalArgumentException(
                    "Expected " + cells + " columns and values, got " + columns.length + " and " + values.length);
        }
        for (int i = 0; i < cells; i++) {
            if (columns[i] < 0 || columns[i] >= width) {
                throw new IllegalArgumentException(
                        "Columns must be between 0 and " + (width - 1) + ", got " + columns[i]);
            }
        }
        this.offsets = offsets;
        this.columns = columns;
        this.values = values;
        this.width = width;
    }

    private static int[] firstOf(int[] offsets) {
        return Arrays.copyOf(offsets, Math.min(1, offsets.length));
    }

    /** How many rows. */
    public int rows() {
        return offsets.length - 1;
    }

    /** How many columns. */
    public int width() {
        return width;
    }

    /** How many values are stored. */
    public int cells() {
        return offsets[offsets.length - 1];
    }

    /** Where each row begins; one more than there are rows. */
    public int[] offsets() {
        return offsets;
    }

    /** Column of each value. */
    public int[] columns() {
        return columns;
    }

    /** The values. */
    public float[] values() {
        return values;
    }

    /** The product of a row and a dense vector of {@link #width} weights. */
    public double dot(int row, float[] weights) {
        double sum = 0;
        for (int i = offsets[row]; i < offsets[row + 1]; i++) {
            sum += (double) values[i] * weights[columns[i]];
        }
        return sum;
    }

    /** The value in a cell, 0 if none is stored. */
    public float at(int row, int column) {
        int found = Arrays.binarySearch(columns, offsets[row], offsets[row + 1], column);
        return found < 0 ? 0 : values[found];
    }

    /** One row with all its zeros. */
    public float[] dense(int row) {
        float[] dense = new float[width];
        for (int i = offsets[row]; i < offsets[row + 1]; i++) {
            dense[columns[i]] = values[i];
        }
        return dense;
    }

    /** These rows in this order, copied. */
    public SparseRows select(int... chosen) {
        SparseRowsBuilder builder = new SparseRowsBuilder(width);
        for (int row : chosen) {
            for (int i = offsets[row]; i < offsets[row + 1]; i++) {
                builder.add(columns[i], values[i]);
            }
            builder.endRow();
        }
        return builder.build();
    }
}
