package io.haechi.segment.cluster;

import io.haechi.segment.features.Matrix;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** Minimum spanning tree over all pairs (Prim), quadratic in time and linear in memory: what single linkage is. */
final class SpanningTree {
    private SpanningTree() {}

    static Dendrogram of(Matrix points) {
        return of(points, _ -> 0).dendrogram();
    }

    /** The tree for distances that are at least both points' own ones ({@code core}): mutual reachability. */
    static Merges of(Matrix points, IntToDoubleFunction core) {
        int size = points.rows();
        double[] nearest = new double[size];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        int[] from = new int[size];
        int[] left = new int[size - 1];
        for (int i = 0; i < left.length; i++) {
            left[i] = i + 1;
        }
        Merges merges = new Merges(size);
        int current = 0;
        for (int remaining = size - 1; remaining > 0; remaining--) {
            int best = 0;
            for (int i = 0; i < remaining; i++) {
                int point = left[i];
                double distance = Math.sqrt(points.squaredDistance(current, points, point));
                distance = Math.max(distance, Math.max(core.applyAsDouble(current), core.applyAsDouble(point)));
                if (distance < nearest[point]) {
                    nearest[point] = distance;
                    from[point] = current;
                }
                best = nearest[point] < nearest[left[best]] ? i : best;
            }
            current = left[best];
            merges.add(from[current], current, nearest[current]);
            left[best] = left[remaining - 1];
        }
        return merges;
    }
}
