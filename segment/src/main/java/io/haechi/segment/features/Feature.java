package io.haechi.segment.features;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.haechi.segment.table.Column;
import io.haechi.segment.table.Scaling;
import java.util.List;

/** How one column of a table becomes columns of a matrix. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Feature.Number.class, name = "number"),
    @JsonSubTypes.Type(value = Feature.OneHot.class, name = "one-hot")
})
public sealed interface Feature {

    /** The column it is made of. */
    String column();

    /** How many columns of the matrix. */
    int width();

    /** Whether the row has no value that this feature knows. */
    boolean isMissing(Column from, int row);

    /** Writes a row's value into {@link #width()} places of an array. */
    void write(Column from, int row, double[] into, int at);

    /**
     * A number, scaled, and before that its logarithm if asked for.
     *
     * @param isLog whether {@code log(1 + x)} is taken
     * @param isDate whether the numbers are days
     * @param median what stands in for a missing value, unscaled
     * @param scale fitted to the (logarithms of the) values
     */
    record Number(String column, boolean isLog, boolean isDate, double median, Scaling.Fitted scale)
            implements Feature {
        /** Farther from zero than this, sums of squares over all rows would not be numbers. */
        static final double FARTHEST = 1e140;

        @Override
        public int width() {
            return 1;
        }

        @Override
        public boolean isMissing(Column from, int row) {
            return from.isMissing(row);
        }

        @Override
        public void write(Column from, int row, double[] into, int at) {
            double value = ((Column.Numbers) from).values()[row];
            into[at] = scale.apply(curved(Double.isNaN(value) ? median : value));
        }

        private double curved(double value) {
            return isLog ? Math.log1p(value) : value;
        }

        /** A number on the matrix's scale as it was in the table. */
        public double original(double scaled) {
            double value = scale.invert(scaled);
            return isLog ? Math.expm1(value) : value;
        }
    }

    /**
     * One column for each word, 1 where it stands and 0 elsewhere.
     *
     * @param levels the words; one that is not among them is zero everywhere
     * @param fill the level of missing values, or an empty string if there is none
     */
    record OneHot(String column, List<String> levels, String fill) implements Feature {
        public OneHot {
            levels = List.copyOf(levels);
        }

        @Override
        public int width() {
            return levels.size();
        }

        @Override
        public boolean isMissing(Column from, int row) {
            return from.isMissing(row);
        }

        @Override
        public void write(Column from, int row, double[] into, int at) {
            String word = from.isMissing(row) ? fill : from.text(row);
            int level = levels.indexOf(word);
            if (level >= 0) {
                into[at + level] = 1;
            }
        }
    }
}
