package io.haechi.segment.cluster;

import java.util.Random;

/**
 * What divisions of rows look like that are spread evenly in a box: the mean over eight draws. What is said of one number of
 * groups does not depend on which others are asked for.
 *
 * @param box where
 * @param rows how many
 * @param seed of the draws
 */
record Chance(Box box, int rows, long seed) {
    private static final int DRAWS = 8;

    /** The mean look of so many groups; their stability is not asked. */
    Look look(int k) {
        double valley = 0;
        double silhouette = 0;
        for (int i = 0; i < DRAWS; i++) {
            Random random = new Random(seed + i * 0x9E37_79B9_7F4A_7C15L);
            Halves halves = Halves.of(box.uniform(rows, random), random);
            Look look = halves.lookOnce(k, random.nextLong());
            valley += look.valley() / DRAWS;
            silhouette += look.silhouette() / DRAWS;
        }
        return new Look(k, valley, silhouette, Double.NaN);
    }
}
