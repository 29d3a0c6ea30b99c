package io.haechi.onnx.compress.quantise;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.GraphEdit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Weights that are bytes in the file and floats while the model runs: {@code Cast} and {@code Mul} make them floats again.
 *
 * <p>Both take constants only, so the runtime computes them once as it loads the model; a {@code DequantizeLinear} would say
 * the same but is computed in every run, because runtimes keep it for fusions.
 */
final class StoredWeights {
    private final GraphEdit edit;
    private final SharedConstants constants;

    StoredWeights(GraphEdit edit, SharedConstants constants) {
        this.edit = edit;
        this.constants = constants;
    }

    /**
     * Adds weights and returns the tensor that holds them as floats.
     *
     * @param leading how many of the first axes have a scale for each of their places: one row of what follows shares one
     */
    String add(String name, float[] values, long[] dims, int leading) {
        long rows = Arrays.stream(dims, 0, leading).reduce(1, (a, b) -> a * b);
        Int8Weights weights = Int8Weights.of(values, new long[] {rows, values.length / rows}, 0);
        long[] broadcast = dims.clone();
        Arrays.fill(broadcast, leading, dims.length, 1);
        return add(name, weights, dims, broadcast);
    }

    /** Adds a matrix whose columns are the channels. */
    String addColumns(String name, float[] values, long[] dims) {
        return add(name, Int8Weights.of(values, dims, 1), dims, new long[] {1, dims[1]});
    }

    private String add(String name, Int8Weights weights, long[] dims, long[] broadcast) {
        String bytes = constants.add(name + "_q", weights.values().reshaped(dims));
        String scales = constants.add(name + "_s", Constant.of(weights.scales(), broadcast));
        String floats = edit.add("Cast", name + "_f", List.of(bytes), Map.of("to", DataType.FLOAT.getNumber()));
        return edit.add("Mul", name + "_w", List.of(floats, scales), Map.of());
    }
}
