/**
 * Groups: K-means with bounds, hierarchical clustering by chains of nearest neighbours, Gaussian mixtures, density; how many
 * there are, and first of all whether there are any.
 */
@NullMarked
package io.haechi.segment.cluster;

import org.jspecify.annotations.NullMarked;
