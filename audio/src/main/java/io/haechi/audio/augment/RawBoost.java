package io.haechi.audio.augment;

import io.haechi.audio.features.Fir;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Nuisances of telephony as models of their effect, after RawBoost: convolutive noise, linear and not (powers of the
 * signal up to the fifth through drawn multi-notch filters, higher powers 5 to 20 dB softer); impulsive noise that
 * depends on the signal (up to a tenth of the samples changed by up to twice their size); and stationary noise through a
 * drawn multi-notch filter. The result is as loud as the clip was.
 *
 * @param convolutive whether to add convolutive noise
 * @param impulsive whether to add impulsive noise
 * @param minSnrDb least signal-to-noise ratio of the stationary noise in dB, 0 or more
 * @param maxSnrDb greatest, {@code minSnrDb} to 120
 * @see <a href="https://arxiv.org/abs/2111.04433">Tak et al., RawBoost, 2022</a>
 */
public record RawBoost(boolean convolutive, boolean impulsive, double minSnrDb, double maxSnrDb)
        implements Augmentation {
    private static final int NOTCHES = 5;
    private static final int POWERS = 5;
    private static final double LARGEST_SHARE = 0.1;
    private static final double LARGEST_IMPULSE = 2;

    public RawBoost {
        Range.check("Signal-to-noise ratio in dB", minSnrDb, maxSnrDb, 0, 120);
    }

    @Override
    public float[] apply(float[] samples, RandomGenerator random) {
        float[] result = samples.clone();
        if (convolutive) {
            result = convolve(result, random);
        }
        if (impulsive) {
            addImpulses(result, random);
        }
        float[] noise = notched(Noise.white(result.length, random), random);
        result = Noise.mix(result, noise, Range.draw(minSnrDb, maxSnrDb, random));
        return Noise.matchLoudness(result, samples);
    }

    private static float[] convolve(float[] samples, RandomGenerator random) {
        float peak = peak(samples);
        float[] sum = new float[samples.length];
        float[] power = new float[samples.length];
        Arrays.fill(power, peak);
        for (int order = 1; order <= POWERS; order++) {
            double gainDb = order == 1 ? 0 : -Range.draw(5, 20, random);
            float gain = (float) Math.pow(10, gainDb / 20);
            for (int i = 0; i < power.length; i++) {
                // Powers of the signal at full scale, so that loudness does not decide how bent it gets.
                power[i] *= peak > 0 ? samples[i] / peak : 0;
            }
            float[] filtered = notched(power, random);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += gain * filtered[i];
            }
        }
        return sum;
    }

    private static float peak(float[] samples) {
        float peak = 0;
        for (float x : samples) {
            peak = Math.max(peak, Math.abs(x));
        }
        return peak;
    }

    /** The signal through a cascade of notches of drawn place and width (each one band-pass taken off). */
    private static float[] notched(float[] samples, RandomGenerator random) {
        float[] result = samples;
        for (int i = 0; i < NOTCHES; i++) {
            double centre = Range.draw(150, 7_500, random);
            double width = Range.draw(100, 1_000, random);
            double low = Math.max(20, centre - width / 2);
            double high = Math.min(7_950, centre + width / 2);
            int length = 2 * Range.drawInt(5, 50, random) + 1;
            float[] band = Fir.bandPass(low, high, length).apply(result);
            float[] next = new float[result.length];
            for (int k = 0; k < next.length; k++) {
                next[k] = result[k] - band[k];
            }
            result = next;
        }
        return result;
    }

    private static void addImpulses(float[] samples, RandomGenerator random) {
        int count = (int) (samples.length * Range.draw(0, LARGEST_SHARE, random));
        for (int i = 0; i < count; i++) {
            int at = random.nextInt(samples.length);
            double factor = Range.draw(-1, 1, random) * Range.draw(-1, 1, random);
            samples[at] += (float) (LARGEST_IMPULSE * factor * samples[at]);
        }
    }
}
