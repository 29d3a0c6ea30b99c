package io.haechi.segment.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Cuts a column of numbers where the thing to be explained changes: the cut that tells most about it, then the same on either
 * side, as long as what is learnt is worth the words needed to say it (minimum description length).
 *
 * @see <a href="https://www.ijcai.org/Proceedings/93-2/Papers/022.pdf">Fayyad, Irani: Multi-interval discretization, 1993</a>
 */
final class Entropy {
    private final double[] values;
    private final boolean[] isTrue;
    private final List<Double> cuts = new ArrayList<>();

    private Entropy(double[] values, boolean[] isTrue) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        this.values = Arrays.stream(order).mapToDouble(i -> values[i]).toArray();
        this.isTrue = new boolean[order.length];
        for (int i = 0; i < order.length; i++) {
            this.isTrue[i] = isTrue[order[i]];
        }
    }

    /** The cuts, rising; none if the numbers tell nothing about it. */
    static double[] cuts(double[] values, boolean[] isTrue) {
        Entropy entropy = new Entropy(values, isTrue);
        entropy.cut(0, values.length);
        return entropy.cuts.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    private void cut(int from, int to) {
        int size = to - from;
        int positives = count(from, to);
        double whole = bits(positives, size);
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        int left = 0;
        for (int i = from + 1; i < to; i++) {
            left += isTrue[i - 1] ? 1 : 0;
            if (values[i] != values[i - 1]) {
                int below = i - from;
                double after =
                        (below * bits(left, below) + (size - below) * bits(positives - left, size - below)) / size;
                if (after < least) {
                    least = after;
                    best = i;
                }
            }
        }
        if (best >= 0 && isWorthIt(from, best, to, whole, least)) {
            cuts.add((values[best] + values[best - 1]) / 2);
            cut(from, best);
            cut(best, to);
        }
    }

    private boolean isWorthIt(int from, int at, int to, double whole, double after) {
        int size = to - from;
        int all = kinds(count(from, to), size);
        int below = kinds(count(from, at), at - from);
        int above = kinds(count(at, to), to - at);
        double delta = Math.log(Math.pow(3, all) - 2) / Math.log(2)
                - (all * whole - below * bits(count(from, at), at - from) - above * bits(count(at, to), to - at));
        return whole - after > (Math.log(size - 1.0) / Math.log(2) + delta) / size;
    }

    private int count(int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += isTrue[i] ? 1 : 0;
        }
        return count;
    }

    private static int kinds(int positives, int size) {
        return positives == 0 || positives == size ? 1 : 2;
    }

    private static double bits(int positives, int size) {
        if (positives == 0 || positives == size) {
            return 0;
        }
        double share = (double) positives / size;
        return -(share * Math.log(share) + (1 - share) * Math.log(1 - share)) / Math.log(2);
    }
}
