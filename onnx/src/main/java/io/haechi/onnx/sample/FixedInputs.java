package io.haechi.onnx.sample;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.GraphEdit;
import io.haechi.onnx.graph.Value;
import java.util.Arrays;
import java.util.Map;

/**
 * Makes inputs of a model constants: a sampling rate that is always the same, a switch that is never thrown. Whoever calls the
 * model gives it the others only, and what hung on the fixed ones can be folded away.
 */
public final class FixedInputs {
    private FixedInputs() {}

    /**
     * The graph with these inputs fixed.
     *
     * @param values a number for each input to fix, which all of its values become
     * @throws IllegalArgumentException if there is no such input, it has a free size, or it does not take the number
     */
    public static Graph in(Graph graph, Map<String, Double> values) {
        GraphEdit edit = graph.edit();
        values.forEach((name, value) -> {
            Value input = graph.inputs().get(name);
            if (input == null) {
                throw new IllegalArgumentException("The model has no input \"" + name + "\" to fix; its inputs are "
                        + graph.inputs().keySet());
            }
            edit.fix(name, filled(name, input, value));
        });
        return values.isEmpty() ? graph : edit.build();
    }

    private static Constant filled(String name, Value input, double value) {
        long[] dims = input.dims();
        if (dims == null || !input.isWhole()) {
            throw new IllegalArgumentException(
                    "The input \"" + name + "\" is " + input + "; only one whose sizes are all known can be fixed");
        }
        if (input.type() != DataType.FLOAT && value != Math.rint(value)) {
            throw new IllegalArgumentException("The input \"" + name + "\" is " + input + ", it cannot be " + value);
        }
        int count = Math.toIntExact(Arrays.stream(dims).reduce(1, Math::multiplyExact));
        return switch (input.type()) {
            case FLOAT -> {
                float[] values = new float[count];
                Arrays.fill(values, (float) value);
                yield Constant.of(values, dims);
            }
            case INT64 -> {
                long[] values = new long[count];
                Arrays.fill(values, (long) value);
                yield Constant.of(values, dims);
            }
            case INT32 -> {
                int[] values = new int[count];
                Arrays.fill(values, (int) value);
                yield Constant.of(values, dims);
            }
            case BOOL -> {
                byte[] values = new byte[count];
                Arrays.fill(values, (byte) (value == 0 ? 0 : 1));
                yield Constant.raw(DataType.BOOL, values, dims);
            }
            default ->
                throw new IllegalArgumentException("The input \"" + name + "\" is " + input
                        + "; only floats, whole numbers of 32 or 64 bits and truth values can be fixed");
        };
    }
}
