package io.haechi.onnx.compress.quantise;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.GraphEdit;
import java.util.HashMap;
import java.util.Map;

/** Adds constants to a graph, equal ones once: zero points and scales repeat, and so do tied weights. */
final class SharedConstants {
    private final GraphEdit edit;
    private final Map<Constant, String> names = new HashMap<>();

    SharedConstants(GraphEdit edit) {
        this.edit = edit;
    }

    String add(String hint, Constant constant) {
        return names.computeIfAbsent(constant, fresh -> edit.constant(hint, fresh));
    }

    String scale(String hint, float scale) {
        return add(hint + "_s", Constant.of(new float[] {scale}));
    }

    String zeroPoint(int zeroPoint) {
        return add("zero_" + zeroPoint, Constant.of(DataType.UINT8, new byte[] {(byte) zeroPoint}));
    }
}
