package io.haechi.core.evaluation;

/**
 * Every figure of one list of scores, computed in one pass over its {@link Ranking}.
 *
 * @param n examples, counted as often as they were drawn
 * @param positives positive ones among them
 */
record Figures(
        int n,
        int positives,
        int truePositives,
        int falsePositives,
        double eer,
        double auc,
        double prAuc,
        double logLoss,
        double brier,
        double ece) {

    /** Figures of a ranking in which example {@code i} counts {@code counts[i]} times. */
    static Figures of(Ranking ranking, int[] counts, double threshold) {
        int positives = 0;
        int n = 0;
        for (int i = 0; i < counts.length; i++) {
            n += counts[i];
            positives += ranking.positive[i] ? counts[i] : 0;
        }
        return of(ranking, counts, threshold, n, positives);
    }

    private static Figures of(Ranking ranking, int[] counts, double threshold, int n, int positives) {
        int negatives = n - positives;
        Sums sums = new Sums(ranking, counts);
        int tp = 0;
        int fp = 0;
        int truePositives = 0;
        int falsePositives = 0;
        double pairs = 0;
        double averagePrecision = 0;
        double eer = Double.NaN;
        int end;
        for (int start = 0; start < counts.length; start = end) {
            end = ranking.endOfTie(start);
            int tiedPositives = 0;
            int tiedNegatives = 0;
            for (int i = start; i < end; i++) {
                if (ranking.positive[i]) {
                    tiedPositives += counts[i];
                } else {
                    tiedNegatives += counts[i];
                }
            }
            if (tiedPositives + tiedNegatives == 0) {
                continue;
            }
            // A negative is outranked by every positive before it and, by half, by those it is tied with.
            pairs += tiedNegatives * (tp + 0.5 * tiedPositives);
            double before = balance(tp, fp, positives, negatives);
            tp += tiedPositives;
            fp += tiedNegatives;
            averagePrecision += (double) tiedPositives * tp / (tp + fp);
            double after = balance(tp, fp, positives, negatives);
            if (Double.isNaN(eer) && after <= 0) {
                double share = before / (before - after);
                eer = (fp - tiedNegatives + share * tiedNegatives) / negatives;
            }
            if (ranking.probability[start] >= threshold) {
                truePositives = tp;
                falsePositives = fp;
            }
        }
        boolean both = positives > 0 && negatives > 0;
        return new Figures(
                n,
                positives,
                truePositives,
                falsePositives,
                both ? eer : Double.NaN,
                both ? pairs / ((double) positives * negatives) : Double.NaN,
                both ? averagePrecision / positives : Double.NaN,
                sums.loss / n,
                sums.squaredError / n,
                n == 0 ? Double.NaN : sums.calibrationGap() / n);
    }

    /** FNR - FPR at a cut: one where nothing counts as positive, minus one where everything does. */
    private static double balance(int tp, int fp, int positives, int negatives) {
        return (double) (positives - tp) / positives - (double) fp / negatives;
    }

    int negatives() {
        return n - positives;
    }

    int falseNegatives() {
        return positives - truePositives;
    }

    int trueNegatives() {
        return negatives() - falsePositives;
    }

    boolean hasBoth() {
        return positives > 0 && positives < n;
    }

    double accuracy() {
        return ratio(truePositives + trueNegatives(), n);
    }

    /** Depends on the mix of classes, so it says nothing of a set with one class. */
    double precision() {
        return hasBoth() ? ratio(truePositives, truePositives + falsePositives) : Double.NaN;
    }

    double recall() {
        return ratio(truePositives, positives);
    }

    double f1() {
        return hasBoth() ? ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives()) : Double.NaN;
    }

    double specificity() {
        return ratio(trueNegatives(), negatives());
    }

    double fpr() {
        return ratio(falsePositives, negatives());
    }

    double fnr() {
        return ratio(falseNegatives(), positives);
    }

    private static double ratio(int part, int whole) {
        return whole == 0 ? Double.NaN : (double) part / whole;
    }

    /** The sums that need no order. */
    private static final class Sums {
        private final double[] gap = new double[Ranking.BINS];
        private double loss;
        private double squaredError;

        Sums(Ranking ranking, int[] counts) {
            for (int i = 0; i < counts.length; i++) {
                int count = counts[i];
                loss += count * ranking.loss[i];
                squaredError += count * ranking.squaredError[i];
                gap[ranking.bin[i]] += count * (ranking.probability[i] - (ranking.positive[i] ? 1 : 0));
            }
        }

        double calibrationGap() {
            double sum = 0;
            for (double each : gap) {
                sum += Math.abs(each);
            }
            return sum;
        }
    }
}
