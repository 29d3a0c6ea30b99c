package io.haechi.audio.augment;

import io.haechi.audio.features.Fir;
import java.util.Arrays;

/**
 * The pitch of a voice every 10 ms, by normalised autocorrelation of the sound below 900 Hz at 4 kHz over 40 ms, with
 * the peak's place interpolated and single slips removed by a median of five.
 */
final class PitchTrack {
    /** Samples at 16 kHz from one value to the next. */
    static final int HOP = 160;

    private static final int DECIMATION = 4;
    private static final int WINDOW = 160;
    private static final int LEAST_LAG = 10;
    private static final int MOST_LAG = 66;
    private static final double VOICED = 0.55;
    private static final double QUIET = 1e-3;
    private static final Fir LOW_PASS = Fir.lowPass(900, 101);

    private final double[] periods;

    /** Follows the pitch of a clip at 16 kHz. */
    PitchTrack(float[] samples) {
        float[] low = LOW_PASS.apply(samples);
        double[] slow = new double[samples.length / DECIMATION + WINDOW + MOST_LAG + 1];
        for (int i = 0; i < samples.length / DECIMATION; i++) {
            slow[i + WINDOW / 2] = low[i * DECIMATION];
        }
        double floor = QUIET * Noise.rms(low) * Noise.rms(low) * WINDOW;
        double[] raw = new double[samples.length / HOP + 1];
        for (int t = 0; t < raw.length; t++) {
            raw[t] = period(slow, Math.min(t * HOP / DECIMATION, slow.length - WINDOW - MOST_LAG - 1), floor);
        }
        this.periods = median(raw);
    }

    /** The period in samples at 16 kHz around this sample, or 0 where there is no pitch. */
    double period(int sample) {
        return periods[Math.clamp(sample / HOP, 0, periods.length - 1)];
    }

    private static double period(double[] slow, int from, double floor) {
        double[] likeness = new double[MOST_LAG + 2];
        double energy = 1e-12;
        for (int i = from; i < from + WINDOW; i++) {
            energy += slow[i] * slow[i];
        }
        if (energy <= floor) {
            return 0;
        }
        int best = 0;
        for (int lag = LEAST_LAG - 1; lag <= MOST_LAG; lag++) {
            double product = 0;
            double other = 1e-12;
            for (int i = from; i < from + WINDOW; i++) {
                product += slow[i] * slow[i + lag];
                other += slow[i + lag] * slow[i + lag];
            }
            // Longer periods a little less likely, or every second pulse would do as well.
            likeness[lag] = product / Math.sqrt(energy * other) * (1 - 0.0015 * lag);
            if (lag >= LEAST_LAG && (best == 0 || likeness[lag] > likeness[best])) {
                best = lag;
            }
        }
        if (likeness[best] < VOICED || best == MOST_LAG) {
            return 0;
        }
        double left = likeness[best - 1];
        double right = likeness[best + 1];
        double bend = left - 2 * likeness[best] + right;
        double shift = bend < 0 ? Math.clamp(0.5 * (left - right) / bend, -0.5, 0.5) : 0;
        return DECIMATION * (best + shift);
    }

    private static double[] median(double[] raw) {
        double[] result = new double[raw.length];
        double[] five = new double[5];
        for (int t = 0; t < raw.length; t++) {
            for (int i = 0; i < 5; i++) {
                five[i] = raw[Math.clamp(t + i - 2, 0, raw.length - 1)];
            }
            Arrays.sort(five);
            result[t] = five[2];
        }
        return result;
    }
}
