package io.haechi.segment;

import io.haechi.segment.cluster.KMeansOptions;
import io.haechi.segment.features.FeatureOptions;

/**
 * How segments are made.
 *
 * @param features how the table becomes numbers
 * @param method how rows are divided
 * @param k how many segments, or 0 to find out
 * @param isCompared whether numbers of segments are compared even if {@code k} is given
 * @param means seeding, restarts, seed and threads; its own number of clusters is not used
 */
public record SegmentOptions(FeatureOptions features, Method method, int k, boolean isCompared, KMeansOptions means) {
    /** Found out. */
    public static final int AUTO = 0;

    /** Standardised K-means, the number of segments found out. */
    public static final SegmentOptions STANDARD =
            new SegmentOptions(FeatureOptions.STANDARD, Method.KMEANS, AUTO, false, KMeansOptions.of(1));

    public SegmentOptions {
        if (k < 0) {
            throw new IllegalArgumentException("Number of segments must be at least 1, got " + k + ".");
        }
    }

    /** The same with this many segments. */
    public SegmentOptions withK(int newK) {
        return new SegmentOptions(features, method, newK, isCompared, means);
    }

    /** The same by this method. */
    public SegmentOptions with(Method newMethod) {
        return new SegmentOptions(features, newMethod, k, isCompared, means);
    }
}
