package io.haechi.audio.augment.channel;

import io.haechi.audio.augment.Augmentation;
import java.util.random.RandomGenerator;

/** Lost packets. */
public record PacketLoss(double minRate, double maxRate) implements Augmentation {
    @Override
    public float[] apply(float[] samples, RandomGenerator random) {
        throw new UnsupportedOperationException("soon");
    }
}
