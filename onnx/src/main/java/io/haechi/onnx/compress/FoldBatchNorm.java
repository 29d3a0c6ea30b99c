package io.haechi.onnx.compress;

import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.Node;

/**
 * Folds {@code BatchNormalization} into the layer next to it. Outside training it is a scale and a shift for each
 * channel, and a layer's weights can do that on the way: γ(Wx + b − μ)/σ + β = (γ/σ) W x + (γ/σ)(b − μ) + β.
 *
 * <p>After {@code Conv}, {@code ConvTranspose}, {@code Gemm} and {@code MatMul} of matrices this is always right.
 * Before a layer it is right for {@code Gemm} and {@code MatMul}, and for a {@code Conv} only if it does not pad:
 * beyond the edge there are zeros, and the normalisation would have to shift those too. A padded {@code Conv} takes a
 * normalisation that shifts by nothing.
 *
 * <p>It pays nearly always: one pass over the activations less for each layer, and weights as they will be quantised.
 * ONNX Runtime folds the case after {@code Conv} itself when it loads a model, so there the gain is in the file. It
 * does not pay before training or pruning by the scale γ, which need the layer: fold last.
 *
 * <p>Left alone are: a normalisation in training mode; a layer whose result somebody else sees; weights that several
 * layers share (the file would grow); weights that are no 32-bit constants, among them those stored in half precision,
 * which would have to be rounded again (widen them first, {@link Passes#widenHalves()}); and results that are not
 * finite.
 *
 * @see <a href="https://arxiv.org/abs/1712.05877">Jacob et al., Quantization and Training of Neural Networks, 2018,
 *     section 3.2</a>
 */
final class FoldBatchNorm implements Pass {
    @Override
    public String name() {
        return "fold-batch-norm";
    }

    @Override
    public Graph apply(Graph graph) {
        Folding folding = new Folding(graph);
        for (Node node : graph.nodes()) {
            Affine affine = node.is("BatchNormalization") ? Affine.ofBatchNorm(graph, node) : null;
            if (affine != null) {
                fold(folding, node, affine);
            }
        }
        return folding.result();
    }

    private static void fold(Folding folding, Node node, Affine affine) {
        Linear before = folding.layerBefore(node.input(0));
        boolean isDone = before != null && before.rank() + before.axis() == 1 && folding.foldBack(before, node, affine);
        Linear after = isDone ? null : folding.layerAfter(node.output());
        if (after != null && after.node().integer("transA", 0) == 0 && after.rank() + after.axis() == 1) {
            folding.foldForward(after, node, affine);
        }
    }
}
