package io.haechi.onnx.compress.prune;

import java.util.Map;
import java.util.Set;

/**
 * What {@link StructuredPruning} takes out.
 *
 * @param share of the channels, units and heads, above 0 and below 1; rounded down to whole ones
 * @param scope whether each layer loses this share or all layers together
 * @param criterion by what channels are judged
 * @param multipleOf the number of channels that stay in a layer is a multiple of this (where it had as many); 8 or 16 suits
 *     the kernels of most processors, 1 takes exactly the share
 * @param acrossNorms whether to take features out that a {@code LayerNormalization} takes its mean over, which is the width
 *     of a transformer. Even a feature that is always zero moves that mean, so this needs fine-tuning; heads and feed-forward
 *     units go without it
 * @param kept operators whose channels stay, by name or type ({@code "Conv"}), and constants that stay as they are, by name
 * @param lost how many channels operators lost before, by name: the share is one of the channels that there once were, and
 *     what is lost counts towards it. So several rounds end where a single one would
 */
public record StructuredOptions(
        double share,
        Scope scope,
        Criterion criterion,
        int multipleOf,
        boolean acrossNorms,
        Set<String> kept,
        Map<String, Integer> lost) {

    public StructuredOptions {
        Shares.require(share, "The share of channels to prune");
        if (multipleOf < 1) {
            throw new IllegalArgumentException(
                    "The number of channels that stay must be a multiple of 1 or more, got " + multipleOf);
        }
        kept = Set.copyOf(kept);
        lost = Map.copyOf(lost);
    }

    /** This share of every layer by L1 norm, nothing kept out. */
    public static StructuredOptions ofShare(double share) {
        return new StructuredOptions(share, Scope.PER_LAYER, Criterion.L1_NORM, 1, false, Set.of(), Map.of());
    }

    /** The same with another scope. */
    public StructuredOptions withScope(Scope newScope) {
        return new StructuredOptions(share, newScope, criterion, multipleOf, acrossNorms, kept, lost);
    }

    /** The same with another criterion. */
    public StructuredOptions withCriterion(Criterion newCriterion) {
        return new StructuredOptions(share, scope, newCriterion, multipleOf, acrossNorms, kept, lost);
    }

    /** The same, leaving multiples of this. */
    public StructuredOptions withMultipleOf(int newMultiple) {
        return new StructuredOptions(share, scope, criterion, newMultiple, acrossNorms, kept, lost);
    }

    /** The same, with features under a {@code LayerNormalization} pruned or not. */
    public StructuredOptions withAcrossNorms(boolean isAcross) {
        return new StructuredOptions(share, scope, criterion, multipleOf, isAcross, kept, lost);
    }

    /** The same with other layers kept out. */
    public StructuredOptions withKept(Set<String> newKept) {
        return new StructuredOptions(share, scope, criterion, multipleOf, acrossNorms, newKept, lost);
    }

    /** The same for a graph that lost these channels before, up to another share of what it had at first. */
    public StructuredOptions onwards(double newShare, Map<String, Integer> newLost) {
        return new StructuredOptions(newShare, scope, criterion, multipleOf, acrossNorms, kept, newLost);
    }

    int lostBefore(ChannelGroup group) {
        return group.layers().stream()
                .mapToInt(layer -> lost.getOrDefault(layer, 0))
                .max()
                .orElse(0);
    }
}
