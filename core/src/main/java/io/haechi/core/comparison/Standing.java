package io.haechi.core.comparison;

import io.haechi.core.evaluation.Evaluation;
import io.haechi.core.evaluation.Interval;
import io.haechi.core.model.Calibration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one model or ensemble came to.
 *
 * @param name what it is called in tables
 * @param calibration from its logit to a probability, fitted on the fit split with both classes counting the same
 * @param fit its figures on the split that its threshold was chosen on: where both errors are equally frequent
 * @param test its figures on the other split at the same threshold
 * @param intervals 95 % intervals of {@code test} by the name of the figure; empty where none were asked for
 */
public record Standing(
        String name, Calibration calibration, Evaluation fit, Evaluation test, Map<String, Interval> intervals) {

    public Standing {
        intervals = Collections.unmodifiableMap(new LinkedHashMap<>(intervals));
    }
}
