package io.haechi.call.learn;

import io.haechi.text.sparse.SparseRows;

/**
 * What a method learns from.
 *
 * @param rows one for each example
 * @param positive the label of each
 * @param counts how much each example counts, 0 or more
 */
public record Lessons(SparseRows rows, boolean[] positive, double[] counts) {
    public Lessons {
        if (rows.rows() != positive.length || rows.rows() != counts.length || positive.length == 0) {
            throw new IllegalArgumentException("Expected as many labels and counts as rows and at least one, got "
                    + positive.length + ", " + counts.length + " and " + rows.rows());
        }
    }

    /** How much the examples of a class count together. */
    double total(boolean ofPositives) {
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += positive[i] == ofPositives ? counts[i] : 0;
        }
        return sum;
    }
}
