package io.haechi.audio.augment;

import java.util.random.RandomGenerator;

/** RawBoost. */
public record RawBoost(boolean convolutive, boolean impulsive, double minSnrDb, double maxSnrDb)
        implements Augmentation {
    @Override
    public float[] apply(float[] samples, RandomGenerator random) {
        throw new UnsupportedOperationException("soon");
    }
}
