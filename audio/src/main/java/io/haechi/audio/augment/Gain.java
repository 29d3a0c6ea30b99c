package io.haechi.audio.augment;

import java.util.random.RandomGenerator;

/**
 * Louder or softer by a uniformly drawn number of decibels; never clips, so values may pass ±1.
 *
 * @param minDb least gain in dB, -120 or more
 * @param maxDb most gain in dB, {@code minDb} to 120
 */
public record Gain(double minDb, double maxDb) implements Augmentation {
    public Gain {
        Range.check("Gain in dB", minDb, maxDb, -120, 120);
    }

    @Override
    public float[] apply(float[] samples, RandomGenerator random) {
        float factor = (float) Math.pow(10, Range.draw(minDb, maxDb, random) / 20);
        float[] result = new float[samples.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = samples[i] * factor;
        }
        return result;
    }
}
