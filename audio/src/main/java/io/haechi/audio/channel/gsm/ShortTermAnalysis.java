package io.haechi.audio.channel.gsm;

import static io.haechi.audio.channel.gsm.Fixed.add;
import static io.haechi.audio.channel.gsm.Fixed.magnitude;
import static io.haechi.audio.channel.gsm.Fixed.multiply;
import static io.haechi.audio.channel.gsm.Fixed.multiplyRounded;
import static io.haechi.audio.channel.gsm.Fixed.norm;

/** Finds a frame's eight log-area ratios and codes them in 36 bits (5.2.4 to 5.2.7). */
final class ShortTermAnalysis {
    private static final int ORDER = ShortTerm.ORDER;
    private static final int[] SCALE = {20_480, 20_480, 20_480, 20_480, 13_964, 15_360, 8_534, 9_036};
    private static final int[] OFFSET = {0, 0, 2048, -2560, 94, -1792, -341, -1144};
    private static final int[] LEAST = {-32, -32, -16, -16, -8, -8, -4, -4};
    private static final int[] MOST = {31, 31, 15, 15, 7, 7, 3, 3};

    private ShortTermAnalysis() {}

    /** The coded ratios of a frame; rounds the frame's lower bits off where it had to be scaled down, as the standard does. */
    static int[] codedRatios(int[] frame) {
        int[] reflections = reflections(autocorrelation(frame));
        int[] coded = new int[ORDER];
        for (int i = 0; i < ORDER; i++) {
            int scaled = add(add(multiply(SCALE[i], ratio(reflections[i])), OFFSET[i]), 256) >> 9;
            coded[i] = Math.clamp(scaled, LEAST[i], MOST[i]) - LEAST[i];
        }
        return coded;
    }

    private static int[] autocorrelation(int[] frame) {
        int largest = 0;
        for (int sample : frame) {
            largest = Math.max(largest, magnitude(sample));
        }
        int scale = largest == 0 ? 0 : 4 - norm(largest << 16);
        if (scale > 0) {
            for (int k = 0; k < frame.length; k++) {
                frame[k] = multiplyRounded(frame[k], 16_384 >> (scale - 1));
            }
        }
        int[] sums = new int[ORDER + 1];
        for (int lag = 0; lag <= ORDER; lag++) {
            for (int i = lag; i < frame.length; i++) {
                sums[lag] += frame[i] * frame[i - lag];
            }
            sums[lag] <<= 1;
        }
        if (scale > 0) {
            for (int k = 0; k < frame.length; k++) {
                frame[k] <<= scale;
            }
        }
        return sums;
    }

    /** Schur's recursion. */
    private static int[] reflections(int[] sums) {
        int[] reflections = new int[ORDER];
        if (sums[0] == 0) {
            return reflections;
        }
        int shift = norm(sums[0]);
        int[] p = new int[ORDER + 1];
        for (int i = 0; i <= ORDER; i++) {
            p[i] = (sums[i] << shift) >> 16;
        }
        int[] k = p.clone();
        for (int n = 0; n < ORDER; n++) {
            int size = magnitude(p[1]);
            if (p[0] < size) {
                break;
            }
            int r = Fixed.divide(size, p[0]);
            reflections[n] = p[1] > 0 ? -r : r;
            p[0] = add(p[0], multiplyRounded(p[1], reflections[n]));
            for (int m = 1; m < ORDER - n; m++) {
                int next = p[m + 1];
                p[m] = add(next, multiplyRounded(k[m], reflections[n]));
                k[m] = add(k[m], multiplyRounded(next, reflections[n]));
            }
        }
        return reflections;
    }

    /** A log-area ratio from a reflection coefficient, by three straight lines. */
    private static int ratio(int reflection) {
        int size = magnitude(reflection);
        int value = size < 22_118 ? size >> 1 : size < 31_130 ? size - 11_059 : (size - 26_112) << 2;
        return reflection < 0 ? -value : value;
    }
}
