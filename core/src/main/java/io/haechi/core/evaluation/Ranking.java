package io.haechi.core.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Scored examples in falling order of probability, with what each adds to the figures that are sums. Sorted once; a
 * bootstrap resample is then only another array of counts.
 */
final class Ranking {
    /** Bins of the expected calibration error. */
    static final int BINS = 15;

    /** scikit-learn clips probabilities to this distance from 0 and 1 (the machine epsilon of a double). */
    private static final double CLIP = Math.ulp(1.0);

    /** Which example stands here, by its place in the list. */
    final int[] example;

    final double[] probability;
    final boolean[] positive;
    final double[] loss;
    final double[] squaredError;
    final int[] bin;
    final int positives;

    private Ranking(List<Scored> scored, int[] order) {
        int n = order.length;
        example = order;
        probability = new double[n];
        positive = new boolean[n];
        loss = new double[n];
        squaredError = new double[n];
        bin = new int[n];
        int count = 0;
        for (int i = 0; i < n; i++) {
            double p = scored.get(order[i]).probability();
            boolean isPositive = scored.get(order[i]).positive();
            probability[i] = p;
            positive[i] = isPositive;
            loss[i] = -Math.log(Math.clamp(isPositive ? p : 1 - p, CLIP, 1 - CLIP));
            squaredError[i] = isPositive ? (1 - p) * (1 - p) : p * p;
            bin[i] = binOf(p, BINS);
            count += isPositive ? 1 : 0;
        }
        positives = count;
    }

    static Ranking of(List<Scored> scored) {
        Comparator<Integer> rising =
                Comparator.comparingDouble(i -> scored.get(i).probability());
        return new Ranking(
                scored,
                IntStream.range(0, scored.size())
                        .boxed()
                        .sorted(rising.reversed())
                        .mapToInt(Integer::intValue)
                        .toArray());
    }

    int size() {
        return probability.length;
    }

    int negatives() {
        return size() - positives;
    }

    /** Index just behind the examples that share the probability of {@code start}. */
    int endOfTie(int start) {
        int end = start + 1;
        while (end < probability.length && probability[end] == probability[start]) {
            end++;
        }
        return end;
    }

    /** Equal-width bin of a probability; 1 falls into the last. */
    static int binOf(double probability, int bins) {
        return Math.min(bins - 1, (int) (probability * bins));
    }
}
