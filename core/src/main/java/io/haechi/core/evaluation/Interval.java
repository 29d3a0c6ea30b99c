package io.haechi.core.evaluation;

/**
 * An interval around a figure; both ends are {@code NaN} where the figure is undefined.
 *
 * @param lo lower end
 * @param hi upper end, not below {@code lo}
 */
public record Interval(double lo, double hi) {

    public Interval {
        if (lo > hi || Double.isNaN(lo) != Double.isNaN(hi)) {
            throw new IllegalArgumentException("An interval must not end before it begins, got " + lo + " to " + hi);
        }
    }
}
