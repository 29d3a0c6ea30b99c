package io.haechi.audio.channel.gsm;

import static io.haechi.audio.channel.gsm.Fixed.add;
import static io.haechi.audio.channel.gsm.Fixed.multiply;
import static io.haechi.audio.channel.gsm.Fixed.multiplyRounded;
import static io.haechi.audio.channel.gsm.Fixed.norm;

/** The last 15 ms of decoded residual, and what a pitch period ago predicts of the next 5 ms (5.2.11, 5.2.12, 5.3.1). */
final class LongTerm {
    static final int LENGTH = 40;
    static final int LEAST_LAG = 40;
    static final int MOST_LAG = 120;

    private static final int[] GAIN_BOUNDS = {6_554, 16_384, 26_214};
    private static final int[] GAINS = {3_277, 11_469, 21_299, 32_767};

    private final int[] past = new int[MOST_LAG];

    /** What a lag and a coded gain predict. */
    int[] predicted(int lag, int gain) {
        int[] predicted = new int[LENGTH];
        for (int k = 0; k < LENGTH; k++) {
            predicted[k] = multiplyRounded(GAINS[gain], past[MOST_LAG - lag + k]);
        }
        return predicted;
    }

    /** Adds the decoded remainder to what was predicted, remembers the sum and returns it. */
    int[] remember(int[] predicted, int[] remainder) {
        int[] sum = new int[LENGTH];
        for (int k = 0; k < LENGTH; k++) {
            sum[k] = add(remainder[k], predicted[k]);
        }
        System.arraycopy(past, LENGTH, past, 0, MOST_LAG - LENGTH);
        System.arraycopy(sum, 0, past, MOST_LAG - LENGTH, LENGTH);
        return sum;
    }

    /** The lag at which the past is most like this residual, and the coded gain: two numbers. */
    int[] search(int[] residual) {
        int largest = 0;
        for (int sample : residual) {
            largest = Math.max(largest, Fixed.magnitude(sample));
        }
        int headroom = largest == 0 ? 0 : norm(largest << 16);
        int scale = headroom > 6 ? 0 : 6 - headroom;
        int best = 0;
        int bestLag = LEAST_LAG;
        for (int lag = LEAST_LAG; lag <= MOST_LAG; lag++) {
            int product = 0;
            for (int k = 0; k < LENGTH; k++) {
                product += (residual[k] >> scale) * past[MOST_LAG - lag + k];
            }
            if (product > best) {
                best = product;
                bestLag = lag;
            }
        }
        return new int[] {bestLag, gain((best << 1) >> (6 - scale), bestLag)};
    }

    private int gain(int product, int lag) {
        int power = 0;
        for (int k = 0; k < LENGTH; k++) {
            int sample = past[MOST_LAG - lag + k] >> 3;
            power += sample * sample;
        }
        power <<= 1;
        if (product <= 0) {
            return 0;
        }
        if (product >= power) {
            return GAINS.length - 1;
        }
        int shift = norm(power);
        int numerator = (product << shift) >> 16;
        int denominator = (power << shift) >> 16;
        int gain = 0;
        while (gain < GAIN_BOUNDS.length && numerator > multiply(denominator, GAIN_BOUNDS[gain])) {
            gain++;
        }
        return gain;
    }
}
