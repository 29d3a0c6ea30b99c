package io.haechi.segment.cluster;

import io.haechi.segment.features.Matrix;
import java.util.Arrays;

/**
 * A stretch of points in K-means: assigns each to its nearest centre, with Hamerly's bounds [1] folded into one.
 *
 * <p>Each point remembers its lead: how much farther its second nearest centre was than its own when they were last compared.
 * Until its own centre and the fastest other one have moved that far together, it stays where it is and nothing needs to be
 * computed. What centres have moved is added up per cluster ({@link LloydRound}), so that a look at a point writes nothing.
 * Points whose lead is spent are gathered into blocks, and a block is compared with all centres at once
 * ({@link Distances}). Ties are always compared, so that the answer is that of plain K-means: the first of equally near
 * centres.
 *
 * @see <a href="https://doi.org/10.1137/1.9781611972801.12">[1] Hamerly: Making k-means even faster, 2010</a>
 */
final class LloydStretch {
    private static final int BLOCK = 256;

    private final Matrix points;
    private final int[] labels;
    private final int from;
    private final int k;
    private final double[] leads;
    private final int[] doubtful;
    private final double[] sumChange;
    private final int[] sizeChange;
    private final double[][] block;
    private final double[][] distances;
    private final double[] best = new double[BLOCK];
    private final double[] second = new double[BLOCK];
    private int moved;

    LloydStretch(Matrix points, int[] labels, int from, int to, int k) {
        this.points = points;
        this.labels = labels;
        this.from = from;
        this.k = k;
        this.leads = new double[to - from];
        this.doubtful = new int[to - from];
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
        int count = round.isFresh() ? all() : doubtful(round.spent());
        for (int start = 0; start < count; start += BLOCK) {
            compare(start, Math.min(BLOCK, count - start), centres, round.trusted());
        }
    }

    private int all() {
        for (int i = 0; i < doubtful.length; i++) {
            doubtful[i] = from + i;
        }
        return doubtful.length;
    }

    /** No branch in here: whether a point is in doubt cannot be foreseen. */
    private int doubtful(double[] spent) {
        int count = 0;
        for (int i = 0; i < leads.length; i++) {
            doubtful[count] = from + i;
            count += leads[i] <= spent[labels[from + i]] ? 1 : 0;
        }
        return count;
    }

    private void compare(int start, int size, double[] centres, double[] trusted) {
        gather(start, size);
        Arrays.fill(best, 0, size, Double.POSITIVE_INFINITY);
        Arrays.fill(second, 0, size, Double.POSITIVE_INFINITY);
        for (int c = 0; c < k; c++) {
            Distances.to(block, size, centres, c, distances[c]);
            keepTwoNearest(distances[c], size, best, second);
        }
        for (int i = 0; i < size; i++) {
            int point = doubtful[start + i];
            int own = labels[point];
            // Most points stay: only a nearer or an equally near centre is worth the search.
            if (own < 0 || distances[own][i] != best[i] || second[i] == best[i]) {
                move(point, nearest(i));
            }
        }
        lead(size, best, second);
        for (int i = 0; i < size; i++) {
            int point = doubtful[start + i];
            leads[point - from] = second[i] + trusted[labels[point]];
        }
    }

    private void gather(int start, int size) {
        int columns = points.columns();
        double[] values = points.values();
        for (int j = 0; j < columns; j++) {
            double[] column = block[j];
            for (int i = 0; i < size; i++) {
                column[i] = values[doubtful[start + i] * columns + j];
            }
        }
    }

    /** No branch in here: the loop becomes vector instructions. */
    private static void keepTwoNearest(double[] distances, int size, double[] best, double[] second) {
        for (int i = 0; i < size; i++) {
            double nearest = best[i];
            double distance = distances[i];
            second[i] = Math.min(second[i], Math.max(nearest, distance));
            best[i] = Math.min(nearest, distance);
        }
    }

    /** From squared distances to what can be trusted of their difference, written over the second. */
    private static void lead(int size, double[] best, double[] second) {
        for (int i = 0; i < size; i++) {
            second[i] = Math.sqrt(second[i]) * LloydRound.LESS - Math.sqrt(best[i]) * LloydRound.MORE;
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

    private void move(int point, int cluster) {
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
