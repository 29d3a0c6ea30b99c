package io.haechi.core;

import java.util.List;

/**
 * What a detector says of one input.
 *
 * @param decision the word for it
 * @param probability calibrated probability of the positive class, 0 to 1; given even when {@code UNSURE}, so that
 *     rates over all examples can be computed
 * @param threshold the probability from which on the input counts as positive
 * @param modelId the model (or ensemble) that spoke
 * @param modelSha256 hash of that model's package
 * @param evidence what it rests on, in order of time
 * @param limits why it should be read with care, one sentence each; empty if nothing is known against it
 */
public record Verdict(
        Decision decision,
        double probability,
        double threshold,
        String modelId,
        String modelSha256,
        List<Evidence> evidence,
        List<String> limits) {

    public Verdict {
        evidence = List.copyOf(evidence);
        limits = List.copyOf(limits);
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("Probability must be between 0 and 1, got " + probability);
        }
    }

    /** Whether the input counts as positive when a decision is forced. */
    public boolean isPositive() {
        return probability >= threshold;
    }
}
