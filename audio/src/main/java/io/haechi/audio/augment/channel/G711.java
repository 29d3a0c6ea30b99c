package io.haechi.audio.augment.channel;

import io.haechi.audio.augment.Augmentation;
import java.util.random.RandomGenerator;

/** Companding at 8 kHz. */
public record G711(Law law) implements Augmentation {
    /** Companding law. */
    public enum Law {
        A_LAW,
        MU_LAW,
        ANY
    }

    @Override
    public float[] apply(float[] samples, RandomGenerator random) {
        throw new UnsupportedOperationException("soon");
    }
}
