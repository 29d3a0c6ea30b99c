package io.haechi.core.comparison;

import io.haechi.core.ensemble.FusionRule;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Some of the models as an ensemble, by every rule.
 *
 * @param models their names; one alone is listed to be compared with
 * @param fitEer equal error rate on the split that the weights were fitted on, by rule: what the list is ranked by, and
 *     flattering, the more so the more is fitted
 * @param testEer equal error rate on the other split, by rule: to see whether the ranking holds, not to choose by
 */
public record Subset(List<String> models, Map<FusionRule, Double> fitEer, Map<FusionRule, Double> testEer) {

    public Subset {
        models = List.copyOf(models);
        fitEer = Collections.unmodifiableMap(new EnumMap<>(fitEer));
        testEer = Collections.unmodifiableMap(new EnumMap<>(testEer));
    }
}
