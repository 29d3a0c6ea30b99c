package io.haechi.core.evaluation;

/**
 * One point of the ROC curve.
 *
 * @param threshold probability from which on an example counts as positive; infinite at the first point, where nothing
 *     does
 * @param fpr share of negatives at or above it; {@code NaN} without negatives
 * @param tpr share of positives at or above it; {@code NaN} without positives
 */
public record RocPoint(double threshold, double fpr, double tpr) {}
