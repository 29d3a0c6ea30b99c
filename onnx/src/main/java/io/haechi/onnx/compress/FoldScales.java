package io.haechi.onnx.compress;

import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.Node;
import java.util.Set;

/**
 * Folds {@code Mul}, {@code Div}, {@code Add} and {@code Sub} with a constant into the weights and the bias of the
 * layer before: {@code Conv}, {@code ConvTranspose}, {@code Gemm} or {@code MatMul}.
 *
 * <p>The constant holds one number, or one for each output channel. Exporters write a normalisation that way when they
 * have taken it apart, a bias that was added by hand, the scaling of attention. What is left alone, and why, is as with
 * {@link FoldBatchNorm}; besides, a {@code MatMul} of more than matrices takes a scale but no shift, since it has no
 * bias.
 *
 * <p>There is no pass that makes a {@code Conv} and the {@code Relu} or {@code Clip} behind it one operator: the
 * standard has none. ONNX Runtime does that when it loads a model, with an operator of its own.
 */
final class FoldScales implements Pass {
    private static final Set<String> OPERATORS = Set.of("Mul", "Div", "Add", "Sub");

    @Override
    public String name() {
        return "fold-scales";
    }

    @Override
    public Graph apply(Graph graph) {
        Folding folding = new Folding(graph);
        for (Node node : graph.nodes()) {
            if (node.domain().isEmpty() && OPERATORS.contains(node.op())) {
                node.inputs().stream().distinct().forEach(x -> fold(graph, folding, node, x));
            }
        }
        return folding.result();
    }

    private static void fold(Graph graph, Folding folding, Node node, String x) {
        Linear layer = folding.layerBefore(x);
        Affine affine =
                layer == null ? null : Affine.ofArithmetic(graph, node, x, layer.outputs(), layer.axis(), layer.rank());
        if (layer != null && affine != null) {
            folding.foldBack(layer, node, affine);
        }
    }
}
