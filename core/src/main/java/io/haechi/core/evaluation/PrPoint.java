package io.haechi.core.evaluation;

/**
 * One point of the precision-recall curve.
 *
 * @param threshold probability from which on an example counts as positive
 * @param recall share of positives at or above it; {@code NaN} without positives
 * @param precision share of positives among what is at or above it
 */
public record PrPoint(double threshold, double recall, double precision) {}
