package io.haechi.voice;

import java.util.SplittableRandom;

/** Sounds with known properties, at 16 kHz. */
public final class Signals {
    private Signals() {}

    /** Counts up, so that every sample says where it stands. */
    public static float[] ramp(int length) {
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = i;
        }
        return samples;
    }

    public static float[] tone(double hertz, double amplitude, int length) {
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (float) (amplitude * Math.sin(2 * Math.PI * hertz * i / Voice.SAMPLE_RATE));
        }
        return samples;
    }

    public static float[] noise(long seed, double amplitude, int length) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (float) (amplitude * (2 * random.nextDouble() - 1));
        }
        return samples;
    }

    /** Root mean square of a stretch. */
    public static double rms(float[] samples, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += samples[i] * samples[i];
        }
        return Math.sqrt(sum / (to - from));
    }
}
