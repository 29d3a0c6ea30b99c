package io.haechi.bench;

import io.haechi.audio.Sound;
import java.util.SplittableRandom;

/**
 * Sound that has what speech has (pitch that glides, formants that change with each syllable, hiss, pauses), made from a
 * seed so that everybody measures the same.
 */
final class SpokenLike {
    private static final double[][] VOWELS = {
        {730, 1090, 2440}, {270, 2290, 3010}, {300, 870, 2240}, {530, 1840, 2480}, {570, 840, 2410}
    };
    private static final double BANDWIDTH = 90;

    private final int sampleRate;
    private final SplittableRandom random;
    private final double[] before = new double[3];
    private final double[] earlier = new double[3];
    private double phase;

    private SpokenLike(int sampleRate, long seed) {
        this.sampleRate = sampleRate;
        this.random = new SplittableRandom(seed);
    }

    /** One channel of this many seconds; the loudest sample is near 0.5. */
    static Sound mono(double seconds, int sampleRate, long seed) {
        return Sound.mono(new SpokenLike(sampleRate, seed).samples((int) Math.round(seconds * sampleRate)), sampleRate);
    }

    /** Two channels, as of two people. */
    static Sound stereo(double seconds, int sampleRate, long seed) {
        float[] left = mono(seconds, sampleRate, seed).channels()[0];
        float[] right = mono(seconds, sampleRate, seed + 1).channels()[0];
        return new Sound(new float[][] {left, right}, sampleRate);
    }

    private float[] samples(int length) {
        float[] samples = new float[length];
        int at = 0;
        while (at < length) {
            int syllable = (int) (sampleRate * random.nextDouble(0.12, 0.3));
            boolean isPause = random.nextDouble() < 0.12;
            double[] vowel = VOWELS[random.nextInt(VOWELS.length)];
            double pitch = random.nextDouble(100, 180);
            double glide = random.nextDouble(0.8, 1.2);
            for (int i = 0; i < syllable && at < length; i++, at++) {
                double share = (double) i / syllable;
                double loud = isPause ? 0 : Math.sin(Math.PI * share);
                samples[at] = sample(loud, pitch * Math.pow(glide, share), vowel);
            }
        }
        scale(samples);
        return samples;
    }

    /** A pulse per period and some hiss, through one resonance per formant. */
    private float sample(double loud, double pitch, double[] formants) {
        phase += pitch / sampleRate;
        double pulse = 0;
        if (phase >= 1) {
            phase -= 1;
            pulse = 1;
        }
        double source = loud * (pulse + 0.02 * random.nextDouble(-1, 1)) + 1e-4 * random.nextDouble(-1, 1);
        double out = 0;
        for (int f = 0; f < formants.length; f++) {
            double radius = Math.exp(-Math.PI * BANDWIDTH / sampleRate);
            double turn = 2 * radius * Math.cos(2 * Math.PI * formants[f] / sampleRate);
            double value = source + turn * before[f] - radius * radius * earlier[f];
            earlier[f] = before[f];
            before[f] = value;
            out += value / (f + 1);
        }
        return (float) out;
    }

    private static void scale(float[] samples) {
        float loudest = 1e-6f;
        for (float sample : samples) {
            loudest = Math.max(loudest, Math.abs(sample));
        }
        for (int i = 0; i < samples.length; i++) {
            samples[i] *= 0.5f / loudest;
        }
    }
}
