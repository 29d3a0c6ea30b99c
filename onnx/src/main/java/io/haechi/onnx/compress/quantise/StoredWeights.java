package io.haechi.onnx.compress.quantise;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.GraphEdit;
import io.haechi.onnx.graph.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Weights that are bytes in the file and floats while the model runs: {@code Cast} and {@code Mul} make them floats again.
 *
 * <p>Both take constants only, so the runtime computes them once as it loads the model; a {@code DequantizeLinear} would say
 * the same but is computed in every run, because runtimes keep it for fusions. Rows of embedding tables are looked up as
 * bytes, and only those are made floats.
 *
 * <p>Convolutions of few weights are stored in half precision instead. They are the first of their networks, where a rounding
 * error goes through all that follows, and there is little to gain: of the shipped CNN, the 400 weights of the first layer as
 * bytes would save 1 kB of 149 and turn 37 dB of agreement into 26.
 */
final class StoredWeights {
    /** Convolutions with fewer weights are not made bytes. */
    private static final int FEW = 4096;

    private final Graph graph;
    private final GraphEdit edit;
    private final SharedConstants constants;

    StoredWeights(Graph graph, GraphEdit edit, SharedConstants constants) {
        this.graph = graph;
        this.edit = edit;
        this.constants = constants;
    }

    /** The graph with all weights of these layers stored so, inner graphs included; itself if there are none. */
    static Graph in(Graph graph, LayerChoice choice) {
        return inOne(graph.withBodies(body -> inOne(body, choice)), choice);
    }

    private static Graph inOne(Graph graph, LayerChoice choice) {
        GraphEdit edit = graph.edit();
        StoredWeights stored = new StoredWeights(graph, edit, new SharedConstants(edit));
        boolean isChanged = false;
        for (Node node : graph.nodes()) {
            isChanged |= node.domain().isEmpty() && choice.takes(node) && stored.store(node);
        }
        return isChanged ? edit.build() : graph;
    }

    /** Stores the weights of a layer; false if it has none that are worth it. */
    boolean store(Node node) {
        return switch (node.op()) {
            case "Conv", "ConvTranspose", "MatMul", "Gemm" -> store(node, 1);
            case "LSTM", "GRU", "RNN" -> store(node, 1, 2);
            case "Gather" -> lookUp(node);
            default -> false;
        };
    }

    private boolean store(Node node, int... places) {
        List<String> changed = new ArrayList<>(node.inputs());
        for (int place : places) {
            Constant weights = weights(node.input(place));
            if (weights == null) {
                continue;
            }
            float[] values = FloatModel.finite(node.input(place), weights);
            if (node.op().startsWith("Conv") && values.length < FEW) {
                changed.set(place, HalfPrecision.fits(values) ? halves(weights) : node.input(place));
                continue;
            }
            boolean hasColumns = node.is("MatMul") || (node.is("Gemm") && node.integer("transB", 0) == 0);
            changed.set(
                    place,
                    hasColumns && weights.rank() == 2
                            ? columns(values, weights.dims())
                            : rows(values, weights.dims(), leading(node, weights)));
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
        Int8Weights rows = Int8Weights.of(FloatModel.finite(node.input(0), table), table.dims(), 0);
        String bytes = constants.weights(rows.values());
        String scales = constants.scales(Constant.of(rows.scales(), table.dims()[0], 1));
        String found = edit.add("Gather", node.output() + "_q", List.of(bytes, node.input(1)), Map.of());
        String floats =
                edit.add("Cast", node.output() + "_f", List.of(found), Map.of("to", DataType.FLOAT.getNumber()));
        String scale = edit.add("Gather", node.output() + "_s", List.of(scales, node.input(1)), Map.of());
        edit.replace(node, new Node(node.name(), "", "Mul", List.of(floats, scale), node.outputs(), Map.of()));
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

    /** Weights of which the first axes have a scale for each of their places: one row of what follows shares one. */
    private String rows(float[] values, long[] dims, int leading) {
        long rows = Arrays.stream(dims, 0, leading).reduce(1, (a, b) -> a * b);
        Int8Weights weights = Int8Weights.of(values, new long[] {rows, values.length / rows}, 0);
        long[] broadcast = dims.clone();
        Arrays.fill(broadcast, leading, dims.length, 1);
        return floats(weights, dims, broadcast);
    }

    /** A matrix whose columns are the channels. */
    private String columns(float[] values, long[] dims) {
        return floats(Int8Weights.of(values, dims, 1), dims, new long[] {1, dims[1]});
    }

    private String halves(Constant weights) {
        String floats = edit.fresh("f");
        String halves = constants.weights(weights.toHalf());
        edit.add(Node.nameless("Cast", List.of(halves), floats, Map.of("to", DataType.FLOAT.getNumber())));
        return floats;
    }

    private String floats(Int8Weights weights, long[] dims, long[] broadcast) {
        String bytes = constants.weights(weights.values().reshaped(dims));
        String scales = constants.scales(Constant.of(weights.scales(), broadcast));
        String floats = edit.fresh("f");
        edit.add(Node.nameless("Cast", List.of(bytes), floats, Map.of("to", DataType.FLOAT.getNumber())));
        String scaled = edit.fresh("f");
        edit.add(Node.nameless("Mul", List.of(floats, scales), scaled, Map.of()));
        return scaled;
    }
}
