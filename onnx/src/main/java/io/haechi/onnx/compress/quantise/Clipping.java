package io.haechi.onnx.compress.quantise;

import java.util.Arrays;

/** Where to cut off a distribution before it is quantised, by each {@link RangeRule}. */
final class Clipping {
    /** How many widths the search for the least squares tries on each side. */
    private static final int TRIALS = 200;

    private Clipping() {}

    /** The range that a rule chooses, inside the range of all values. */
    static Range range(RangeRule rule, Histogram histogram, Range whole) {
        return switch (rule) {
            case RangeRule.MinMax _ -> whole;
            case RangeRule.Percentile percentile -> percentile(histogram, whole, percentile.outside());
            case RangeRule.Entropy _ -> within(whole, entropy(histogram, whole));
            case RangeRule.LeastSquares _ -> leastSquares(histogram, whole);
        };
    }

    private static Range within(Range whole, double largest) {
        return new Range((float) Math.max(whole.low(), -largest), (float) Math.min(whole.high(), largest));
    }

    /** From the first bin edge with more than half the share outside beneath it, to the last with more above. */
    static Range percentile(Histogram histogram, Range whole, double outside) {
        double allowed = histogram.total() * outside / (whole.low() < 0 && whole.high() > 0 ? 2 : 1);
        int low = 0;
        for (double below = histogram.count(0); below <= allowed && low < Histogram.HALF; ) {
            low++;
            below += histogram.count(low);
        }
        int high = 2 * Histogram.HALF;
        for (double above = histogram.count(high - 1); above <= allowed && high > Histogram.HALF; ) {
            high--;
            above += histogram.count(high - 1);
        }
        return new Range((float) Math.max(whole.low(), histogram.edge(low)), (float)
                Math.min(whole.high(), histogram.edge(high)));
    }

    /**
     * The magnitude at which clipping and quantising change the distribution of magnitudes least. The first bin counts as
     * much as the second: a Relu leaves so many zeros that nothing else would count.
     */
    static double entropy(Histogram histogram, Range whole) {
        double[] magnitudes = histogram.magnitudes();
        magnitudes[0] = magnitudes[1];
        // Magnitudes share the steps of both signs, unless there is one sign only.
        int levels = whole.low() < 0 && whole.high() > 0 ? 128 : 256;
        double least = Double.POSITIVE_INFINITY;
        int best = magnitudes.length;
        for (int end = levels; end <= magnitudes.length; end++) {
            double divergence = divergence(magnitudes, end, levels);
            if (divergence <= least) {
                least = divergence;
                best = end;
            }
        }
        return histogram.edge(Histogram.HALF + best);
    }

    /**
     * The Kullback-Leibler divergence of the first bins, what is outside added to the last, from the same merged into levels
     * and spread evenly over those that hold anything. Infinite if nothing but what is outside is in the last.
     */
    private static double divergence(double[] magnitudes, int end, int levels) {
        double outside = Arrays.stream(magnitudes, end, magnitudes.length).sum();
        if (magnitudes[end - 1] == 0 && outside > 0) {
            return Double.POSITIVE_INFINITY;
        }
        double[] sums = new double[levels];
        int[] taken = new int[levels];
        double inside = 0;
        for (int i = 0; i < end; i++) {
            int level = (int) ((long) i * levels / end);
            sums[level] += magnitudes[i];
            taken[level] += magnitudes[i] > 0 ? 1 : 0;
            inside += magnitudes[i];
        }
        double divergence = 0;
        for (int i = 0; i < end; i++) {
            int level = (int) ((long) i * levels / end);
            double p = (magnitudes[i] + (i == end - 1 ? outside : 0)) / (inside + outside);
            if (p > 0) {
                divergence += p * Math.log(p * inside * taken[level] / sums[level]);
            }
        }
        return divergence;
    }

    /** First the upper end is drawn in as long as that helps, then the lower, then the upper again. */
    static Range leastSquares(Histogram histogram, Range whole) {
        Range best = whole;
        double least = squaredError(histogram, whole);
        for (boolean isUpper : new boolean[] {true, false, true}) {
            for (int trial = 1; trial < TRIALS; trial++) {
                float part = 1 - (float) trial / TRIALS;
                Range candidate = isUpper
                        ? new Range(best.low(), whole.high() * part)
                        : new Range(whole.low() * part, best.high());
                double error = squaredError(histogram, candidate);
                if (error < least) {
                    least = error;
                    best = candidate;
                }
            }
        }
        return best;
    }

    /** The sum of squared differences between values and what a byte gives back, each value taken at its bin's middle. */
    static double squaredError(Histogram histogram, Range range) {
        double scale = range.scale();
        int zero = range.zeroPoint();
        double sum = 0;
        for (int bin = 0; bin < 2 * Histogram.HALF; bin++) {
            long count = histogram.count(bin);
            if (count > 0) {
                double value = histogram.centre(bin);
                double level = Math.clamp(Math.rint(value / scale) + zero, 0, Range.STEPS);
                double error = (level - zero) * scale - value;
                sum += count * error * error;
            }
        }
        return sum;
    }
}
