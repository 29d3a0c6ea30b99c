package io.haechi.audio.augment;

import java.util.random.RandomGenerator;

/** A synthetic room. */
public record Reverb(double minRt60Seconds, double maxRt60Seconds) implements Augmentation {
    @Override
    public float[] apply(float[] samples, RandomGenerator random) {
        throw new UnsupportedOperationException("soon");
    }
}
