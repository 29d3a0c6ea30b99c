package io.haechi.onnx.compress.prune;

import io.haechi.core.ModelException;
import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the constants in which operators keep their weights, and refuses models whose weights make no sense to prune. */
final class Weights {
    private static final List<String> QUANTISED =
            List.of("QuantizeLinear", "DequantizeLinear", "DynamicQuantizeLinear", "Integer", "QLinear");

    private Weights() {}

    /** A constant and the axis in it that some axis of a tensor comes from. */
    record Origin(String name, Constant constant, int axis) {}

    /** Where a weight's values stand: the tensor itself, or what it is made of by casting and transposing. */
    static @Nullable Origin origin(Graph graph, String tensor, int axis) {
        Constant constant = graph.constant(tensor);
        if (constant != null) {
            return constant.isFloat() ? new Origin(tensor, constant, axis) : null;
        }
        Node maker = graph.producer(tensor);
        if (maker == null) {
            return null;
        }
        if (maker.is("Cast") || maker.is("Identity")) {
            return origin(graph, maker.input(0), axis);
        }
        long[] order = maker.is("Transpose") ? maker.integers("perm") : null;
        return order == null ? null : origin(graph, maker.input(0), (int) order[axis]);
    }

    /** The values of a weight; ModelException if some are not numbers. */
    static float[] values(Origin origin, Node node) {
        float[] values = origin.constant().floats();
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new ModelException("The weight \"" + origin.name() + "\" of " + node + " holds " + value
                        + "; a model with such values cannot be pruned, train or export it again");
            }
        }
        return values;
    }

    /** Refuses a model that computes with whole numbers. */
    static void requireNotQuantised(Graph graph) {
        for (Node node : graph.nodes()) {
            if (QUANTISED.stream().anyMatch(word -> node.op().contains(word))) {
                throw new ModelException("The model is quantised already (" + node
                        + "): prune the model that it was made of and quantise the outcome");
            }
        }
    }

    /** How many decimal numbers a graph's constants hold. */
    static long count(Graph graph) {
        return graph.constants().values().stream()
                .filter(Constant::isFloat)
                .mapToLong(Constant::count)
                .sum();
    }
}
