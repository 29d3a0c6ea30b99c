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
import org.jspecify.annotations.Nullable;

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
        this.stored = new StoredWeights(edit, constants);
    }

    /** The graph with all that can be rewritten, which may be nothing. */
    Graph write() {
        for (Node node : graph.nodes()) {
            if (node.domain().isEmpty() && choice.takes(node) && rewrite(node)) {
                rewritten.add(LayerChoice.nameOf(node));
            }
        }
        return edit.build();
    }

    /** The layers that {@link #write()} changed. */
    List<String> rewritten() {
        return List.copyOf(rewritten);
    }

    private boolean rewrite(Node node) {
        return switch (node.op()) {
            case "MatMul", "Gemm" -> product(node) || store(node, 1);
            case "Conv", "ConvTranspose" -> store(node, 1);
            case "LSTM" -> lstm(node) || store(node, 1, 2);
            case "GRU", "RNN" -> store(node, 1, 2);
            case "Gather" -> lookUp(node);
            default -> false;
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
        String name = node.input(1);
        List<String> input = quantised(node.input(0));
        String bytes = constants.add(name + "_q", weights.values());
        String sums =
                edit.add("MatMulInteger", node.output() + "_i", List.of(input.get(0), bytes, input.get(2)), Map.of());
        String floats = edit.add("Cast", node.output() + "_f", List.of(sums), Map.of("to", DataType.FLOAT.getNumber()));
        String scales = constants.add(name + "_s", Constant.of(weights.scales(), layer.channels()));
        String scale = edit.add("Mul", node.output() + "_s", List.of(input.get(1), scales), Map.of());
        float[] bias = layer.bias();
        if (bias == null) {
            edit.replace(node, named(node, "Mul", List.of(floats, scale)));
        } else {
            String scaled = edit.add("Mul", node.output() + "_m", List.of(floats, scale), Map.of());
            String added = constants.add(node.input(2), Constant.of(bias, bias.length));
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

    /** Stores the weights among these inputs as bytes. */
    private boolean store(Node node, int... places) {
        List<String> changed = new ArrayList<>(node.inputs());
        for (int place : places) {
            Constant weights = weights(node.input(place));
            if (weights == null) {
                continue;
            }
            String name = node.input(place);
            float[] values = FloatModel.finite(name, weights);
            boolean hasColumns = node.is("MatMul") || (node.is("Gemm") && node.integer("transB", 0) == 0);
            changed.set(
                    place,
                    hasColumns && weights.rank() == 2
                            ? stored.addColumns(name, values, weights.dims())
                            : stored.add(name, values, weights.dims(), leading(node, weights)));
        }
        if (changed.equals(node.inputs())) {
            return false;
        }
        edit.replace(node, node.withInputs(changed));
        return true;
    }

    /** Filters of a Conv are its first axis, rows of a recurrent layer its first two: directions and gates. */
    private static int leading(Node node, Constant weights) {
        return switch (node.op()) {
            case "LSTM", "GRU", "RNN" -> 2;
            case "MatMul" -> weights.rank() - 1;
            default -> 1;
        };
    }

    private boolean lookUp(Node node) {
        Constant table = weights(node.input(0));
        if (table == null || table.rank() != 2 || node.integer("axis", 0) != 0) {
            return false;
        }
        String name = node.input(0);
        Int8Weights rows = Int8Weights.of(FloatModel.finite(name, table), table.dims(), 0);
        String bytes = constants.add(name + "_q", rows.values());
        String scales = constants.add(name + "_s", Constant.of(rows.scales(), table.dims()[0], 1));
        String found = edit.add("Gather", node.output() + "_q", List.of(bytes, node.input(1)), Map.of());
        String floats = edit.add("Cast", node.output() + "_f", List.of(found), Map.of("to", 1));
        String scale = edit.add("Gather", node.output() + "_s", List.of(scales, node.input(1)), Map.of());
        edit.replace(node, named(node, "Mul", List.of(floats, scale)));
        return true;
    }

    private @Nullable Constant weights(String name) {
        return weights(graph, name);
    }

    /** A constant that is worth storing as bytes; null if this is none. */
    static @Nullable Constant weights(Graph graph, String name) {
        Constant weights = graph.constant(name);
        return weights != null
                        && weights.type() == DataType.FLOAT
                        && weights.rank() >= 2
                        && weights.count() >= WeightedLayer.SMALLEST
                ? weights
                : null;
    }
}
