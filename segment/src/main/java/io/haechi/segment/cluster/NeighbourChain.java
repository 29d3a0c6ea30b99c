package io.haechi.segment.cluster;

import io.haechi.segment.features.Matrix;
import java.util.Arrays;

/**
 * The walk from neighbour to nearest neighbour. Groups that are left, and their sizes, are kept side by side in rising order, so
 * that no search meets gaps.
 */
final class NeighbourChain {
    private final PairDistances pairs;
    private final Linkage linkage;
    private final int points;
    private final int[] alive;
    private final double[] sizes;
    private final double[] row;
    private final double[] other;
    private int left;

    NeighbourChain(Matrix matrix, Linkage linkage) {
        this.pairs = PairDistances.of(matrix, linkage.isSquared());
        this.linkage = linkage;
        this.points = matrix.rows();
        this.alive = new int[points];
        this.sizes = new double[points];
        this.row = new double[points];
        this.other = new double[points];
        this.left = points;
        for (int i = 0; i < points; i++) {
            alive[i] = i;
            sizes[i] = 1;
        }
    }

    Dendrogram run() {
        Merges merges = new Merges(points);
        int[] chain = new int[points + 1];
        int length = 0;
        while (left > 1) {
            if (length == 0) {
                chain[length++] = alive[0];
            }
            while (true) {
                int last = chain[length - 1];
                int before = length > 1 ? chain[length - 2] : -1;
                int nearest = nearest(last, before);
                if (nearest == before) {
                    break;
                }
                chain[length++] = nearest;
            }
            int a = chain[length - 1];
            int b = chain[length - 2];
            length -= 2;
            double height = pairs.get(a, b);
            merges.add(a, b, linkage.isSquared() ? Math.sqrt(height) : height);
            join(Math.min(a, b), Math.max(a, b), height);
        }
        return merges.dendrogram();
    }

    /** The nearest group; of equals the one the walk came from, so that it ends, otherwise the first. */
    private int nearest(int group, int before) {
        pairs.read(group, alive, left, row);
        int nearest = before;
        double least = before < 0 ? Double.POSITIVE_INFINITY : pairs.get(group, before);
        for (int i = 0; i < left; i++) {
            if (row[i] < least) {
                least = row[i];
                nearest = alive[i];
            }
        }
        return nearest < 0 ? alive[alive[0] == group ? 1 : 0] : nearest;
    }

    /** The second group goes on as both. */
    private void join(int gone, int kept, double height) {
        int from = Arrays.binarySearch(alive, 0, left, gone);
        int to = Arrays.binarySearch(alive, 0, left, kept);
        pairs.read(gone, alive, left, row);
        pairs.read(kept, alive, left, other);
        linkage.join(row, other, sizes, left, new Linkage.Pair(sizes[from], sizes[to], height));
        row[to] = Double.POSITIVE_INFINITY;
        pairs.write(kept, alive, left, row);
        sizes[to] += sizes[from];
        System.arraycopy(alive, from + 1, alive, from, left - from - 1);
        System.arraycopy(sizes, from + 1, sizes, from, left - from - 1);
        left--;
    }
}
