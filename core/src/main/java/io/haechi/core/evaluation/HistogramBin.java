package io.haechi.core.evaluation;

/**
 * One bin of the histogram of probabilities, edges as in {@link CalibrationBin}.
 *
 * @param from lower edge
 * @param to upper edge
 * @param positives positive examples in it
 * @param negatives negative examples in it
 */
public record HistogramBin(double from, double to, int positives, int negatives) {}
