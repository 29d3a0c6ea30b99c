package io.haechi.segment.cluster;

import io.haechi.segment.features.Matrix;

/**
 * Hierarchical clustering: begins with every point alone and joins the two nearest groups until one is left.
 *
 * <p>From any group one walks to its nearest neighbour, from there to the neighbour's, until two are nearest to each other;
 * these are joined at once, although others may be nearer, because for these linkages it changes nothing [1]. So the time is
 * quadratic where a search for the nearest pair would be cubic. Single linkage is a minimum spanning tree and needs no matrix.
 *
 * <p>Memory: up to 11,000 points a square of doubles (32 MB for 2,000); above that a triangle of floats (800 MB for 20,000),
 * and then heights are good to six digits.
 *
 * @see <a href="https://doi.org/10.1093/comjnl/26.4.354">[1] Murtagh: A survey of recent advances in hierarchical clustering
 *     algorithms, 1983</a>
 * @see <a href="https://arxiv.org/abs/1109.2378">Müllner: Modern hierarchical, agglomerative clustering algorithms, 2011</a>
 */
public final class Hierarchical {
    /** More points than this are refused: the pairs would take more than 4 GB. */
    public static final int MOST_POINTS = 46_000;

    private Hierarchical() {}

    /**
     * Joins all points.
     *
     * @throws IllegalArgumentException if there are fewer than 2 points or more than fit into memory
     */
    public static Dendrogram fit(Matrix points, Linkage linkage) {
        require(points, linkage);
        return linkage == Linkage.SINGLE ? SpanningTree.of(points) : new NeighbourChain(points, linkage).run();
    }

    private static void require(Matrix points, Linkage linkage) {
        if (points.rows() < 2) {
            throw new IllegalArgumentException(
                    "Hierarchical clustering needs at least 2 rows, got " + points.rows() + ".");
        }
        long bytes = linkage == Linkage.SINGLE ? 0 : PairDistances.bytes(points.rows());
        long free = Runtime.getRuntime().maxMemory() / 10 * 8;
        if (points.rows() > MOST_POINTS && linkage != Linkage.SINGLE || bytes > free) {
            throw new IllegalArgumentException(String.format(
                    java.util.Locale.ROOT,
                    "Hierarchical clustering of %,d rows needs %.1f GB for their distances (Java has %.1f GB, the limit is"
                            + " %,d rows); use k-means, single linkage, or fewer rows.",
                    points.rows(),
                    bytes / 1e9,
                    free / 1e9,
                    MOST_POINTS));
        }
    }
}
