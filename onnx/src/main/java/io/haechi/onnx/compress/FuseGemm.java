package io.haechi.onnx.compress;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.Node;
import io.haechi.onnx.graph.Shapes;
import io.haechi.onnx.graph.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@code MatMul} and the {@code Add} behind it one {@code Gemm}, and lets a {@code Gemm} turn its inputs itself where a
 * {@code Transpose} did it.
 *
 * <p>A dense layer of an exported network mostly is {@code MatMul, Add}, since PyTorch's linear layer takes tensors of any
 * rank. For matrices {@code Gemm} says the same, adds the bias while the products are still in the registers, and is what
 * quantisation looks for. ONNX Runtime fuses the pair when it loads a model; so it pays little in time and something in
 * size, and it needs no constants: weights may be stored in half precision or be computed.
 *
 * <p>Left alone are tensors of more or unknown rank (a {@code Gemm} takes matrices only), other types than 32- and 64-bit
 * floats (for which the runtime may have no {@code Gemm}), a product that somebody else sees, and an addition that spreads the
 * product to more rows or columns.
 */
final class FuseGemm implements Pass {
    @Override
    public String name() {
        return "fuse-gemm";
    }

    @Override
    public Graph apply(Graph graph) {
        Matcher matcher = Matcher.of(graph);
        boolean isChanged = false;
        for (Node node : graph.nodes()) {
            Node product = node.is("Add") ? product(matcher, node) : null;
            if (product != null) {
                String bias = Matcher.other(node, product.output());
                matcher.edit()
                        .replace(product, fused(product, bias, node.output()))
                        .remove(node);
                isChanged = true;
            } else if (node.is("Gemm") && !matcher.edit().isReplaced(node)) {
                isChanged |= turn(matcher, node);
            }
        }
        return isChanged ? matcher.edit().build() : graph;
    }

    private static boolean turn(Matcher matcher, Node gemm) {
        Node turned = turned(matcher.graph(), turned(matcher.graph(), gemm, 0, "transA"), 1, "transB");
        if (turned.equals(gemm)) {
            return false;
        }
        matcher.edit().replace(gemm, turned);
        return true;
    }

    /** The product that an addition adds a bias to. */
    private static @Nullable Node product(Matcher matcher, Node add) {
        for (String input : add.inputs()) {
            Node product = matcher.maker(input, "MatMul");
            if (product == null) {
                product = matcher.maker(input, "Gemm");
            }
            String bias = Matcher.other(add, input);
            boolean isBare = product != null && product.input(2).isEmpty() && isMatrices(matcher.shapes(), product);
            if (isBare
                    && !bias.isEmpty()
                    && spreads(matcher.shapes().value(bias), matcher.shapes().value(input))) {
                return product;
            }
        }
        return null;
    }

    private static boolean isMatrices(Shapes shapes, Node product) {
        Value a = shapes.value(product.input(0));
        Value b = shapes.value(product.input(1));
        boolean isFloat = a.type() == DataType.FLOAT || a.type() == DataType.DOUBLE;
        return isFloat && a.rank() == 2 && b.rank() == 2;
    }

    /** Whether the bias is spread over the product, and never the other way round. */
    private static boolean spreads(Value bias, Value product) {
        if (bias.rank() < 0 || bias.rank() > 2) {
            return false;
        }
        for (int axis = 1; axis <= bias.rank(); axis++) {
            boolean isSame = bias.size(-axis) >= 0 && bias.size(-axis) == product.size(-axis);
            if (bias.size(-axis) != 1 && !isSame) {
                return false;
            }
        }
        return true;
    }

    private static Node fused(Node product, String bias, String output) {
        List<String> inputs = List.of(product.input(0), product.input(1), bias);
        Node gemm = new Node(product.name(), "", "Gemm", inputs, List.of(output), product.attributes());
        return product.attributes().containsKey("beta") ? gemm.with("beta", 1f) : gemm;
    }

    private static Node turned(Graph graph, Node gemm, int index, String setting) {
        Node turn = graph.producer(gemm.input(index));
        if (turn == null || !turn.is("Transpose")) {
            return gemm;
        }
        long[] order = turn.integers("perm");
        if (order != null && !Arrays.equals(order, new long[] {1, 0})) {
            return gemm;
        }
        List<String> inputs = new ArrayList<>(gemm.inputs());
        inputs.set(index, turn.input(0));
        return gemm.withInputs(inputs).with(setting, 1 - gemm.integer(setting, 0));
    }
}
