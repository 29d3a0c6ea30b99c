package io.haechi.segment.cluster;

/**
 * What one number of groups looks like.
 *
 * @param k how many
 * @param valley how empty it is between them, see {@link Valley}
 * @param silhouette of the division of one half by the centres of the other
 * @param stability how alike the two halves are divided (adjusted Rand index)
 */
record Look(int k, double valley, double silhouette, double stability) {}
