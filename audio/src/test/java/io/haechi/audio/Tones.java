package io.haechi.audio;

import java.util.Random;

/** Signals whose right answer is known. */
final class Tones {

    private Tones() {}

    static float[] sine(double hertz, int rate, int samples, double amplitude) {
        float[] x = new float[samples];
        for (int i = 0; i < samples; i++) {
            x[i] = (float) (amplitude * Math.sin(2 * Math.PI * hertz * i / rate));
        }
        return x;
    }

    static float[] noise(long seed, int samples, double amplitude) {
        Random random = new Random(seed);
        float[] x = new float[samples];
        for (int i = 0; i < samples; i++) {
            x[i] = (float) (amplitude * Math.clamp(random.nextGaussian() / 3, -1.0, 1.0));
        }
        return x;
    }

    /** Root mean square of {@code x[from..to)}. */
    static double rms(float[] x, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) x[i] * x[i];
        }
        return Math.sqrt(sum / (to - from));
    }

    /** Amplitude of the component at this frequency, by correlation over {@code x[from..to)} under a Hann window. */
    static double amplitude(float[] x, int from, int to, double hertz, int rate) {
        double re = 0;
        double im = 0;
        double weight = 0;
        for (int i = from; i < to; i++) {
            double w = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i - from) / (to - from));
            re += w * x[i] * Math.cos(2 * Math.PI * hertz * i / rate);
            im += w * x[i] * Math.sin(2 * Math.PI * hertz * i / rate);
            weight += w;
        }
        return 2 * Math.hypot(re, im) / weight;
    }
}
