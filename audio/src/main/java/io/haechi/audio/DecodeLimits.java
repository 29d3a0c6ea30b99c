package io.haechi.audio;

import java.time.Duration;

/**
 * How much work one file may cause before it is refused.
 *
 * @param maxBytes largest file, in bytes, at least 1
 * @param maxSound longest sound, more than zero
 * @param maxWall longest time spent waiting for a decoder (not time spent by whoever reads the sound), more than zero
 */
public record DecodeLimits(long maxBytes, Duration maxSound, Duration maxWall) {

    /** For a person's own files: 2 GiB, six hours of sound, ten minutes of decoding. */
    public static final DecodeLimits DEFAULT = new DecodeLimits(2L << 30, Duration.ofHours(6), Duration.ofMinutes(10));

    public DecodeLimits {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("Largest file must be at least 1 byte, got " + maxBytes);
        }
        requirePositive("Longest sound", maxSound);
        requirePositive("Longest decoding time", maxWall);
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be more than zero, got " + duration);
        }
    }
}
