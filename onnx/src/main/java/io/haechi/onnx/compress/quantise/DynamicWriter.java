package io.haechi.onnx.compress.quantise;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.GraphEdit;
import io.haechi.onnx.graph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rewrites the operators of a graph for {@link DynamicQuantisation}. */
final class DynamicWriter {
    /** Products with fewer weights than this take less time than measuring the range of their input. */
    private static final int SMALLEST_PRODUCT = 1024;

    private final Graph graph;
    private final LayerChoice choice;
    private final int fewestUnits;
    private final GraphEdit edit;
    private final SharedConstants constants;
    private final StoredWeights stored;
    /** Bytes, scale and zero point of tensors that were quantised for one operator and serve the next as well. */
    private final Map<String, List<String>> inputs = new HashMap<>();

    private final List<String> rewritten = new ArrayList<>();

    DynamicWriter(Graph graph, LayerChoice choice, int fewestUnits) {
        this.graph = graph;
        this.choice = choice;
        this.fewestUnits = fewestUnits;
        this.edit = graph.edit();
        this.constants = new SharedConstants(edit);
        this.stored = new StoredWeights(graph, edit, constants);
    }

    /** The rewritten graph; itself if there is nothing to rewrite. */
    Graph write() {
        for (Node node : graph.nodes()) {
            if (node.domain().isEmpty() && choice.takes(node) && rewrite(node)) {
                rewritten.add(LayerChoice.nameOf(node));
            }
        }
        return rewritten.isEmpty() ? graph : edit.build();
    }

    /** The layers that {@link #write()} changed. */
    List<String> rewritten() {
        return List.copyOf(rewritten);
    }

    private boolean rewrite(Node node) {
        return switch (node.op()) {
            case "MatMul", "Gemm" -> product(node) || stored.store(node);
            case "LSTM" -> lstm(node) || stored.store(node);
            default -> stored.store(node);
        };
    }

    private boolean product(Node node) {
        Optional<WeightedLayer> found = WeightedLayer.of(graph, node);
        if (found.isEmpty() || found.get().weights().length < SMALLEST_PRODUCT || node.integer("transA", 0) == 1) {
            return false;
        }
        WeightedLayer layer = found.get();
        boolean isTransposed = layer.axis() == 0;
        float[] values = isTransposed ? transposed(layer.weights(), layer.dims()) : layer.weights();
        long[] dims = isTransposed ? new long[] {layer.dims()[1], layer.dims()[0]} : layer.dims();
        Int8Weights weights = Int8Weights.of(values, dims, 1);
        List<String> input = quantised(node.input(0));
        String bytes = constants.weights(weights.values());
        String sums =
                edit.add("MatMulInteger", node.output() + "_i", List.of(input.get(0), bytes, input.get(2)), Map.of());
        String floats = edit.add("Cast", node.output() + "_f", List.of(sums), Map.of("to", DataType.FLOAT.getNumber()));
        String scales = constants.scales(Constant.of(weights.scales(), layer.channels()));
        String scale = edit.add("Mul", node.output() + "_s", List.of(input.get(1), scales), Map.of());
        float[] bias = layer.bias();
        if (bias == null) {
            edit.replace(node, named(node, "Mul", List.of(floats, scale)));
        } else {
            String scaled = edit.add("Mul", node.output() + "_m", List.of(floats, scale), Map.of());
            String added = constants.bias(Constant.of(bias, bias.length));
            edit.replace(node, named(node, "Add", List.of(scaled, added)));
        }
        return true;
    }

    /** The last operator of a product has the name of the layer that it was. */
    private static Node named(Node node, String op, List<String> inputs) {
        return new Node(node.name(), "", op, inputs, node.outputs(), Map.of());
    }

    private List<String> quantised(String tensor) {
        return inputs.computeIfAbsent(tensor, _ -> {
            List<String> outputs =
                    List.of(edit.fresh(tensor + "_q"), edit.fresh(tensor + "_qs"), edit.fresh(tensor + "_qz"));
            edit.add(Node.of("DynamicQuantizeLinear", List.of(tensor), outputs, Map.of()));
            return outputs;
        });
    }

    private static float[] transposed(float[] values, long[] dims) {
        int rows = (int) dims[0];
        int columns = (int) dims[1];
        float[] turned = new float[values.length];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                turned[c * rows + r] = values[r * columns + c];
            }
        }
        return turned;
    }

    private boolean lstm(Node node) {
        Optional<Node> lstm = node.integer("hidden_size", 0) >= fewestUnits
                ? QuantisedLstm.of(graph, node, constants)
                : Optional.empty();
        lstm.ifPresent(quantised -> edit.replace(node, quantised));
        return lstm.isPresent();
    }
}
