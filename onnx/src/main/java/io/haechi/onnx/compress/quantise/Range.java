package io.haechi.onnx.compress.quantise;

/**
 * The interval of values that a tensor's eight bits stand for; zero is always inside.
 *
 * <p>A value x becomes {@code q = round(x / scale) + zeroPoint}, clamped to 0..255, with {@code scale = (high - low) / 255}
 * and {@code zeroPoint = round(-low / scale)}. So zero is met exactly, which padding and Relu need, and what comes out of a
 * Relu has the zero point 0: ONNX Runtime then drops the Relu, and its unsigned kernels are several times as fast as the
 * signed ones. A tensor that was always zero gets the scale 1.
 *
 * @param low the least value, taken for zero if above it
 * @param high the greatest value, taken for zero if below it
 * @see <a href="https://arxiv.org/abs/1712.05877">Jacob et al., Quantization and training of neural networks for efficient
 *     integer-arithmetic-only inference, 2017</a>
 */
public record Range(float low, float high) {
    /** How many steps eight bits have. */
    static final int STEPS = 255;

    public Range {
        if (!Float.isFinite(low) || !Float.isFinite(high) || low > high) {
            throw new IllegalArgumentException("A range needs two finite ends in order, got " + low + " to " + high);
        }
        low = Math.min(low, 0);
        high = Math.max(high, 0);
    }

    /** What one step of the eight bits stands for; above zero. */
    public float scale() {
        float scale = (float) (((double) high - low) / STEPS);
        // Beneath the normal floats a quotient by it would be rough or infinite, and nothing is lost: all is about
        // zero.
        return scale < Float.MIN_NORMAL ? 1 : scale;
    }

    /** The whole number, 0 to 255, that stands for zero. */
    public int zeroPoint() {
        return Math.clamp((int) Math.rint(-low / scale()), 0, STEPS);
    }
}
