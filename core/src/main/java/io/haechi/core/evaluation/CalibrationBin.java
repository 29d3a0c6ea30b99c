package io.haechi.core.evaluation;

/**
 * One bin of the reliability diagram: examples with a probability from {@code from} (inclusive) to {@code to}
 * (exclusive, but for the last bin, which holds 1).
 *
 * @param from lower edge
 * @param to upper edge
 * @param n examples in it
 * @param meanProbability mean of what the detector said; {@code NaN} if empty
 * @param positiveShare share that truly is positive; {@code NaN} if empty
 */
public record CalibrationBin(double from, double to, int n, double meanProbability, double positiveShare) {}
