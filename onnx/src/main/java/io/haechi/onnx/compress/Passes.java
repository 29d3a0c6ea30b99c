package io.haechi.onnx.compress;

import java.util.List;

/**
 * The passes that leave a model's answers as they are, to be composed by those who do not want all of them.
 *
 * <p>None makes attention one operator. The standard has had {@code Attention} since operator set 23, and ONNX Runtime
 * a kernel for it on the processor; measured against the products, scaling and softmax that it stands for (version
 * 1.31, 8 heads of 64 values, 64 and 256 positions, one thread) it took the same time to within 3 % and gave the same
 * bits. A graph would have to be lifted over six operator sets for nothing.
 */
public final class Passes {
    private Passes() {}

    /** Computes now what is the same at every run; a file never grows by it. */
    public static Pass foldConstants() {
        return new FoldConstants(false);
    }

    /**
     * As {@link #foldConstants()}, and weights that are stored in half precision become 32-bit constants. The file
     * grows by as much, but other passes, and quantisation, see the weights then.
     */
    public static Pass widenHalves() {
        return new FoldConstants(true);
    }

    /** Computes now what operators make of constants together, where none of them would by itself keep the file small. */
    public static Pass foldRegions() {
        return new FoldRegions();
    }

    /** Puts the branch that an {@code If} always takes in its place. */
    public static Pass foldIf() {
        return new FoldIf();
    }

    /** Takes out what leads to no output. */
    public static Pass removeDead() {
        return new RemoveDead();
    }

    /** Takes out operators that give what they are given. */
    public static Pass removeIdentities() {
        return new RemoveIdentities();
    }

    /** Makes transpositions that follow each other one, or none. */
    public static Pass mergeTransposes() {
        return new MergeTransposes();
    }

    /** Makes a product of matrices and the bias that is added to it one operator. */
    public static Pass fuseGemm() {
        return new FuseGemm();
    }

    /** Folds batch normalisation into the weights of the layer beside it. */
    public static Pass foldBatchNorm() {
        return new FoldBatchNorm();
    }

    /** Folds constants that a layer's result is multiplied with, or that are added to it, into its weights. */
    public static Pass foldScales() {
        return new FoldScales();
    }

    /** Makes a layer normalisation that is spelt out one operator, from operator set 17 on. */
    public static Pass fuseLayerNorm() {
        return new FuseLayerNorm();
    }

    /** Makes a GELU that is spelt out one operator, from operator set 20 on. */
    public static Pass fuseGelu() {
        return new FuseGelu();
    }

    /** All of them but {@link #widenHalves()}, in the order in which each finds most to do. */
    public static List<Pass> all() {
        return List.of(
                foldConstants(),
                foldRegions(),
                foldIf(),
                removeIdentities(),
                removeDead(),
                mergeTransposes(),
                fuseLayerNorm(),
                fuseGelu(),
                fuseGemm(),
                foldBatchNorm(),
                foldScales());
    }
}
