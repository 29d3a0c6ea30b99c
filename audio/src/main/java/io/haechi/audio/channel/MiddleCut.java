package io.haechi.audio.channel;

import io.haechi.audio.augment.Augmentation;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Only the middle of a recording; one that is no longer stays as it is.
 *
 * @param seconds how much is left, above 0
 */
record MiddleCut(double seconds) implements Augmentation {
    MiddleCut {
        if (!(seconds > 0)) {
            throw new IllegalArgumentException("What is left by a cut must be more than 0 s, got " + seconds);
        }
    }

    @Override
    public float[] apply(float[] samples, RandomGenerator random) {
        int length = Math.min(samples.length, (int) Math.round(seconds * SAMPLE_RATE));
        int start = (samples.length - length) / 2;
        return Arrays.copyOfRange(samples, start, start + length);
    }
}
