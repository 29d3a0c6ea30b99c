package io.haechi.core.evaluation;

import java.util.ArrayList;
import java.util.List;

/** Reads the curves off a ranking. */
final class Curves {
    private static final int HISTOGRAM_BINS = 20;

    private Curves() {}

    static List<RocPoint> roc(Ranking ranking) {
        List<RocPoint> points = new ArrayList<>();
        double positives = ranking.positives;
        double negatives = ranking.negatives();
        points.add(new RocPoint(Double.POSITIVE_INFINITY, 0 / negatives, 0 / positives));
        walk(ranking, (threshold, tp, fp) -> points.add(new RocPoint(threshold, fp / negatives, tp / positives)));
        return List.copyOf(points);
    }

    static List<PrPoint> precisionRecall(Ranking ranking) {
        List<PrPoint> points = new ArrayList<>();
        double positives = ranking.positives;
        walk(
                ranking,
                (threshold, tp, fp) -> points.add(new PrPoint(threshold, tp / positives, (double) tp / (tp + fp))));
        return List.copyOf(points);
    }

    static List<CalibrationBin> calibration(Ranking ranking) {
        int[] n = new int[Ranking.BINS];
        int[] positives = new int[Ranking.BINS];
        double[] sum = new double[Ranking.BINS];
        for (int i = 0; i < ranking.size(); i++) {
            int bin = ranking.bin[i];
            n[bin]++;
            positives[bin] += ranking.positive[i] ? 1 : 0;
            sum[bin] += ranking.probability[i];
        }
        List<CalibrationBin> bins = new ArrayList<>();
        for (int b = 0; b < n.length; b++) {
            double from = (double) b / n.length;
            double to = (double) (b + 1) / n.length;
            bins.add(new CalibrationBin(from, to, n[b], sum[b] / n[b], positives[b] / (double) n[b]));
        }
        return List.copyOf(bins);
    }

    static List<HistogramBin> histogram(Ranking ranking) {
        int[] positives = new int[HISTOGRAM_BINS];
        int[] negatives = new int[HISTOGRAM_BINS];
        for (int i = 0; i < ranking.size(); i++) {
            (ranking.positive[i] ? positives : negatives)[Ranking.binOf(ranking.probability[i], HISTOGRAM_BINS)]++;
        }
        List<HistogramBin> bins = new ArrayList<>();
        for (int b = 0; b < HISTOGRAM_BINS; b++) {
            double from = (double) b / HISTOGRAM_BINS;
            double to = (double) (b + 1) / HISTOGRAM_BINS;
            bins.add(new HistogramBin(from, to, positives[b], negatives[b]));
        }
        return List.copyOf(bins);
    }

    /** Visits the cut below each distinct probability, in falling order. */
    static void walk(Ranking ranking, Cut cut) {
        int tp = 0;
        int end;
        for (int start = 0; start < ranking.size(); start = end) {
            end = ranking.endOfTie(start);
            for (int i = start; i < end; i++) {
                tp += ranking.positive[i] ? 1 : 0;
            }
            cut.at(ranking.probability[start], tp, end - tp);
        }
    }

    /** What counts as positive at one threshold. */
    @FunctionalInterface
    interface Cut {
        void at(double threshold, int truePositives, int falsePositives);
    }
}
