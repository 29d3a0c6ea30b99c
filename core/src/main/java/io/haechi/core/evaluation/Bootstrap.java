package io.haechi.core.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How far figures would move with another sample of the same kind: percentile bootstrap intervals.
 *
 * <p>Each resample draws, with replacement, as many positives and as many negatives as there are (stratified, so that
 * rates of a rare class stay defined), and every figure is computed anew at the same threshold. The interval holds the
 * middle 95 % of the values, ends interpolated linearly between order statistics. A resample in which a figure is
 * undefined (precision when nothing is taken for positive) does not count for that figure.
 *
 * <p>Fails where examples are not independent: ten windows of one recording are not ten recordings. Score recordings.
 *
 * @see <a href="https://doi.org/10.1214/ss/1177013815">Efron and Tibshirani, Bootstrap methods, 1986</a>
 */
public final class Bootstrap {
    /** The figures that get an interval. */
    static final List<String> METRICS = List.of(
            "accuracy", "precision", "recall", "f1", "de", "re", "eer", "auc", "prAuc", "logLoss", "brier", "ece");

    private static final double TAIL = 0.025;

    private Bootstrap() {}

    /**
     * 95 % intervals of {@code accuracy, precision, recall, f1, de, re, eer, auc, prAuc, logLoss, brier, ece}, in this
     * order; both ends {@code NaN} where the figure is undefined.
     *
     * @param evaluation what to put intervals around
     * @param resamples how many samples to draw, at least 1; 1000 is usual
     * @param seed the same seed gives the same intervals
     */
    public static LinkedHashMap<String, Interval> intervals(Evaluation evaluation, int resamples, long seed) {
        if (resamples < 1) {
            throw new IllegalArgumentException("A bootstrap needs at least 1 resample, got " + resamples);
        }
        double[][] values = new double[METRICS.size()][resamples];
        Ranking ranking = evaluation.ranking();
        Strata strata = new Strata(ranking.positive);
        SplittableRandom random = new SplittableRandom(seed);
        int[] counts = new int[ranking.size()];
        for (int r = 0; r < resamples; r++) {
            strata.draw(random, counts);
            Map<String, Double> figures = Evaluation.named(Figures.of(ranking, counts, evaluation.threshold()));
            for (int m = 0; m < values.length; m++) {
                values[m][r] = figures.getOrDefault(METRICS.get(m), Double.NaN);
            }
        }
        LinkedHashMap<String, Interval> intervals = new LinkedHashMap<>();
        for (int m = 0; m < values.length; m++) {
            intervals.put(METRICS.get(m), middle(values[m]));
        }
        return intervals;
    }

    /** The middle 95 % of the values that are defined. */
    static Interval middle(double[] values) {
        double[] defined = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        return new Interval(quantile(defined, TAIL), quantile(defined, 1 - TAIL));
    }

    /** Quantile of sorted values as numpy's default: linear between the two nearest. */
    static double quantile(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /** Where the positives and the negatives stand. */
    static final class Strata {
        private final int[] positives;
        private final int[] negatives;

        Strata(boolean[] positive) {
            positives =
                    IntStream.range(0, positive.length).filter(i -> positive[i]).toArray();
            negatives = IntStream.range(0, positive.length)
                    .filter(i -> !positive[i])
                    .toArray();
        }

        void draw(SplittableRandom random, int[] counts) {
            Arrays.fill(counts, 0);
            draw(random, positives, counts);
            draw(random, negatives, counts);
        }

        private static void draw(SplittableRandom random, int[] stratum, int[] counts) {
            for (int i = 0; i < stratum.length; i++) {
                counts[stratum[random.nextInt(stratum.length)]]++;
            }
        }
    }
}
