package io.haechi.onnx.compress.quantise;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.haechi.core.ModelException;
import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.GraphEdit;
import io.haechi.onnx.graph.Node;
import java.util.List;
import java.util.Map;

/**
 * Weights in half precision (float16): half the bytes, hardly a difference in what comes out.
 *
 * <p>Each large constant is stored as float16 with a {@code Cast} behind it, which ONNX Runtime computes once as it loads
 * the model; the model then runs in float32 as before, since processors have few float16 kernels. So it saves storage and
 * transmission, not time or memory. Values are rounded to 11 significant bits.
 *
 * <p><b>Islands</b> stay float32: constants of fewer than {@value #SMALLEST} values, those with a value beyond ±65504, and
 * those so small that they would lose more than {@value #LARGEST_ERROR} of their norm, as half precision has no more than
 * absolute accuracy below 6.1e-5.
 *
 * @param layers which operators' weights may be stored so
 */
public record HalfPrecision(LayerChoice layers) {
    /** Constants with fewer values than this stay as they are. */
    static final int SMALLEST = 256;
    /** Twice the largest relative error of rounding a single value: only underflow makes a whole constant lose more. */
    static final double LARGEST_ERROR = 0x1p-10;

    private static final float LARGEST_HALF = 65504f;

    /** All large constants. */
    public static final HalfPrecision STANDARD = new HalfPrecision(LayerChoice.ALL);

    /**
     * Stores the weights of a graph in half precision.
     *
     * @throws ModelException if it is quantised already, its operator set is older than 9, has weights that are not finite, or
     *     nothing that may be stored so
     */
    public Graph apply(Graph graph) {
        Graph floats = FloatModel.of(graph, 9);
        layers.check(floats);
        Graph made = stored(floats.withBodies(this::stored));
        if (made == floats) {
            throw new ModelException("The model has no weights to store in half precision: none with " + SMALLEST
                    + " values or more, of which all are within ±65504 and few near zero");
        }
        return made;
    }

    private Graph stored(Graph floats) {
        GraphEdit edit = floats.edit();
        boolean isChanged = false;
        for (Map.Entry<String, Constant> entry : floats.constants().entrySet()) {
            Constant constant = entry.getValue();
            if (constant.type() == DataType.FLOAT
                    && constant.count() >= SMALLEST
                    && !floats.isOuter(entry.getKey())
                    && floats.consumers(entry.getKey()).stream().allMatch(layers::takes)
                    && fits(FloatModel.finite(entry.getKey(), constant))) {
                store(edit, entry.getKey(), constant);
                isChanged = true;
            }
        }
        return isChanged ? edit.build() : floats;
    }

    private static void store(GraphEdit edit, String name, Constant constant) {
        String half = edit.constant(name + "_half", constant.toHalf());
        String wide = edit.fresh(name + "_wide");
        edit.add(Node.of("Cast", List.of(half), List.of(wide), Map.of("to", DataType.FLOAT.getNumber())));
        edit.redirect(name, wide);
    }

    /** Whether half precision holds all values and loses no more of them than rounding explains. */
    static boolean fits(float[] values) {
        double lost = 0;
        double norm = 0;
        for (float value : values) {
            if (Math.abs(value) > LARGEST_HALF) {
                return false;
            }
            double error = Float.float16ToFloat(Float.floatToFloat16(value)) - (double) value;
            lost += error * error;
            norm += (double) value * value;
        }
        return Math.sqrt(lost) <= LARGEST_ERROR * Math.sqrt(norm);
    }
}
