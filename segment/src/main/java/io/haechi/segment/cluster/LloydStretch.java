package io.haechi.segment.cluster;

import io.haechi.segment.features.Matrix;
import java.util.Arrays;

/**
 * A stretch of points in K-means: assigns each to its nearest centre, with Hamerly's bounds.
 *
 * <p>Each point remembers a bound above its distance to its own centre and one below its distance to any other [1]. While the
 * first is smaller, nothing needs to be computed; otherwise the point is gathered into a block, and the block is compared
 * with all centres at once ({@link Distances}). Ties are always compared, so that the answer is that of plain K-means: the
 * first of equally near centres.
 *
 * @see <a href="https://doi.org/10.1137/1.9781611972801.12">[1] Hamerly: Making k-means even faster, 2010</a>
 */
final class LloydStretch {
    private static final int BLOCK = 256;

    /** Bounds are trusted to this much of themselves, which is more than rounding can take away. */
    private static final double TRUST = 1 - 1e-9;

    private final Matrix points;
    private final int[] labels;
    private final int from;
    private final int to;
    private final int k;
    private final double[] upper;
    private final double[] lower;
    private final double[] sumChange;
    private final int[] sizeChange;
    private final int[] gathered = new int[BLOCK];
    private final double[][] block;
    private final double[][] distances;
    private final double[] best = new double[BLOCK];
    private final double[] second = new double[BLOCK];
    private int moved;

    LloydStretch(Matrix points, int[] labels, int from, int to, int k) {
        this.points = points;
        this.labels = labels;
        this.from = from;
        this.to = to;
        this.k = k;
        this.upper = new double[to - from];
        this.lower = new double[to - from];
        this.sumChange = new double[k * points.columns()];
        this.sizeChange = new int[k];
        this.block = new double[points.columns()][BLOCK];
        this.distances = new double[k][BLOCK];
    }

    /** How many points changed their cluster in the last round. */
    int moved() {
        return moved;
    }

    /** Adds what the last round changed in the clusters' sums and sizes. */
    void addTo(double[] sums, int[] sizes) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += sumChange[i];
        }
        for (int c = 0; c < k; c++) {
            sizes[c] += sizeChange[c];
        }
    }

    /** Assigns every point of the stretch. */
    void assign(double[] centres, LloydRound round) {
        Arrays.fill(sumChange, 0);
        Arrays.fill(sizeChange, 0);
        moved = 0;
        int size = 0;
        for (int i = from; i < to; i++) {
            if (round.isFresh || isInDoubt(i, round)) {
                gathered[size++] = i;
                if (size == BLOCK) {
                    compare(size, centres);
                    size = 0;
                }
            }
        }
        compare(size, centres);
    }

    /** Moves a point's bounds by what the centres moved; whether another centre may be as near as its own. */
    private boolean isInDoubt(int point, LloydRound round) {
        int at = point - from;
        int own = labels[point];
        double above = upper[at] + round.drift[own];
        double below = lower[at] - (own == round.mostDrifted ? round.secondDrift : round.largestDrift);
        upper[at] = above;
        lower[at] = below;
        return above >= Math.max(below, round.halfGap[own]) * TRUST;
    }

    private void compare(int size, double[] centres) {
        int columns = points.columns();
        for (int i = 0; i < size; i++) {
            int row = gathered[i] * columns;
            for (int j = 0; j < columns; j++) {
                block[j][i] = points.values()[row + j];
            }
        }
        Arrays.fill(best, 0, size, Double.POSITIVE_INFINITY);
        Arrays.fill(second, 0, size, Double.POSITIVE_INFINITY);
        for (int c = 0; c < k; c++) {
            Distances.to(block, size, centres, c, distances[c]);
            keepTwoNearest(distances[c], size, best, second);
        }
        for (int i = 0; i < size; i++) {
            settle(gathered[i], nearest(i), Math.sqrt(best[i]), Math.sqrt(second[i]));
        }
    }

    /** No branch in here: the loop becomes vector instructions. */
    private static void keepTwoNearest(double[] distances, int size, double[] best, double[] second) {
        for (int i = 0; i < size; i++) {
            second[i] = Math.min(second[i], Math.max(best[i], distances[i]));
        }
        for (int i = 0; i < size; i++) {
            best[i] = Math.min(best[i], distances[i]);
        }
    }

    /** The first centre at the smallest distance. */
    private int nearest(int i) {
        int centre = 0;
        while (distances[centre][i] != best[i]) {
            centre++;
        }
        return centre;
    }

    private void settle(int point, int cluster, double own, double other) {
        upper[point - from] = own;
        lower[point - from] = other;
        int before = labels[point];
        if (before == cluster) {
            return;
        }
        moved++;
        labels[point] = cluster;
        add(point, cluster, 1);
        if (before >= 0) {
            add(point, before, -1);
        }
    }

    private void add(int point, int cluster, int sign) {
        sizeChange[cluster] += sign;
        int columns = points.columns();
        for (int j = 0; j < columns; j++) {
            sumChange[cluster * columns + j] += sign * points.values()[point * columns + j];
        }
    }
}
