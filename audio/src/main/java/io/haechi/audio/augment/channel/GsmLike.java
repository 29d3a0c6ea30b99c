package io.haechi.audio.augment.channel;

import io.haechi.audio.augment.Augmentation;
import java.util.random.RandomGenerator;

/** A low-rate codec. */
public record GsmLike(int minBits, int maxBits) implements Augmentation {
    @Override
    public float[] apply(float[] samples, RandomGenerator random) {
        throw new UnsupportedOperationException("soon");
    }
}
