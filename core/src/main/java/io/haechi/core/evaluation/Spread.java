package io.haechi.core.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * 95 % intervals in closed form, for groups too many and too small to resample each: Wilson's score interval for rates,
 * DeLong's variance for the area under the ROC curve, on the logit scale so that the ends stay between 0 and 1.
 *
 * <p>DeLong's variance is zero when the classes are apart, as they easily are in a group of five; the area then gets
 * Wilson's interval for as many trials as the smaller class has examples, which is wide where little was seen.
 *
 * @see <a href="https://doi.org/10.1080/01621459.1927.10502953">Wilson, Probable inference, 1927</a>
 * @see <a href="https://doi.org/10.2307/2531595">DeLong et al., Comparing areas under correlated ROC curves, 1988</a>
 * @see <a href="https://doi.org/10.1109/LSP.2014.2337313">Sun and Xu, Fast implementation of DeLong's algorithm, 2014</a>
 */
final class Spread {
    private static final Interval UNDEFINED = new Interval(Double.NaN, Double.NaN);
    /** The normal distribution's quantile at 0.975. */
    private static final double Z = 1.959963984540054;

    private Spread() {}

    /** Intervals of a group's {@code fpr}, {@code fnr} and {@code auc}; both ends {@code NaN} where one is undefined. */
    static Map<String, Interval> of(Figures figures, List<Scored> ranked) {
        int negatives = figures.n() - figures.positives();
        Map<String, Interval> intervals = new LinkedHashMap<>();
        intervals.put("fpr", wilson(figures.falsePositives(), negatives));
        intervals.put("fnr", wilson(figures.positives() - figures.truePositives(), figures.positives()));
        intervals.put("auc", area(probabilities(ranked, true), probabilities(ranked, false)));
        return intervals;
    }

    /** Of a share: so many of so many trials. */
    static Interval wilson(double hits, int trials) {
        if (trials == 0) {
            return UNDEFINED;
        }
        double share = hits / trials;
        double scale = 1 + Z * Z / trials;
        double middle = (share + Z * Z / (2 * trials)) / scale;
        double half = Z * Math.sqrt(share * (1 - share) / trials + Z * Z / (4.0 * trials * trials)) / scale;
        return new Interval(
                hits <= 0 ? 0 : Math.max(0, middle - half), hits >= trials ? 1 : Math.min(1, middle + half));
    }

    /** Of the share of pairs in which the positive ranks above the negative, ties by half. */
    static Interval area(double[] positives, double[] negatives) {
        int m = positives.length;
        int n = negatives.length;
        if (m == 0 || n == 0) {
            return UNDEFINED;
        }
        double[] abovePositive = sharesBelow(positives, negatives);
        double[] belowNegative = sharesBelow(negatives, positives);
        double area = Arrays.stream(abovePositive).average().orElse(Double.NaN);
        double variance = variance(abovePositive) / m + variance(belowNegative) / n;
        if (!(variance > 0) || area <= 0 || area >= 1) {
            int trials = Math.min(m, n);
            return wilson(area * trials, trials);
        }
        double logit = Math.log(area / (1 - area));
        double half = Z * Math.sqrt(variance) / (area * (1 - area));
        return new Interval(logistic(logit - half), logistic(logit + half));
    }

    /** For each of these the share of the others that rank below it, ties by half. */
    private static double[] sharesBelow(double[] these, double[] others) {
        double[] sorted = others.clone();
        Arrays.sort(sorted);
        double[] shares = new double[these.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (firstNotBelow(sorted, these[i]) + firstNotBelow(sorted, Math.nextUp(these[i])))
                    / (2.0 * sorted.length);
        }
        return shares;
    }

    private static int firstNotBelow(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Unbiased; zero for a single value. */
    private static double variance(double[] values) {
        if (values.length < 2) {
            return 0;
        }
        double mean = Arrays.stream(values).average().orElse(0);
        return Arrays.stream(values)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / (values.length - 1);
    }

    private static double logistic(double value) {
        return 1 / (1 + Math.exp(-value));
    }

    private static double[] probabilities(List<Scored> scored, boolean positive) {
        return scored.stream()
                .filter(each -> each.positive() == positive)
                .mapToDouble(Scored::probability)
                .toArray();
    }
}
