package io.haechi.neural.quantise;

/**
 * A layer's weights as signed integers, with one scale for each output channel: {@code weight = scale code}.
 *
 * <p>Symmetric, so that a product needs no correction for a zero point, and per channel, since channels differ in range by
 * a factor of ten and more once batch normalisation is folded into them (Krishnamoorthi, 2018). With eight bits the codes go
 * from -127 to 127; -128 stays unused to keep the two sides alike.
 *
 * @param codes one per weight, channel by channel
 * @param scales one per channel, above 0
 */
public record WeightCodes(byte[] codes, float[] scales) {

    /**
     * The nearest codes.
     *
     * @param weights channel by channel, as many for each
     * @param leastScales for each channel a scale that must not be undercut, such as 0: what is multiplied with the scale
     *     later may ask for it
     * @param bits 2 to 8
     */
    public static WeightCodes of(float[] weights, float[] leastScales, int bits) {
        requireBits(bits);
        int channels = leastScales.length;
        if (channels == 0 || weights.length % channels != 0) {
            throw new IllegalArgumentException(
                    weights.length + " weights cannot be " + channels + " channels of equal size");
        }
        int size = weights.length / channels;
        byte[] codes = new byte[weights.length];
        float[] scales = new float[channels];
        for (int c = 0; c < channels; c++) {
            float largest = 0;
            for (int i = c * size; i < (c + 1) * size; i++) {
                largest = Math.max(largest, Math.abs(weights[i]));
            }
            scales[c] = Math.max(Math.max(largest / levels(bits), RunningRange.SMALLEST_SCALE), leastScales[c]);
            for (int i = c * size; i < (c + 1) * size; i++) {
                codes[i] = (byte) Math.rint(weights[i] / scales[c]);
            }
        }
        return new WeightCodes(codes, scales);
    }

    /** The largest code. */
    static int levels(int bits) {
        return (1 << (bits - 1)) - 1;
    }

    static void requireBits(int bits) {
        if (bits < 2 || bits > 8) {
            throw new IllegalArgumentException("Bits of a weight must be between 2 and 8, got " + bits);
        }
    }
}
