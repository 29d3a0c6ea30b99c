/**
 * How good a detector is: every figure of the contract from one list of scored examples, thresholds chosen from it,
 * bootstrap intervals around it, and the report as text, JSON or one HTML page. One implementation for all problems.
 *
 * <p>Two rules hold everywhere: an example counts as positive when its probability is at or above the threshold, and a
 * figure that cannot be computed (a rate over no examples, a ranking of one class) is {@code NaN}, never zero.
 */
@NullMarked
package io.haechi.core.evaluation;

import org.jspecify.annotations.NullMarked;
