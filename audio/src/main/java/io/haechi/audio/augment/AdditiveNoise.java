package io.haechi.audio.augment;

import java.util.random.RandomGenerator;

/** Noise at a drawn signal-to-noise ratio. */
public record AdditiveNoise(Color color, double minSnrDb, double maxSnrDb) implements Augmentation {
    /** Spectrum of the noise. */
    public enum Color {
        WHITE,
        PINK,
        BABBLE,
        ANY
    }

    @Override
    public float[] apply(float[] samples, RandomGenerator random) {
        throw new UnsupportedOperationException("soon");
    }
}
