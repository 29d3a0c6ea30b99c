package io.haechi.audio.features;

/**
 * {@code 10 log10(max(x, floor))} of whole rows, in double precision to better than 1e-8 dB.
 *
 * <p>The exponent is taken off with integer arithmetic, which leaves a mantissa m in [√½, √2); then
 * {@code ln m = 2 artanh((m - 1) / (m + 1))}, whose series in odd powers of an argument below 0.172 needs seven terms.
 * The two steps are separate loops since the second is then vectorised and the first cannot be.
 */
final class Decibels {
    private static final long SQRT_HALF = Double.doubleToRawLongBits(Math.sqrt(0.5));
    private static final double PER_OCTAVE = 10 * Math.log10(2);
    private static final double PER_NEPER = 20 / Math.log(10);
    private static final double C3 = PER_NEPER / 3;
    private static final double C5 = PER_NEPER / 5;
    private static final double C7 = PER_NEPER / 7;
    private static final double C9 = PER_NEPER / 9;
    private static final double C11 = PER_NEPER / 11;
    private static final double C13 = PER_NEPER / 13;

    private Decibels() {}

    /**
     * Replaces the first {@code count} powers by their decibels.
     *
     * @param power any values; a NaN counts as the floor
     * @param exponents scratch space of the same length
     * @param floor least power told apart, a positive normal number
     */
    static void of(double[] power, double[] exponents, int count, double floor) {
        split(power, exponents, count, floor);
        series(power, exponents, count);
    }

    private static void split(double[] power, double[] exponents, int count, double floor) {
        for (int l = 0; l < count; l++) {
            // Not Math.max: its care for NaN and -0 costs more than the rest of the loop. NaN becomes the floor.
            long bits = Double.doubleToRawLongBits(power[l] > floor ? power[l] : floor);
            long exponent = (bits - SQRT_HALF) >> 52;
            exponents[l] = exponent * PER_OCTAVE;
            power[l] = Double.longBitsToDouble(bits - (exponent << 52));
        }
    }

    private static void series(double[] mantissas, double[] exponents, int count) {
        for (int l = 0; l < count; l++) {
            double m = mantissas[l];
            double s = (m - 1) / (m + 1);
            double t = s * s;
            double high = C9 + t * (C11 + t * C13);
            mantissas[l] = exponents[l] + s * (PER_NEPER + t * (C3 + t * (C5 + t * (C7 + t * high))));
        }
    }
}
