package io.haechi.audio.augment.channel;

import io.haechi.audio.augment.Augmentation;
import java.util.random.RandomGenerator;

/** Band-pass. */
public record BandLimit(double minLowHz, double maxLowHz, double minHighHz, double maxHighHz) implements Augmentation {
    @Override
    public float[] apply(float[] samples, RandomGenerator random) {
        throw new UnsupportedOperationException("soon");
    }
}
