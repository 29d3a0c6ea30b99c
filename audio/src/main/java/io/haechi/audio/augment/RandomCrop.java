package io.haechi.audio.augment;

import java.util.random.RandomGenerator;

/**
 * A stretch of exactly {@code length} samples from a drawn place; a shorter clip is repeated from a drawn sample of it
 * on, and an empty one becomes silence.
 *
 * @param length samples of every result, at least 1
 */
public record RandomCrop(int length) implements Augmentation {
    public RandomCrop {
        if (length < 1) {
            throw new IllegalArgumentException("Length of a crop must be at least 1 sample, got " + length);
        }
    }

    @Override
    public float[] apply(float[] samples, RandomGenerator random) {
        float[] result = new float[length];
        if (samples.length >= length) {
            int start = random.nextInt(samples.length - length + 1);
            System.arraycopy(samples, start, result, 0, length);
        } else if (samples.length > 0) {
            int start = random.nextInt(samples.length);
            for (int i = 0; i < length; i++) {
                result[i] = samples[(start + i) % samples.length];
            }
        }
        return result;
    }
}
