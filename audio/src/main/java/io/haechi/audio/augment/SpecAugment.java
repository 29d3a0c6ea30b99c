package io.haechi.audio.augment;

import java.util.random.RandomGenerator;

/**
 * SpecAugment.
 *
 * @param frequencyMasks number of masks over bands
 * @param maxBands widest mask over bands
 * @param timeMasks number of masks over frames
 * @param maxFrames widest mask over frames
 */
public record SpecAugment(int frequencyMasks, int maxBands, int timeMasks, int maxFrames) {

    /** A masked copy of {@code picture}, row-major {@code [bands][frames]}. */
    public float[] apply(float[] picture, int bands, int frames, RandomGenerator random) {
        throw new UnsupportedOperationException("soon");
    }
}
