package io.haechi.segment;

import io.haechi.segment.cluster.Linkage;

/** How rows are divided. */
public enum Method {
    /** K-means. */
    KMEANS,
    /** K-means on random batches, for millions of rows. */
    MINIBATCH,
    /** Hierarchical, Ward's linkage. */
    WARD,
    /** Hierarchical, average linkage. */
    AVERAGE,
    /** Hierarchical, complete linkage. */
    COMPLETE,
    /** Hierarchical, single linkage. */
    SINGLE,
    /** Gaussian mixture. */
    MIXTURE,
    /** Density (HDBSCAN); finds the number of groups itself. */
    HDBSCAN;

    /** Whether it makes a dendrogram. */
    public boolean isHierarchical() {
        return this == WARD || this == AVERAGE || this == COMPLETE || this == SINGLE;
    }

    Linkage linkage() {
        return Linkage.valueOf(name());
    }
}
