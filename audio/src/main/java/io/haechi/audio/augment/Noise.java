package io.haechi.audio.augment;

import java.util.random.RandomGenerator;

/** Noises of several colours, and how loud a signal is. */
final class Noise {
    private static final int VOICES = 6;

    private Noise() {}

    static float[] white(int length, RandomGenerator random) {
        float[] noise = new float[length];
        for (int i = 0; i < length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        return noise;
    }

    /** Noise that falls by 3 dB per octave, by Kellet's sum of first-order filters (within 0.05 dB above 9 Hz). */
    static float[] pink(int length, RandomGenerator random) {
        double[] poles = {0.99886, 0.99332, 0.96900, 0.86650, 0.55000, -0.7616};
        double[] gains = {0.0555179, 0.0750759, 0.1538520, 0.3104856, 0.5329522, -0.0168980};
        double[] state = new double[poles.length];
        double last = 0;
        float[] noise = new float[length];
        for (int i = 0; i < length; i++) {
            double white = random.nextGaussian();
            double sum = last + 0.5362 * white;
            for (int p = 0; p < poles.length; p++) {
                state[p] = poles[p] * state[p] + gains[p] * white;
                sum += state[p];
            }
            last = 0.115926 * white;
            noise[i] = (float) sum;
        }
        return noise;
    }

    /** Several "voices": noise through drawn formants, each rising and falling a few times a second like syllables. */
    static float[] babble(int length, RandomGenerator random) {
        float[] sum = new float[length];
        for (int voice = 0; voice < VOICES; voice++) {
            double pace = Range.draw(2, 6, random) * 2 * Math.PI / Augmentation.SAMPLE_RATE;
            double phase = Range.draw(0, 2 * Math.PI, random);
            double loudness = Range.draw(0.3, 1, random);
            float[] speech = pink(length, random);
            resonate(speech, Range.draw(250, 800, random), 120);
            resonate(speech, Range.draw(900, 2500, random), 250);
            double scale = loudness / Math.max(rms(speech), 1e-9);
            for (int i = 0; i < length; i++) {
                double syllable = Math.max(0, Math.sin(pace * i + phase));
                sum[i] += (float) (scale * (0.1 + syllable) * speech[i]);
            }
        }
        return sum;
    }

    /** Passes a signal through a resonance, in place, keeping a fifth of it as it was. */
    private static void resonate(float[] signal, double hertz, double bandwidth) {
        double radius = Math.exp(-Math.PI * bandwidth / Augmentation.SAMPLE_RATE);
        double a1 = 2 * radius * Math.cos(2 * Math.PI * hertz / Augmentation.SAMPLE_RATE);
        double a2 = -radius * radius;
        double gain = 1 - radius;
        double y1 = 0;
        double y2 = 0;
        for (int i = 0; i < signal.length; i++) {
            double y = gain * signal[i] + a1 * y1 + a2 * y2;
            y2 = y1;
            y1 = y;
            signal[i] = (float) (y + 0.2 * gain * signal[i]);
        }
    }

    /** Root mean square; 0 for an empty signal. */
    static double rms(float[] signal) {
        double sum = 0;
        for (float x : signal) {
            sum += (double) x * x;
        }
        return signal.length == 0 ? 0 : Math.sqrt(sum / signal.length);
    }

    /** Signal plus noise scaled to lie {@code snrDb} below it; a copy where either is silent. */
    static float[] mix(float[] signal, float[] noise, double snrDb) {
        double level = rms(noise);
        double scale = level > 0 ? rms(signal) / level * Math.pow(10, -snrDb / 20) : 0;
        float[] result = new float[signal.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) (signal[i] + scale * noise[i]);
        }
        return result;
    }

    /** Scales {@code signal} in place to the loudness of {@code model}, unless it is silent. */
    static float[] matchLoudness(float[] signal, float[] model) {
        double level = rms(signal);
        float scale = level > 1e-12 ? (float) (rms(model) / level) : 0;
        for (int i = 0; i < signal.length; i++) {
            signal[i] *= scale;
        }
        return signal;
    }

    /** The same in double precision. */
    static double[] matchLoudness(double[] signal, float[] model) {
        double sum = 0;
        for (double x : signal) {
            sum += x * x;
        }
        double scale = sum > 1e-24 ? rms(model) / Math.sqrt(sum / signal.length) : 0;
        for (int i = 0; i < signal.length; i++) {
            signal[i] *= scale;
        }
        return signal;
    }
}
