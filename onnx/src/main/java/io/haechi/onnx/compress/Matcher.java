package io.haechi.onnx.compress;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.GraphEdit;
import io.haechi.onnx.graph.Node;
import io.haechi.onnx.graph.Shapes;
import org.jspecify.annotations.Nullable;

/** Questions that passes ask when they look for a group of operators to be made one. */
record Matcher(Graph graph, Shapes shapes, GraphEdit edit) {

    static Matcher of(Graph graph) {
        return new Matcher(graph, Shapes.of(graph), graph.edit());
    }

    /** The operator that takes a tensor, if it is of this kind, alone in seeing the tensor, and not changed yet. */
    @Nullable
    Node taker(String tensor, String op) {
        Node node = graph.onlyConsumer(tensor);
        return node != null && node.is(op) && !edit.isReplaced(node) ? node : null;
    }

    /**
     * The operator that makes a tensor, if it is of this kind, only one other sees the tensor, and it is not changed
     * yet.
     */
    @Nullable
    Node maker(String tensor, String op) {
        Node node = graph.producer(tensor);
        boolean isFree = node != null && node.is(op) && !edit.isReplaced(node) && graph.onlyConsumer(tensor) != null;
        return isFree ? node : null;
    }

    /** What an operator with two inputs takes besides this one; empty if it does not take it, or takes it twice. */
    static String other(Node node, String tensor) {
        if (node.inputs().size() != 2 || node.input(0).equals(node.input(1))) {
            return "";
        }
        return node.input(0).equals(tensor) ? node.input(1) : node.input(1).equals(tensor) ? node.input(0) : "";
    }

    /** Whether a tensor is a constant of one number, this one, which taken together with {@code x} leaves its shape. */
    boolean is(String tensor, double value, String x) {
        Constant constant = graph.constant(tensor);
        return constant != null
                && constant.type() == DataType.FLOAT
                && constant.isAbout(value)
                && (constant.rank() == 0 || constant.rank() <= shapes.value(x).rank());
    }

    /** Whether a tensor holds 32-bit floats. */
    boolean isFloat(String tensor) {
        return shapes.type(tensor) == DataType.FLOAT;
    }
}
