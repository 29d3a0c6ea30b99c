/**
 * What is bought, said or true together: transactions in flat arrays, frequent item sets by FP-Growth and Apriori, closed and
 * maximal sets, and rules with their measures and their significance. Thresholds are fractions compared in whole numbers.
 */
@NullMarked
package io.haechi.segment.rules;

import org.jspecify.annotations.NullMarked;
