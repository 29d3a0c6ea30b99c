package io.haechi.audio.augment;

import java.util.random.RandomGenerator;

/** Faster or slower, pitch and all; changes the length. */
public record SpeedPerturb(double minFactor, double maxFactor) implements Augmentation {
    @Override
    public float[] apply(float[] samples, RandomGenerator random) {
        throw new UnsupportedOperationException("soon");
    }
}
