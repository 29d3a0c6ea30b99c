package io.haechi.onnx.compress.prune;

import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads each operator as the ties between the places of what it takes and makes.
 *
 * <p>The rule for every operator is the same question: if this place goes from here, what else has to go for the operator to
 * do the same with the rest? What has no answer is fixed, and so is everything of an operator without a rule; a rule that is
 * missing costs savings, never correctness. (The idea is that of dependency graphs, Fang et al., 2023, taken down from
 * layers to single indices, as by Wang et al., 2024, so that concatenations, splits and reshapes need nothing special.)
 */
final class Ties {
    private static final Set<String> ELEMENTWISE = Set.of(
            "Abs",
            "Add",
            "And",
            "Cast",
            "Ceil",
            "Celu",
            "Cos",
            "Div",
            "Elu",
            "Equal",
            "Erf",
            "Exp",
            "Floor",
            "Gelu",
            "Greater",
            "GreaterOrEqual",
            "HardSigmoid",
            "HardSwish",
            "Identity",
            "IsInf",
            "IsNaN",
            "LeakyRelu",
            "Less",
            "LessOrEqual",
            "Log",
            "Max",
            "Mean",
            "Min",
            "Mish",
            "Mod",
            "Mul",
            "Neg",
            "Not",
            "Or",
            "PRelu",
            "Pow",
            "Reciprocal",
            "Relu",
            "Round",
            "Selu",
            "Sigmoid",
            "Sign",
            "Sin",
            "Softplus",
            "Softsign",
            "Sqrt",
            "Sub",
            "Sum",
            "Tanh",
            "ThresholdedRelu",
            "Where",
            "Xor");

    private static final Set<String> RESHAPES = Set.of("Reshape", "Flatten");

    private final Graph graph;
    private final Places places;
    private final LayerTies layers;
    private final LayoutTies layout;
    private final ReshapeTies reshapes;

    private Ties(Graph graph, Places places, boolean acrossNorms) {
        this.graph = graph;
        this.places = places;
        this.layers = new LayerTies(places, acrossNorms);
        this.layout = new LayoutTies(graph, places);
        this.reshapes = new ReshapeTies(graph, places);
    }

    /** Ties all places of a graph and says which weights make channels. */
    static List<Producer> tie(Graph graph, Places places, StructuredOptions options) {
        Ties ties = new Ties(graph, places, options.acrossNorms());
        for (String tensor : options.kept()) {
            if (graph.constant(tensor) != null) {
                places.fix(tensor);
            }
        }
        for (Node node : graph.nodes()) {
            if (!RESHAPES.contains(node.op())) {
                ties.follow(node);
            }
            if (options.kept().contains(node.name()) || options.kept().contains(node.op())) {
                node.outputs().forEach(places::fix);
            }
        }
        // Last, because which of several merged axes can be pruned shows only when all else is known.
        graph.nodes().stream().filter(node -> RESHAPES.contains(node.op())).forEach(ties::follow);
        return ties.layers.producers();
    }

    private void follow(Node node) {
        List<String> tensors = new ArrayList<>(node.inputs());
        tensors.addAll(node.outputs());
        tensors.removeIf(String::isEmpty);
        if (!node.domain().isEmpty() || node.hasBodies() || !places.areKnown(tensors)) {
            places.fix(node);
            return;
        }
        if (ELEMENTWISE.contains(node.op())) {
            elementwise(
                    node, node.inputs().stream().filter(name -> !name.isEmpty()).toList());
            return;
        }
        switch (node.op()) {
            case "Clip", "Dropout" -> {
                node.inputs().stream().skip(1).forEach(places::fix);
                elementwise(node, List.of(node.input(0)));
            }
            case "Conv" -> layers.convolution(node);
            case "ConvTranspose" -> layers.transposedConvolution(node);
            case "Gemm" -> layers.gemm(node);
            case "MatMul" -> layers.product(node);
            case "LSTM" -> layers.recurrent(node, 4);
            case "GRU" -> layers.recurrent(node, 3);
            case "RNN" -> layers.recurrent(node, 1);
            case "BatchNormalization", "InstanceNormalization" -> layers.channelNorm(node);
            case "LayerNormalization" -> layers.layerNorm(node);
            case "MaxPool", "AveragePool", "LpPool", "GlobalAveragePool", "GlobalMaxPool" -> layers.pool(node);
            case "Softmax", "LogSoftmax" -> layers.softmax(node, graph.opset());
            case "Transpose" -> layout.transpose(node);
            case "Concat" -> layout.concat(node);
            case "Split" -> layout.split(node);
            case "Slice" -> layout.slice(node);
            case "Gather" -> layout.gather(node);
            case "Squeeze", "Unsqueeze" -> layout.squeeze(node);
            case "Pad" -> layout.pad(node);
            case "Resize", "Upsample" -> layout.resize(node);
            case "Shape" -> layout.shape(node);
            case "Flatten" -> reshapes.flatten(node);
            case "Reshape" -> reshapes.reshape(node);
            default -> {
                if (node.op().startsWith("Reduce")) {
                    layout.reduce(node);
                } else {
                    places.fix(node);
                }
            }
        }
    }

    private void elementwise(Node node, List<String> operands) {
        for (String output : node.outputs()) {
            for (String operand : operands) {
                if (!output.isEmpty()) {
                    places.broadcast(places.known(operand), places.known(output));
                }
            }
        }
    }
}
