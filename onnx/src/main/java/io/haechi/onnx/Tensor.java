package io.haechi.onnx;

import org.jspecify.annotations.Nullable;

/**
 * Values with a shape, as they go into a model or come out of it: 32-bit floats or 64-bit whole numbers, row-major. The
 * arrays are not copied.
 */
public final class Tensor {
    private final float @Nullable [] floats;
    private final long @Nullable [] longs;
    private final long[] shape;

    private Tensor(float @Nullable [] floats, long @Nullable [] longs, long[] shape) {
        this.floats = floats;
        this.longs = longs;
        this.shape = shape.clone();
    }

    /** Float values of this shape; none of the sizes unknown. */
    public static Tensor of(float[] values, long... shape) {
        requireCount(values.length, shape);
        return new Tensor(values, null, shape);
    }

    /** Whole numbers of this shape; no sizes for a scalar. */
    public static Tensor of(long[] values, long... shape) {
        requireCount(values.length, shape);
        return new Tensor(null, values, shape);
    }

    /** Its float values; IllegalArgumentException if it holds whole numbers. */
    public float[] floats() {
        if (floats == null) {
            throw new IllegalArgumentException("The tensor holds whole numbers, not floats");
        }
        return floats;
    }

    /** Its whole numbers; IllegalArgumentException if it holds floats. */
    public long[] longs() {
        if (longs == null) {
            throw new IllegalArgumentException("The tensor holds floats, not whole numbers");
        }
        return longs;
    }

    /** True if it holds floats. */
    public boolean isFloat() {
        return floats != null;
    }

    /** Its sizes. */
    public long[] shape() {
        return shape.clone();
    }

    private static void requireCount(int count, long... shape) {
        long expected = 1;
        for (long size : shape) {
            if (size < 0) {
                throw new IllegalArgumentException("A tensor's size must be 0 or more, got " + size);
            }
            expected = Math.multiplyExact(expected, size);
        }
        if (expected != count) {
            throw new IllegalArgumentException("A tensor of shape " + java.util.Arrays.toString(shape) + " needs "
                    + expected + " values, got " + count);
        }
    }
}
