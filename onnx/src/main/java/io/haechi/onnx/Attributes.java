package io.haechi.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import com.google.protobuf.ByteString;

/** Turns a Java value into the ONNX attribute that says the same. */
public final class Attributes {
    private Attributes() {}

    /** The attribute; IllegalArgumentException for a value of another type than those that a node takes. */
    public static AttributeProto of(String name, Object value) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
        switch (value) {
            case Long number ->
                attribute.setType(AttributeProto.AttributeType.INT).setI(number);
            case Integer number ->
                attribute.setType(AttributeProto.AttributeType.INT).setI(number);
            case Boolean flag ->
                attribute.setType(AttributeProto.AttributeType.INT).setI(flag ? 1 : 0);
            case Float number ->
                attribute.setType(AttributeProto.AttributeType.FLOAT).setF(number);
            case Double number ->
                attribute.setType(AttributeProto.AttributeType.FLOAT).setF(number.floatValue());
            case String text ->
                attribute.setType(AttributeProto.AttributeType.STRING).setS(ByteString.copyFromUtf8(text));
            case long[] numbers -> {
                attribute.setType(AttributeProto.AttributeType.INTS);
                for (long number : numbers) {
                    attribute.addInts(number);
                }
            }
            case int[] numbers -> {
                attribute.setType(AttributeProto.AttributeType.INTS);
                for (int number : numbers) {
                    attribute.addInts(number);
                }
            }
            case float[] numbers -> {
                attribute.setType(AttributeProto.AttributeType.FLOATS);
                for (float number : numbers) {
                    attribute.addFloats(number);
                }
            }
            case String[] texts -> {
                attribute.setType(AttributeProto.AttributeType.STRINGS);
                for (String text : texts) {
                    attribute.addStrings(ByteString.copyFromUtf8(text));
                }
            }
            default ->
                throw new IllegalArgumentException("Attribute \"" + name
                        + "\" must be a whole number, a decimal number, a flag, a text or an array of these, got "
                        + value.getClass().getSimpleName());
        }
        return attribute.build();
    }
}
