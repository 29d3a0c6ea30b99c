package io.haechi.segment.cluster;

import java.util.Arrays;

/** What all stretches of points need to know about one round: how far centres moved, and half the way to the next centre. */
final class LloydRound {
    private final int columns;
    private final int k;
    final double[] drift;
    final double[] halfGap;
    double largestDrift;
    double secondDrift;
    int mostDrifted;
    boolean isFresh;

    LloydRound(int columns, int k) {
        this.columns = columns;
        this.k = k;
        this.drift = new double[k];
        this.halfGap = new double[k];
    }

    /** Before a round: how near each centre's nearest neighbour is. */
    void prepare(double[] centres, boolean isFirst) {
        isFresh |= isFirst;
        Arrays.fill(halfGap, Double.POSITIVE_INFINITY);
        for (int a = 0; a < k; a++) {
            for (int b = a + 1; b < k; b++) {
                double half = Math.sqrt(squared(centres, a, centres, b)) / 2;
                halfGap[a] = Math.min(halfGap[a], half);
                halfGap[b] = Math.min(halfGap[b], half);
            }
        }
    }

    /** After a round: how far each centre went. */
    void moved(double[] before, double[] after) {
        boolean wasForgotten = isForgotten;
        isFresh = wasForgotten;
        isForgotten = false;
        largestDrift = 0;
        secondDrift = 0;
        for (int c = 0; c < k; c++) {
            drift[c] = Math.sqrt(squared(before, c, after, c));
            if (drift[c] > largestDrift) {
                secondDrift = largestDrift;
                largestDrift = drift[c];
                mostDrifted = c;
            } else {
                secondDrift = Math.max(secondDrift, drift[c]);
            }
        }
    }

    private boolean isForgotten;

    /** Bounds hold no longer: the next round looks at every point. */
    void forgetBounds() {
        isForgotten = true;
    }

    private double squared(double[] first, int a, double[] second, int b) {
        double sum = 0;
        for (int j = 0; j < columns; j++) {
            double difference = first[a * columns + j] - second[b * columns + j];
            sum += difference * difference;
        }
        return sum;
    }
}
