package io.haechi.onnx.compress.quantise;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.haechi.core.ModelException;
import io.haechi.onnx.Operators;
import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.GraphEdit;
import io.haechi.onnx.graph.Node;
import io.haechi.onnx.graph.OperatorSet;

/** What can be quantised: a model that is not yet, with its weights as 32-bit floats. */
final class FloatModel {
    private FloatModel() {}

    /**
     * The graph with the weights that are stored in half precision widened, in this operator set or a newer one.
     *
     * @throws ModelException if it is quantised already, or its operator set is older and cannot be raised
     */
    static Graph of(Graph graph, int oldestOpset) {
        graph.nodes().stream()
                .filter(node ->
                        Operators.QUANTISED.contains(node.op()) || node.op().equals("DynamicQuantizeLSTM"))
                .findFirst()
                .ifPresent(node -> refuse("it has " + node));
        graph.constants().forEach((name, constant) -> {
            if (constant.type() == DataType.INT8 && constant.count() >= WeightedLayer.SMALLEST) {
                refuse("its weights \"" + name + "\" are bytes");
            }
        });
        return widened(OperatorSet.raised(graph, oldestOpset));
    }

    private static void refuse(String sign) {
        throw new ModelException(
                "The model is quantised already (" + sign + "); quantise the float model that it was made from");
    }

    /** Undoes {@link io.haechi.onnx.WeightStorage#FLOAT16}: each Cast of a constant becomes the cast constant. */
    static Graph widened(Graph graph) {
        GraphEdit edit = graph.edit();
        for (Node node : graph.nodes()) {
            Constant half = node.is("Cast") ? graph.constant(node.input(0)) : null;
            if (half != null && half.isFloat() && node.integer("to", 0) == DataType.FLOAT.getNumber()) {
                edit.redirect(node.output(), edit.constant(node.output(), Constant.of(half.floats(), half.dims())));
                edit.remove(node);
            }
        }
        return edit.build();
    }

    /** The values of a weight; ModelException unless all are finite. */
    static float[] finite(String name, Constant weights) {
        float[] values = weights.floats();
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new ModelException("The weights \"" + name + "\" hold " + values[i] + " at place " + i
                        + "; a model with such weights answers nothing, so it is not quantised");
            }
        }
        return values;
    }
}
