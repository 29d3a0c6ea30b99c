package io.haechi.audio.channel.gsm;

/** The standard's arithmetic: 16-bit words in ints, results that do not fit saturate. */
final class Fixed {
    private Fixed() {}

    static int saturated(int value) {
        return Math.clamp(value, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    static int add(int a, int b) {
        return saturated(a + b);
    }

    static int subtract(int a, int b) {
        return saturated(a - b);
    }

    static int magnitude(int a) {
        return saturated(Math.abs(a));
    }

    /** Product of two fractions, cut off. */
    static int multiply(int a, int b) {
        return saturated((a * b) >> 15);
    }

    /** Product of two fractions, rounded. */
    static int multiplyRounded(int a, int b) {
        return saturated((a * b + 16_384) >> 15);
    }

    /** How far a positive 32-bit value can be shifted left before its sign changes. */
    static int norm(int value) {
        return Integer.numberOfLeadingZeros(value < 0 ? ~value : value) - 1;
    }

    /** The fraction {@code numerator / denominator}, 0 to 1 in 15 bits, cut off; zero if the numerator is. */
    static int divide(int numerator, int denominator) {
        return numerator == 0 ? 0 : saturated((int) (((long) numerator << 15) / denominator));
    }
}
