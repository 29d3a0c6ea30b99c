package io.haechi.core.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Figures of one source, or of one value of another column.
 *
 * @param source its name
 * @param n its examples
 * @param positives its positive examples
 * @param fpr share of its negatives taken for positive; {@code NaN} if it has none
 * @param fnr share of its positives taken for negative; {@code NaN} if it has none
 * @param auc area under the ROC curve. A source with both classes is ranked by itself; a source with one class (a
 *     generator, a corpus of real voices) is ranked against <em>all</em> examples of the other class, whatever their
 *     source; {@code NaN} if the other class is nowhere
 * @param intervals 95 % intervals of {@code fpr}, {@code fnr} and {@code auc}: Wilson's and DeLong's; both ends {@code
 *     NaN} where a figure is undefined
 */
public record SourceFigures(
        String source, int n, int positives, double fpr, double fnr, double auc, Map<String, Interval> intervals) {

    public SourceFigures {
        intervals = Collections.unmodifiableMap(new LinkedHashMap<>(intervals));
    }
}
