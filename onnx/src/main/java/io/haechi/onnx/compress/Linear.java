package io.haechi.onnx.compress;

import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.GraphEdit;
import io.haechi.onnx.graph.Node;
import io.haechi.onnx.graph.Shapes;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A layer that multiplies with constant weights: {@code Conv}, {@code ConvTranspose}, {@code Gemm} or {@code MatMul}. Each
 * weight leads from one input channel to one output channel; that is all that folding needs to know of it.
 *
 * @param weight its weights, 32-bit floats that nobody else uses
 * @param bias what it adds to each output channel
 * @param alpha what its products are multiplied with besides
 * @param into the output channel of the weight at a place
 * @param from the input channel of the weight at a place
 * @param axis where its output's channels lie, counted from the end
 * @param rank how many axes its output has; at least, for a {@code MatMul} of unknown ones
 */
record Linear(
        Node node,
        Constant weight,
        double[] bias,
        int inputs,
        double alpha,
        IntUnaryOperator into,
        IntUnaryOperator from,
        int axis,
        int rank) {

    /** The layer; null for other operators, and where weights or bias are no constants of 32-bit floats of its own. */
    static @Nullable Linear of(Graph graph, Shapes shapes, @Nullable Node node) {
        float[] weights = node == null ? null : Affine.floats(graph, node.input(1));
        if (node == null || weights == null || graph.onlyConsumer(node.input(1)) == null) {
            return null;
        }
        Constant weight = graph.constants().get(node.input(1));
        if (!node.domain().isEmpty() || weight == null || weight.count() == 0) {
            return null;
        }
        return switch (node.op()) {
            case "Conv" -> conv(graph, node, weight);
            case "ConvTranspose" -> convTranspose(graph, node, weight);
            case "Gemm" -> gemm(graph, node, weight);
            case "MatMul" -> matMul(shapes, node, weight);
            default -> null;
        };
    }

    private static @Nullable Linear conv(Graph graph, Node node, Constant weight) {
        int groups = (int) node.integer("group", 1);
        if (weight.rank() < 3 || groups < 1) {
            return null;
        }
        int outputs = (int) weight.dims()[0];
        if (outputs % groups != 0) {
            return null;
        }
        int each = (int) weight.dims()[1];
        int window = weight.count() / (outputs * each);
        IntUnaryOperator into = i -> i / (each * window);
        IntUnaryOperator from = i -> into.applyAsInt(i) / (outputs / groups) * each + i / window % each;
        return layer(graph, node, weight, outputs, each * groups, into, from, 1 - weight.rank());
    }

    private static @Nullable Linear convTranspose(Graph graph, Node node, Constant weight) {
        int groups = (int) node.integer("group", 1);
        if (weight.rank() < 3 || groups < 1) {
            return null;
        }
        int inputs = (int) weight.dims()[0];
        if (inputs % groups != 0) {
            return null;
        }
        int each = (int) weight.dims()[1];
        int window = weight.count() / (inputs * each);
        IntUnaryOperator from = i -> i / (each * window);
        IntUnaryOperator into = i -> from.applyAsInt(i) / (inputs / groups) * each + i / window % each;
        return layer(graph, node, weight, each * groups, inputs, into, from, 1 - weight.rank());
    }

    private static @Nullable Linear gemm(Graph graph, Node node, Constant weight) {
        if (weight.rank() != 2) {
            return null;
        }
        boolean isTurned = node.integer("transB", 0) != 0;
        int columns = (int) weight.dims()[1];
        int outputs = (int) weight.dims()[isTurned ? 0 : 1];
        IntUnaryOperator row = i -> i / columns;
        IntUnaryOperator column = i -> i % columns;
        return layer(
                graph,
                node,
                weight,
                outputs,
                weight.count() / outputs,
                isTurned ? row : column,
                isTurned ? column : row,
                -1);
    }

    private static @Nullable Linear matMul(Shapes shapes, Node node, Constant weight) {
        if (weight.rank() != 2) {
            return null;
        }
        int columns = (int) weight.dims()[1];
        int rank = Math.max(shapes.value(node.output()).rank(), 1);
        double[] none = new double[columns];
        return new Linear(
                node, weight, none, weight.count() / columns, 1, i -> i % columns, i -> i / columns, -1, rank);
    }

    private static @Nullable Linear layer(
            Graph graph,
            Node node,
            Constant weight,
            int outputs,
            int inputs,
            IntUnaryOperator into,
            IntUnaryOperator from,
            int axis) {
        double[] bias = bias(graph, node, outputs);
        double alpha = node.number("alpha", 1);
        return bias == null
                ? null
                : new Linear(node, weight, bias, inputs, alpha, into, from, axis, Math.max(weight.rank(), 2));
    }

    private static double @Nullable [] bias(Graph graph, Node node, int outputs) {
        double[] bias = new double[outputs];
        if (node.input(2).isEmpty()) {
            return bias;
        }
        float[] floats = Affine.floats(graph, node.input(2));
        Constant constant = graph.constant(node.input(2));
        if (floats == null || constant == null || (floats.length != outputs && floats.length != 1)) {
            return null;
        }
        // A column of numbers would be one for each row, not for each channel.
        boolean isRow = constant.count() == 1 || constant.dims()[constant.rank() - 1] == outputs;
        double beta = node.number("beta", 1);
        for (int i = 0; i < outputs; i++) {
            bias[i] = beta * floats[floats.length == 1 ? 0 : i];
        }
        return isRow ? bias : null;
    }

    int outputs() {
        return bias.length;
    }

    /** Whether a constant can be added to every output: a {@code MatMul} becomes a {@code Gemm} for that, which takes matrices. */
    boolean mayShift() {
        return !node.is("MatMul") || rank == 2;
    }

    /** Whether some output values see fewer inputs than others, because there is nothing beyond the edge. */
    boolean hasEdges() {
        long[] pads = node.integers("pads");
        String padding = node.text("auto_pad", "NOTSET");
        return node.is("ConvTranspose")
                || padding.startsWith("SAME")
                || (padding.equals("NOTSET")
                        && pads != null
                        && Arrays.stream(pads).anyMatch(pad -> pad != 0));
    }

    /** The layer with other weights; null if one of the numbers cannot be held in 32 bits or is none. */
    @Nullable
    Node with(GraphEdit edit, double[] weights, double[] newBias, String input, String output) {
        float[] narrow = narrow(weights);
        float[] narrowBias = narrow(newBias);
        if (narrow == null || narrowBias == null) {
            return null;
        }
        String w = edit.constant(node.input(1), Constant.of(narrow, weight.dims()));
        boolean isPlain = Arrays.stream(newBias).allMatch(each -> each == 0)
                && node.input(2).isEmpty();
        if (isPlain) {
            return node.withInputs(List.of(input, w)).withOutputs(List.of(output));
        }
        String hint = node.input(2).isEmpty() ? node.input(1) + "_bias" : node.input(2);
        String b = edit.constant(hint, Constant.of(narrowBias, narrowBias.length));
        String op = node.is("MatMul") ? "Gemm" : node.op();
        Node shifted = new Node(node.name(), "", op, List.of(input, w, b), List.of(output), node.attributes());
        return node.attributes().containsKey("beta") ? shifted.with("beta", 1f) : shifted;
    }

    private static float @Nullable [] narrow(double[] values) {
        float[] narrow = new float[values.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) values[i];
            if (!Float.isFinite(narrow[i])) {
                return null;
            }
        }
        return narrow;
    }

    double[] weights() {
        float[] floats = weight.floats();
        double[] weights = new double[floats.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = floats[i];
        }
        return weights;
    }
}
