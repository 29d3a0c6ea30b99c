package io.haechi.segment.cluster;

/**
 * What all stretches of points need to know about one round: how much of a lead is spent, cluster by cluster, by what its own
 * centre and the fastest other one have moved since the descent began. Sums are rounded up, so that no point is trusted that
 * should be compared.
 */
final class LloydRound {
    /** Lengths are trusted to this much of themselves, which is more than rounding can take away. */
    static final double LESS = 1 - 1e-9;

    static final double MORE = 1 + 1e-9;

    private final int columns;
    private final int k;
    private final double[] drift;
    private final double[] spent;
    private final double[] trusted;
    private boolean isFresh = true;
    private boolean isForgotten;

    LloydRound(int columns, int k) {
        this.columns = columns;
        this.k = k;
        this.drift = new double[k];
        this.spent = new double[k];
        this.trusted = new double[k];
    }

    /** Whether every point must be compared. */
    boolean isFresh() {
        return isFresh;
    }

    /** Per cluster, what its points' leads must exceed. */
    double[] spent() {
        return spent;
    }

    /** Per cluster, what a lead that is measured now begins at. */
    double[] trusted() {
        return trusted;
    }

    /** After a round: how far each centre went. */
    void moved(double[] before, double[] after) {
        isFresh = isForgotten;
        isForgotten = false;
        double largest = 0;
        double runnerUp = 0;
        for (int c = 0; c < k; c++) {
            drift[c] = Math.sqrt(squared(before, c, after, c));
            runnerUp = Math.max(runnerUp, Math.min(largest, drift[c]));
            largest = Math.max(largest, drift[c]);
        }
        for (int c = 0; c < k; c++) {
            double others = drift[c] == largest ? runnerUp : largest;
            double both = (drift[c] + others) * MORE;
            spent[c] = both == 0 ? spent[c] : Math.nextUp(spent[c] + both);
            trusted[c] = Math.nextDown(spent[c]);
        }
    }

    /** Leads hold no longer: the next round looks at every point. */
    void forgetLeads() {
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
