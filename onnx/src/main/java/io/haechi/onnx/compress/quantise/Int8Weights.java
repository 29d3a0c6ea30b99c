package io.haechi.onnx.compress.quantise;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.haechi.onnx.graph.Constant;
import java.util.Arrays;

/**
 * Weights as signed bytes, symmetric about zero, with a scale for each channel of one axis: {@code w = scale * q}, q from
 * -127 to 127. A channel of zeros has the scale 1.
 *
 * @param values the bytes, of the weights' own shape
 * @param scales one for each channel
 */
record Int8Weights(Constant values, float[] scales) {
    /** The largest byte; -128 is left out so that the bytes are symmetric too. */
    static final int LARGEST = 127;
    /**
     * The largest byte where the processor adds pairs of products in 16 bits and saturates (AVX2 and AVX-512 without
     * VNNI): 255 * 64 * 2 still fits.
     */
    static final int LARGEST_OF_SEVEN_BITS = 64;

    /** Scales that make the greatest weight of each channel the largest byte. */
    static float[] scales(float[] values, long[] dims, int axis, int largest) {
        int channels = (int) dims[axis];
        int inner = inner(dims, axis);
        float[] scales = new float[channels];
        for (int i = 0; i < values.length; i++) {
            int channel = i / inner % channels;
            scales[channel] = Math.max(scales[channel], Math.abs(values[i]));
        }
        for (int c = 0; c < channels; c++) {
            scales[c] = (float) ((double) scales[c] / largest);
            if (scales[c] < Float.MIN_NORMAL) {
                scales[c] = 1;
            }
        }
        return scales;
    }

    /** The weights with these scales. */
    static Int8Weights of(float[] values, long[] dims, int axis, float[] scales) {
        byte[] bytes = new byte[values.length];
        int inner = inner(dims, axis);
        for (int i = 0; i < values.length; i++) {
            double quotient = (double) values[i] / scales[i / inner % scales.length];
            bytes[i] = (byte) Math.clamp(Math.rint(quotient), -LARGEST, LARGEST);
        }
        return new Int8Weights(Constant.of(DataType.INT8, bytes, dims), scales);
    }

    /** The weights with a scale for each channel of this axis. */
    static Int8Weights of(float[] values, long[] dims, int axis) {
        return of(values, dims, axis, scales(values, dims, axis, LARGEST));
    }

    /** The zero points, which are all zero. */
    Constant zeroPoints() {
        return Constant.of(DataType.INT8, new byte[scales.length], scales.length);
    }

    private static int inner(long[] dims, int axis) {
        return (int) Arrays.stream(dims, axis + 1, dims.length).reduce(1, (a, b) -> a * b);
    }
}
