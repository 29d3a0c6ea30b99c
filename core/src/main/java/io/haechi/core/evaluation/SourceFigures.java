package io.haechi.core.evaluation;

/**
 * Figures of one source.
 *
 * @param source its name
 * @param n its examples
 * @param positives its positive examples
 * @param fpr share of its negatives taken for positive; {@code NaN} if it has none
 * @param fnr share of its positives taken for negative; {@code NaN} if it has none
 * @param auc area under the ROC curve. A source with both classes is ranked by itself; a source with one class (a
 *     generator, a corpus of real voices) is ranked against <em>all</em> examples of the other class, whatever their
 *     source; {@code NaN} if the other class is nowhere
 */
public record SourceFigures(String source, int n, int positives, double fpr, double fnr, double auc) {}
