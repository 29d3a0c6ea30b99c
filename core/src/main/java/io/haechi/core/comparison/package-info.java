/**
 * Several models and their ensembles on the same examples: weights and thresholds fitted on one split, everything measured
 * on another, and whether one is better than another or only luckier. For all problems.
 */
@NullMarked
package io.haechi.core.comparison;

import org.jspecify.annotations.NullMarked;
