package io.haechi.onnx.compress.quantise;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.GraphEdit;
import java.util.HashMap;
import java.util.Map;

/**
 * Adds constants to a graph, equal ones once: zero points and scales repeat, and so do tied weights. Their names are short,
 * since a small file would be full of them: {@code w} are weights, {@code s} scales, {@code z} zero points, {@code b} biases.
 */
final class SharedConstants {
    private final GraphEdit edit;
    private final Map<Constant, String> names = new HashMap<>();

    SharedConstants(GraphEdit edit) {
        this.edit = edit;
    }

    private String add(String hint, Constant constant) {
        return names.computeIfAbsent(constant, fresh -> edit.constant(hint, fresh));
    }

    String weights(Constant bytes) {
        return add("w", bytes);
    }

    String scales(Constant scales) {
        return add("s", scales);
    }

    String scale(float scale) {
        return scales(Constant.of(new float[] {scale}));
    }

    String bias(Constant bias) {
        return add("b", bias);
    }

    String sizes(Constant sizes) {
        return add("n", sizes);
    }

    /** Of one tensor of unsigned bytes. */
    String zeroPoint(int zeroPoint) {
        return zeroPoints(Constant.of(DataType.UINT8, new byte[] {(byte) zeroPoint}));
    }

    String zeroPoints(Constant zeroPoints) {
        return add("z", zeroPoints);
    }
}
