package io.haechi.audio.augment;

import java.util.random.RandomGenerator;

/** A closed range of a parameter, checked when it is given and drawn from uniformly for every clip. */
final class Range {
    private Range() {}

    static void check(String what, double min, double max, double least, double most) {
        if (!(min >= least && max >= min && max <= most)) {
            throw new IllegalArgumentException(
                    what + " must be a range within " + least + " to " + most + ", got " + min + " to " + max);
        }
    }

    static double draw(double min, double max, RandomGenerator random) {
        return min + (max - min) * random.nextDouble();
    }

    static int drawInt(int min, int max, RandomGenerator random) {
        return min + random.nextInt(max - min + 1);
    }
}
