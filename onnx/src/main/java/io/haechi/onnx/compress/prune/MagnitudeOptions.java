package io.haechi.onnx.compress.prune;

import java.util.Set;

/**
 * What {@link MagnitudePruning} sets to zero.
 *
 * @param sparsity the share of the weights, above 0 and below 1
 * @param scope whether each layer loses this share or all layers together, by one threshold
 * @param kept operators that are left alone, by name or type ({@code "Gemm"}), and constants, by name
 */
public record MagnitudeOptions(double sparsity, Scope scope, Set<String> kept) {

    public MagnitudeOptions {
        Shares.require(sparsity, "The share of weights to set to zero");
        kept = Set.copyOf(kept);
    }

    /** This share of all weights by one threshold, nothing kept out. */
    public static MagnitudeOptions ofSparsity(double sparsity) {
        return new MagnitudeOptions(sparsity, Scope.GLOBAL, Set.of());
    }
}
