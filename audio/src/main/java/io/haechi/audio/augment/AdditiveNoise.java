package io.haechi.audio.augment;

import java.util.random.RandomGenerator;

/**
 * Adds noise at a uniformly drawn ratio of the clip's whole power to the noise's. A silent clip stays as it is.
 *
 * @param color spectrum of the noise
 * @param minSnrDb least signal-to-noise ratio in dB, -40 or more
 * @param maxSnrDb greatest, {@code minSnrDb} to 120
 */
public record AdditiveNoise(Color color, double minSnrDb, double maxSnrDb) implements Augmentation {

    /** Spectrum of the noise. */
    public enum Color {
        /** Equal power at all frequencies: an amplifier's hiss. */
        WHITE,
        /** 3 dB less per octave: wind, traffic, machines. */
        PINK,
        /** Several blurred voices rising and falling like syllables: a café. */
        BABBLE,
        /** One of the others, drawn for each clip. */
        ANY
    }

    public AdditiveNoise {
        Range.check("Signal-to-noise ratio in dB", minSnrDb, maxSnrDb, -40, 120);
    }

    @Override
    public float[] apply(float[] samples, RandomGenerator random) {
        double snrDb = Range.draw(minSnrDb, maxSnrDb, random);
        return Noise.mix(samples, noise(color, samples.length, random), snrDb);
    }

    private static float[] noise(Color color, int length, RandomGenerator random) {
        return switch (color) {
            case WHITE -> Noise.white(length, random);
            case PINK -> Noise.pink(length, random);
            case BABBLE -> Noise.babble(length, random);
            case ANY -> noise(Color.values()[random.nextInt(Color.ANY.ordinal())], length, random);
        };
    }
}
