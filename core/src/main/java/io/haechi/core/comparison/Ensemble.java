package io.haechi.core.comparison;

import io.haechi.core.ensemble.Fusion;
import io.haechi.core.ensemble.FusionRule;
import io.haechi.core.ensemble.LogisticFusion;

/**
 * All models of a comparison as one.
 *
 * @param rule how their weights were found
 * @param fusion the weights, in the models' order
 * @param standing what it came to
 */
public record Ensemble(FusionRule rule, Fusion fusion, Standing standing) {

    /** What is added to the weighted logits; not a number for a vote, which adds nothing. */
    public double bias() {
        return fusion instanceof LogisticFusion learned ? learned.bias() : Double.NaN;
    }
}
