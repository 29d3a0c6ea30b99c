package io.haechi.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.haechi.core.ModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;

/**
 * Between {@link Tensor}, which knows 32-bit floats and 64-bit whole numbers, and the types that models take and give:
 * narrower whole numbers and truth values travel as whole numbers, half and double floats as floats.
 */
final class NativeTensors {
    private NativeTensors() {}

    /** Values as an input of this type; the caller closes it. IllegalArgumentException if they cannot be of this type. */
    static OnnxTensor feed(String name, OnnxJavaType type, Tensor tensor) throws OrtException {
        OrtEnvironment environment = OnnxEnvironment.get();
        long[] shape = tensor.shape();
        boolean wantsFloats = type == OnnxJavaType.FLOAT || type == OnnxJavaType.FLOAT16 || type == OnnxJavaType.DOUBLE;
        if (type != OnnxJavaType.UNKNOWN && wantsFloats != tensor.isFloat()) {
            throw new IllegalArgumentException("The model's input \"" + name + "\" takes " + type + ", got "
                    + (tensor.isFloat() ? "floats" : "whole numbers"));
        }
        return switch (type) {
            case FLOAT -> OnnxTensor.createTensor(environment, FloatBuffer.wrap(tensor.floats()), shape);
            case DOUBLE -> {
                DoubleBuffer doubles = DoubleBuffer.allocate(tensor.floats().length);
                for (float value : tensor.floats()) {
                    doubles.put(value);
                }
                yield OnnxTensor.createTensor(environment, doubles.flip(), shape);
            }
            case FLOAT16 -> {
                ByteBuffer halves = direct(2 * tensor.floats().length);
                for (float value : tensor.floats()) {
                    halves.putShort(Float.floatToFloat16(value));
                }
                yield OnnxTensor.createTensor(environment, halves.flip(), shape, type);
            }
            case INT32 -> {
                IntBuffer numbers = IntBuffer.allocate(tensor.longs().length);
                for (long value : tensor.longs()) {
                    if (value != (int) value) {
                        throw new IllegalArgumentException(
                                "The model's input \"" + name + "\" takes 32-bit whole numbers, got " + value);
                    }
                    numbers.put((int) value);
                }
                yield OnnxTensor.createTensor(environment, numbers.flip(), shape);
            }
            case INT8, UINT8, BOOL -> {
                ByteBuffer bytes = direct(tensor.longs().length);
                for (long value : tensor.longs()) {
                    bytes.put((byte) value);
                }
                yield OnnxTensor.createTensor(environment, bytes.flip(), shape, type);
            }
            case INT64 -> OnnxTensor.createTensor(environment, LongBuffer.wrap(tensor.longs()), shape);
            default ->
                throw new IllegalArgumentException("The model's input \"" + name + "\" takes values of type " + type
                        + ", which are not supported");
        };
    }

    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    /** An output as floats or whole numbers; ModelException if it is neither. */
    static Tensor answer(String name, OnnxValue value) {
        if (value instanceof OnnxTensor tensor) {
            long[] shape = tensor.getInfo().getShape();
            switch (tensor.getInfo().type) {
                // The runtime widens half floats itself.
                case FLOAT, FLOAT16, BFLOAT16 -> {
                    FloatBuffer floats = tensor.getFloatBuffer();
                    float[] copy = new float[floats.remaining()];
                    floats.get(copy);
                    return Tensor.of(copy, shape);
                }
                case DOUBLE -> {
                    DoubleBuffer doubles = tensor.getDoubleBuffer();
                    float[] copy = new float[doubles.remaining()];
                    for (int i = 0; i < copy.length; i++) {
                        copy[i] = (float) doubles.get();
                    }
                    return Tensor.of(copy, shape);
                }
                case INT64 -> {
                    LongBuffer longs = tensor.getLongBuffer();
                    long[] copy = new long[longs.remaining()];
                    longs.get(copy);
                    return Tensor.of(copy, shape);
                }
                case INT32 -> {
                    IntBuffer numbers = tensor.getIntBuffer();
                    long[] copy = new long[numbers.remaining()];
                    for (int i = 0; i < copy.length; i++) {
                        copy[i] = numbers.get();
                    }
                    return Tensor.of(copy, shape);
                }
                case INT8, UINT8, BOOL -> {
                    ByteBuffer bytes = tensor.getByteBuffer();
                    boolean isSigned = tensor.getInfo().type == OnnxJavaType.INT8;
                    long[] copy = new long[bytes.remaining()];
                    for (int i = 0; i < copy.length; i++) {
                        copy[i] = isSigned ? bytes.get() : Byte.toUnsignedLong(bytes.get());
                    }
                    return Tensor.of(copy, shape);
                }
                default -> {}
            }
        }
        throw new ModelException("The model's output \"" + name + "\" holds no numbers that can be read");
    }
}
