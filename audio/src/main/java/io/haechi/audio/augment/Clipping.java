package io.haechi.audio.augment;

import java.util.random.RandomGenerator;

/** Clips at a drawn level. */
public record Clipping(double minShare, double maxShare) implements Augmentation {
    @Override
    public float[] apply(float[] samples, RandomGenerator random) {
        throw new UnsupportedOperationException("soon");
    }
}
