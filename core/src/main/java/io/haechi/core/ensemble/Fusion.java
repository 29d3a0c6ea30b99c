package io.haechi.core.ensemble;

import java.util.List;

/**
 * How the logits of several detectors become one: a {@link WeightedVote} on what each says by itself, or a {@link
 * LogisticFusion} of the logits. Which weights are fitted by which rule says {@link FusionRule}.
 */
public sealed interface Fusion permits WeightedVote, LogisticFusion {

    /** One for each member, in their order; what they multiply is the fusion's affair. */
    List<Double> weights();

    /**
     * The ensemble's logit.
     *
     * @param memberLogits one for each member, in their order
     * @throws IllegalArgumentException if there are more or fewer
     */
    double logit(double... memberLogits);
}
