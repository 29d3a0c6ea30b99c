package io.haechi.audio.augment;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Only a stretch of the clip, anywhere in it: what a detector is left with when a call is short. Shorter clips stay as
 * they are.
 *
 * @param minSeconds shortest stretch, 0.1 s or more
 * @param maxSeconds longest, {@code minSeconds} to 60 s
 */
public record RandomCut(double minSeconds, double maxSeconds) implements Augmentation {

    public RandomCut {
        Range.check("Stretch in seconds", minSeconds, maxSeconds, 0.1, 60);
    }

    @Override
    public float[] apply(float[] samples, RandomGenerator random) {
        int length = (int) Math.round(Range.draw(minSeconds, maxSeconds, random) * SAMPLE_RATE);
        if (length >= samples.length) {
            return samples.clone();
        }
        int start = random.nextInt(samples.length - length + 1);
        return Arrays.copyOfRange(samples, start, start + length);
    }
}
