package io.haechi.segment.cluster;

import io.haechi.segment.features.Matrix;

/**
 * Where K-means ended.
 *
 * @param centres one row per cluster
 * @param labels the cluster of each point
 * @param inertia sum of squared distances from each point to its centre
 * @param iterations rounds of the run that was kept, the last one (which changed nothing) included
 * @param isConverged whether the last round changed nothing
 */
@SuppressWarnings("ArrayRecordComponent")
public record KMeansModel(Matrix centres, int[] labels, double inertia, int iterations, boolean isConverged) {

    /** How many points each cluster has. */
    public int[] sizes() {
        int[] sizes = new int[centres.rows()];
        for (int label : labels) {
            sizes[label]++;
        }
        return sizes;
    }

    /** The cluster of each of some other points: that of the nearest centre, the first of equals. */
    public int[] predict(Matrix points) {
        int[] nearest = new int[points.rows()];
        for (int i = 0; i < nearest.length; i++) {
            double best = Double.POSITIVE_INFINITY;
            for (int c = 0; c < centres.rows(); c++) {
                double distance = points.squaredDistance(i, centres, c);
                if (distance < best) {
                    best = distance;
                    nearest[i] = c;
                }
            }
        }
        return nearest;
    }
}
