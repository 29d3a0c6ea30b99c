package io.haechi.segment.table;

import java.util.Arrays;

/** How a column of numbers is brought to the scale of the others, so that none speaks louder only for its unit. */
public enum Scaling {
    /** As it is. */
    NONE,
    /** Mean 0 and population standard deviation 1. */
    STANDARD,
    /** From 0 to 1. */
    MINMAX,
    /** Median 0 and interquartile range 1: outliers do not squeeze the rest. */
    ROBUST;

    /** Where a scaled value is zero and what one unit of it is. */
    public record Fitted(double origin, double unit) {
        /** A value on the new scale. */
        public double apply(double value) {
            return (value - origin) / unit;
        }

        /** A value on the old scale. */
        public double invert(double scaled) {
            return scaled * unit + origin;
        }
    }

    /** Fits to values without any missing; a constant column gets unit 1, so that it becomes zero. */
    public Fitted fit(double[] values) {
        Fitted fitted = switch (this) {
            case NONE -> new Fitted(0, 1);
            case STANDARD -> standard(values);
            case MINMAX -> {
                double low = Arrays.stream(values).min().orElse(0);
                yield new Fitted(low, Arrays.stream(values).max().orElse(0) - low);
            }
            case ROBUST -> {
                double[] sorted = values.clone();
                Arrays.sort(sorted);
                yield new Fitted(quantile(sorted, 0.5), quantile(sorted, 0.75) - quantile(sorted, 0.25));
            }
        };
        return fitted.unit() > 0 ? fitted : new Fitted(fitted.origin(), 1);
    }

    private static Fitted standard(double[] values) {
        double mean = Arrays.stream(values).sum() / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return new Fitted(mean, Math.sqrt(squares / values.length));
    }

    /** The value that this share of sorted values stays within, linear between neighbours. */
    public static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        double step = sorted[above] - sorted[below];
        double part = place - below;
        // Values at the two ends of what a double holds lie farther apart than one.
        return Double.isInfinite(step)
                ? (1 - part) * sorted[below] + part * sorted[above]
                : sorted[below] + part * step;
    }
}
