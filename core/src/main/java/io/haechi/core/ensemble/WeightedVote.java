package io.haechi.core.ensemble;

import io.haechi.core.model.Calibration;
import java.util.List;

/**
 * A vote: the weighted mean of the probabilities that the members give by themselves, as log-odds. A single member is not
 * asked to vote: its own logit is the answer.
 *
 * <p>A member's say is bounded: however sure it is, it moves the mean by no more than its weight. That is what a vote has
 * over a sum of logits where one member may be sure and wrong.
 *
 * @param weights one for each member, in their order, none below zero; they sum to one
 */
public record WeightedVote(List<Double> weights) implements Fusion {
    /** Log-odds stay finite: a mean nearer than this to 0 or 1 counts as this far. */
    private static final double NEAREST = 1e-9;

    public WeightedVote {
        weights = List.copyOf(weights);
        double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
        if (weights.isEmpty()
                || !(Math.abs(sum - 1) <= 1e-6)
                || weights.stream().anyMatch(weight -> weight < 0)) {
            throw new IllegalArgumentException(
                    "The weights of a vote must sum to one and none be below zero, got " + weights);
        }
    }

    @Override
    public double logit(double... memberLogits) {
        if (memberLogits.length != weights.size()) {
            throw new IllegalArgumentException(
                    "Expected " + weights.size() + " logits, one for each member, got " + memberLogits.length);
        }
        if (memberLogits.length == 1) {
            return memberLogits[0];
        }
        double mean = 0;
        for (int m = 0; m < memberLogits.length; m++) {
            mean += weights.get(m) * Calibration.sigmoid(memberLogits[m]);
        }
        double bounded = Math.clamp(mean, NEAREST, 1 - NEAREST);
        return Math.log(bounded / (1 - bounded));
    }
}
