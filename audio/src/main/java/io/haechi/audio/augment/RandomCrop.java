package io.haechi.audio.augment;

import java.util.random.RandomGenerator;

/** A stretch of exactly this many samples; a shorter clip is repeated. */
public record RandomCrop(int length) implements Augmentation {
    @Override
    public float[] apply(float[] samples, RandomGenerator random) {
        throw new UnsupportedOperationException("soon");
    }
}
