package io.haechi.onnx.compress.quantise;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The LSTM of ONNX Runtime's own operator set, whose weights are bytes with a scale for each gate's row, and which measures
 * the ranges of its input and its state at every step.
 *
 * @see <a href="https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md#com.microsoft.DynamicQuantizeLSTM">
 *     Contrib operators of ONNX Runtime</a>
 */
final class QuantisedLstm {
    /** W, R, B, lengths, first state, first cell, peepholes: what both operators take, in the same places. */
    private static final int SHARED_INPUTS = 8;

    private QuantisedLstm() {}

    static Optional<Node> of(Graph graph, Node node, SharedConstants constants) {
        Constant input = graph.constant(node.input(1));
        Constant state = graph.constant(node.input(2));
        if (input == null
                || state == null
                || !isFloatCube(input)
                || !isFloatCube(state)
                || node.integer("layout", 0) != 0) {
            return Optional.empty();
        }
        List<String> inputs = new ArrayList<>();
        for (int i = 0; i < SHARED_INPUTS; i++) {
            inputs.add(node.input(i));
        }
        for (int place = 1; place <= 2; place++) {
            String name = node.input(place);
            Constant original = place == 1 ? input : state;
            Int8Weights weights = weights(name, original);
            inputs.set(place, constants.weights(turned(weights, original)));
            long[] rows = {original.dims()[0], original.dims()[1]};
            inputs.add(constants.scales(Constant.of(weights.scales(), rows)));
            inputs.add(constants.zeroPoints(weights.zeroPoints().reshaped(rows)));
        }
        Map<String, AttributeProto> attributes = new LinkedHashMap<>(node.attributes());
        attributes.remove("layout");
        return Optional.of(
                new Node(node.name(), "com.microsoft", "DynamicQuantizeLSTM", inputs, node.outputs(), attributes));
    }

    private static boolean isFloatCube(Constant weights) {
        return weights.type() == DataType.FLOAT && weights.rank() == 3;
    }

    private static Int8Weights weights(String name, Constant weights) {
        long[] dims = weights.dims();
        return Int8Weights.of(FloatModel.finite(name, weights), new long[] {dims[0] * dims[1], dims[2]}, 0);
    }

    /** From [directions, gate rows, inputs] to [directions, inputs, gate rows], which this operator wants. */
    private static Constant turned(Int8Weights weights, Constant original) {
        long[] dims = original.dims();
        int rows = (int) dims[1];
        int columns = (int) dims[2];
        long[] values = weights.values().longs();
        byte[] turned = new byte[values.length];
        for (int d = 0; d < dims[0]; d++) {
            int start = d * rows * columns;
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < columns; c++) {
                    turned[start + c * rows + r] = (byte) values[start + r * columns + c];
                }
            }
        }
        return Constant.of(DataType.INT8, turned, dims[0], dims[2], dims[1]);
    }
}
