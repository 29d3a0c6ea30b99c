package io.haechi.audio.augment;

import java.util.random.RandomGenerator;

/** A closed range of a parameter, checked when it is given and drawn from uniformly for every clip. */
public final class Range {
    private Range() {}

    /**
     * Refuses a range that is empty, has a NaN or reaches beyond what is allowed.
     *
     * @throws IllegalArgumentException unless {@code least <= min <= max <= most}
     */
    public static void check(String what, double min, double max, double least, double most) {
        if (!(min >= least && max >= min && max <= most)) {
            throw new IllegalArgumentException(
                    what + " must be a range within " + least + " to " + most + ", got " + min + " to " + max);
        }
    }

    /** A number from {@code min} to {@code max}. */
    public static double draw(double min, double max, RandomGenerator random) {
        return min + (max - min) * random.nextDouble();
    }

    /** A whole number from {@code min} to {@code max}, both included. */
    public static int drawInt(int min, int max, RandomGenerator random) {
        return min + random.nextInt(max - min + 1);
    }
}
