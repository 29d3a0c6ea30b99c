package io.haechi.segment.cluster;

import io.haechi.segment.features.Matrix;
import java.util.Arrays;

/**
 * Groups of any shape that are denser than what lies around them, and rows that belong to none (HDBSCAN).
 *
 * <p>The distance of two points is at least that of either to its own <i>m</i>-th neighbour, which pushes sparse points away
 * [1]. Their minimum spanning tree, cut from the longest edge down, falls apart into smaller groups; parts of fewer than
 * <i>m</i> points are noise that a group loses. Of a group and those it falls apart into, the side that lives longer (summed
 * over points and the inverse of distance) is chosen.
 *
 * <p>Quadratic in time, linear in memory; at most 50,000 points.
 *
 * @see <a href="https://doi.org/10.1007/978-3-642-37456-2_14">[1] Campello, Moulavi, Sander: Density-based clustering based on
 *     hierarchical density estimates, 2013</a>
 */
public final class DensityClusters {
    private static final int MOST_POINTS = 50_000;

    private DensityClusters() {}

    /**
     * Finds them.
     *
     * @param smallest points a group has at least, 2 or more
     * @return a group from 0 on for each point, or -1 for noise
     */
    public static int[] fit(Matrix points, int smallest) {
        if (smallest < 2 || smallest > points.rows()) {
            throw new IllegalArgumentException(
                    "The smallest group must have between 2 rows and all " + points.rows() + ", got " + smallest + ".");
        }
        if (points.rows() > MOST_POINTS) {
            throw new IllegalArgumentException("Clustering by density takes at most " + MOST_POINTS + " rows, got "
                    + points.rows() + "; use k-means, or fewer rows.");
        }
        double[] core = coreDistances(points, smallest);
        return new CondensedTree(SpanningTree.of(points, point -> core[point]).dendrogram(), smallest).labels();
    }

    /** Distance to the m-th nearest point, itself counted as the first. */
    private static double[] coreDistances(Matrix points, int neighbours) {
        double[] core = new double[points.rows()];
        double[] squares = new double[points.rows()];
        double[][] columns = new double[points.columns()][];
        for (int j = 0; j < columns.length; j++) {
            columns[j] = points.column(j);
        }
        for (int i = 0; i < core.length; i++) {
            Distances.to(columns, points.rows(), points.values(), i, squares);
            core[i] = Math.sqrt(smallest(squares, neighbours));
        }
        return core;
    }

    private static double smallest(double[] values, int rank) {
        double[] heap = Arrays.copyOf(values, rank);
        Arrays.sort(heap);
        for (int i = rank; i < values.length; i++) {
            if (values[i] < heap[rank - 1]) {
                int at = rank - 1;
                while (at > 0 && heap[at - 1] > values[i]) {
                    heap[at] = heap[at - 1];
                    at--;
                }
                heap[at] = values[i];
            }
        }
        return heap[rank - 1];
    }
}
