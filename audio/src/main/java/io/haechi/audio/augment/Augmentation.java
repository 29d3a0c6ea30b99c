package io.haechi.audio.augment;

import java.util.random.RandomGenerator;

/**
 * A change to a clip that leaves its label as it is: 16 kHz mono samples in, 16 kHz mono samples out. Pure: the input is
 * never written to, and the same samples with a generator in the same state give the same result, bit for bit.
 */
@FunctionalInterface
public interface Augmentation {
    /** Rate of every clip, in hertz. */
    int SAMPLE_RATE = 16_000;

    /** A changed copy of {@code samples}; of the same length unless the augmentation says otherwise. */
    float[] apply(float[] samples, RandomGenerator random);
}
