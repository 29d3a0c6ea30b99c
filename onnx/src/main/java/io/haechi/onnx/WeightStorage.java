package io.haechi.onnx;

/**
 * How a graph keeps its large float constants on disk.
 *
 * <p>{@link #FLOAT16} halves the file: the constant is stored as IEEE half precision and a {@code Cast} to float32 stands
 * in front of its consumer, which ONNX Runtime folds away when it loads the model, so that speed and memory while running
 * are those of {@link #FLOAT32}. What it costs: values are rounded to 11 significant bits (relative error at most 2^-11,
 * about 0.0005); below 6.1e-5 in magnitude the error is absolute, at most 3e-8. Constants with a value that half precision
 * cannot hold (beyond ±65504, or not finite) and constants of fewer than {@value #SMALLEST} values stay float32.
 */
public enum WeightStorage {
    /** Four bytes a value, exact. */
    FLOAT32,
    /** Two bytes a value, rounded to 11 significant bits. */
    FLOAT16;

    /** Constants with fewer values than this are always stored as float32: there is nothing to gain. */
    static final int SMALLEST = 256;
    /** The largest finite value of half precision. */
    private static final float LARGEST_HALF = 65504f;

    boolean halves(float[] values) {
        if (this == FLOAT32 || values.length < SMALLEST) {
            return false;
        }
        for (float value : values) {
            if (!(Math.abs(value) <= LARGEST_HALF)) {
                return false;
            }
        }
        return true;
    }
}
