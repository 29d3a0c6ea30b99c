package io.haechi.onnx.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Constants that a file writes as operators. */
final class Constants {
    private Constants() {}

    /** What a {@code Constant} operator holds; null for kinds that are left as they are (texts, sparse tensors). */
    static @Nullable Constant held(Node node) {
        Map<String, AttributeProto> attributes = node.attributes();
        if (attributes.size() != 1) {
            return null;
        }
        AttributeProto attribute = attributes.values().iterator().next();
        return switch (attribute.getName()) {
            case "value" -> Constant.read(attribute.getT());
            case "value_float" -> Constant.of(new float[] {attribute.getF()});
            case "value_int" -> Constant.of(new long[] {attribute.getI()});
            case "value_ints" ->
                Constant.of(
                        attribute.getIntsList().stream()
                                .mapToLong(Long::longValue)
                                .toArray(),
                        attribute.getIntsCount());
            case "value_floats" -> {
                float[] values = new float[attribute.getFloatsCount()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = attribute.getFloats(i);
                }
                yield Constant.of(values, values.length);
            }
            default -> null;
        };
    }
}
