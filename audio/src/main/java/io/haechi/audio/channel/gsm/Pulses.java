package io.haechi.audio.channel.gsm;

import static io.haechi.audio.channel.gsm.Fixed.add;
import static io.haechi.audio.channel.gsm.Fixed.multiply;
import static io.haechi.audio.channel.gsm.Fixed.multiplyRounded;

/**
 * Regular-pulse excitation: of what the predictors leave, every third sample of the best of four phases, in three bits each
 * relative to the largest, which takes six (5.2.13 to 5.2.18).
 *
 * @param grid the phase, 0 to 3
 * @param largest the largest pulse, coded
 * @param codes thirteen pulses, 0 to 7
 */
record Pulses(int grid, int largest, int[] codes) {
    private static final int COUNT = 13;
    private static final int STEP = 3;
    private static final int GRIDS = 4;
    private static final int[] WEIGHTS = {-134, -374, 0, 2054, 5741, 8192, 5741, 2054, 0, -374, -134};
    private static final int[] INVERSE_MANTISSAS = {29_128, 26_215, 23_832, 21_846, 20_165, 18_725, 17_476, 16_384};
    private static final int[] MANTISSAS = {18_431, 20_479, 22_527, 24_575, 26_623, 28_671, 30_719, 32_767};

    /** A step of the quantiser, as a mantissa of 0 to 7 and an exponent of -4 to 6. */
    private record Size(int mantissa, int exponent) {
        static Size of(int coded) {
            int exponent = coded > 15 ? (coded >> 3) - 1 : 0;
            int mantissa = coded - (exponent << 3);
            if (mantissa == 0) {
                return new Size(7, -4);
            }
            while (mantissa <= 7) {
                mantissa = mantissa << 1 | 1;
                exponent--;
            }
            return new Size(mantissa - 8, exponent);
        }
    }

    /** The pulses that stand best for 40 samples. */
    static Pulses of(int[] remainder) {
        int[] weighted = weighted(remainder);
        int grid = bestGrid(weighted);
        int most = 0;
        for (int i = 0; i < COUNT; i++) {
            most = Math.max(most, Fixed.magnitude(weighted[grid + STEP * i]));
        }
        int exponent = 0;
        for (int rest = most >> 9; rest > 0 && exponent < 6; rest >>= 1) {
            exponent++;
        }
        int largest = add(most >> (exponent + 5), exponent << 3);
        Size size = Size.of(largest);
        int[] codes = new int[COUNT];
        for (int i = 0; i < COUNT; i++) {
            int scaled = (short) (weighted[grid + STEP * i] << (6 - size.exponent));
            codes[i] = (multiply(scaled, INVERSE_MANTISSAS[size.mantissa]) >> 12) + 4;
        }
        return new Pulses(grid, largest, codes);
    }

    /** The 40 samples that the pulses stand for, zeros between them. */
    int[] decoded() {
        Size size = Size.of(largest);
        int shift = 6 - size.exponent;
        int half = shift == 0 ? 0 : 1 << (shift - 1);
        int[] samples = new int[LongTerm.LENGTH];
        for (int i = 0; i < COUNT; i++) {
            int level = ((codes[i] << 1) - 7) << 12;
            samples[grid + STEP * i] = add(multiplyRounded(MANTISSAS[size.mantissa], level), half) >> shift;
        }
        return samples;
    }

    private static int[] weighted(int[] remainder) {
        int[] weighted = new int[remainder.length];
        int half = WEIGHTS.length / 2;
        for (int k = 0; k < remainder.length; k++) {
            int sum = 4_096;
            for (int i = 0; i < WEIGHTS.length; i++) {
                int at = k + i - half;
                sum += at < 0 || at >= remainder.length ? 0 : remainder[at] * WEIGHTS[i];
            }
            weighted[k] = Fixed.saturated(sum >> 13);
        }
        return weighted;
    }

    private static int bestGrid(int[] weighted) {
        int best = -1;
        int grid = 0;
        for (int candidate = 0; candidate < GRIDS; candidate++) {
            int energy = 0;
            for (int i = 0; i < COUNT; i++) {
                int sample = weighted[candidate + STEP * i] >> 2;
                energy += sample * sample;
            }
            if (energy > best) {
                best = energy;
                grid = candidate;
            }
        }
        return grid;
    }
}
