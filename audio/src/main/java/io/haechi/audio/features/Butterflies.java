package io.haechi.audio.features;

/**
 * The inner loops of {@link Fft}: butterflies of radix 2, 3, 4 and 5 over rows of lanes, in place.
 *
 * <p>Each loop is deliberately small, touches distinct rows at one common index and has no branches: that is what
 * HotSpot's superword pass turns into vector instructions. Whole butterflies in one loop pass its unrolling limit and
 * stay scalar, at twice the time, so a radix-5 step is six loops. Outputs stand in the slots that {@link #ORDER} names.
 */
final class Butterflies {
    /** For each radix, the coefficient that stands in each slot after the step. */
    static final int[][] ORDER = {{}, {0}, {0, 1}, {0, 1, 2}, {0, 2, 1, 3}, {0, 1, 2, 3, 4}};

    private static final double SIN_60 = Math.sqrt(0.75);
    private static final double COS_72 = Math.cos(2 * Math.PI / 5);
    private static final double SIN_72 = Math.sin(2 * Math.PI / 5);
    private static final double COS_144 = Math.cos(4 * Math.PI / 5);
    private static final double SIN_144 = Math.sin(4 * Math.PI / 5);

    private Butterflies() {}

    static void radix2(double[][] re, double[][] im, int first, int stride, int lanes) {
        sumAndDifference(re[first], re[first + stride], im[first], im[first + stride], lanes);
    }

    static void radix3(double[][] re, double[][] im, int first, int stride, int lanes) {
        int second = first + stride;
        int third = second + stride;
        fold3(re[first], re[second], re[third], lanes);
        fold3(im[first], im[second], im[third], lanes);
        cross(re[second], re[third], im[second], im[third], lanes);
    }

    static void radix4(double[][] re, double[][] im, int first, int stride, int lanes) {
        int second = first + stride;
        int third = second + stride;
        int fourth = third + stride;
        sumAndDifference(re[first], re[third], im[first], im[third], lanes);
        sumAndDifference(re[second], re[fourth], im[second], im[fourth], lanes);
        sumAndDifference(re[first], re[second], im[first], im[second], lanes);
        cross(re[third], re[fourth], im[third], im[fourth], lanes);
    }

    static void radix5(double[][] re, double[][] im, int first, int stride, int lanes) {
        int second = first + stride;
        int third = second + stride;
        int fourth = third + stride;
        int fifth = fourth + stride;
        sumAndDifference(re[second], re[fifth], im[second], im[fifth], lanes);
        sumAndDifference(re[third], re[fourth], im[third], im[fourth], lanes);
        mix5(re[first], re[second], re[third], lanes);
        mix5(im[first], im[second], im[third], lanes);
        turn5(re[fifth], re[fourth], lanes);
        turn5(im[fifth], im[fourth], lanes);
        cross(re[second], re[fifth], im[second], im[fifth], lanes);
        cross(re[third], re[fourth], im[third], im[fourth], lanes);
    }

    /** {@code (a, b) <- (a + b, a - b)} for both parts. */
    private static void sumAndDifference(double[] aRe, double[] bRe, double[] aIm, double[] bIm, int lanes) {
        for (int l = 0; l < lanes; l++) {
            double x = aRe[l];
            double y = bRe[l];
            double u = aIm[l];
            double v = bIm[l];
            aRe[l] = x + y;
            bRe[l] = x - y;
            aIm[l] = u + v;
            bIm[l] = u - v;
        }
    }

    /** {@code (a, b) <- (a - ib, a + ib)}: the last step of every radix but 2. */
    private static void cross(double[] aRe, double[] bRe, double[] aIm, double[] bIm, int lanes) {
        for (int l = 0; l < lanes; l++) {
            double x = aRe[l];
            double y = bRe[l];
            double u = aIm[l];
            double v = bIm[l];
            aRe[l] = x + v;
            bRe[l] = x - v;
            aIm[l] = u - y;
            bIm[l] = u + y;
        }
    }

    /** {@code (a, b, c) <- (a + b + c, a - (b + c) / 2, sin 60° (b - c))}. */
    private static void fold3(double[] a, double[] b, double[] c, int lanes) {
        for (int l = 0; l < lanes; l++) {
            double x = a[l];
            double sum = b[l] + c[l];
            double difference = b[l] - c[l];
            a[l] = x + sum;
            b[l] = x - 0.5 * sum;
            c[l] = SIN_60 * difference;
        }
    }

    /** {@code (a, s, t) <- (a + s + t, a + s cos 72° + t cos 144°, a + s cos 144° + t cos 72°)}. */
    private static void mix5(double[] a, double[] s, double[] t, int lanes) {
        for (int l = 0; l < lanes; l++) {
            double x = a[l];
            double y = s[l];
            double z = t[l];
            a[l] = x + y + z;
            s[l] = x + COS_72 * y + COS_144 * z;
            t[l] = x + COS_144 * y + COS_72 * z;
        }
    }

    /** {@code (d, e) <- (d sin 72° + e sin 144°, d sin 144° - e sin 72°)}. */
    private static void turn5(double[] d, double[] e, int lanes) {
        for (int l = 0; l < lanes; l++) {
            double y = d[l];
            double z = e[l];
            d[l] = SIN_72 * y + SIN_144 * z;
            e[l] = SIN_144 * y - SIN_72 * z;
        }
    }

    /** Multiplies a row of complex numbers by the constant {@code cos + i sin}. */
    static void rotate(double[] re, double[] im, double cos, double sin, int lanes) {
        for (int l = 0; l < lanes; l++) {
            double x = re[l];
            double y = im[l];
            re[l] = x * cos - y * sin;
            im[l] = x * sin + y * cos;
        }
    }
}
