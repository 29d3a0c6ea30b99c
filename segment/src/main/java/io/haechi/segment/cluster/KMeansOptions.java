package io.haechi.segment.cluster;

/**
 * How K-means is run.
 *
 * @param k how many clusters, at least 1
 * @param seeding where it begins
 * @param restarts how many beginnings are tried, the best end is kept; 0 for as many as are quick (4 to 100), and single
 *     centres moved to better the best
 * @param maxIterations at most so many rounds, at least 1
 * @param seed of the random beginnings
 * @param threads how many threads; the result does not depend on it
 */
public record KMeansOptions(int k, Seeding seeding, int restarts, int maxIterations, long seed, int threads) {

    public KMeansOptions {
        if (k < 1) {
            throw new IllegalArgumentException("Number of clusters must be at least 1, got " + k);
        }
        if (restarts < 0 || restarts > 10_000) {
            throw new IllegalArgumentException("Restarts must be between 0 and 10000, got " + restarts);
        }
        if (maxIterations < 1) {
            throw new IllegalArgumentException("Iterations must be at least 1, got " + maxIterations);
        }
        if (threads < 1 || threads > 256) {
            throw new IllegalArgumentException("Threads must be between 1 and 256, got " + threads);
        }
    }

    /** K-means++ with restarts to convergence on one thread, seed 1. */
    public static KMeansOptions of(int k) {
        return new KMeansOptions(k, Seeding.PLUSPLUS, 0, 10_000, 1, 1);
    }

    /** The same from this beginning; from the first rows there is only one. */
    public KMeansOptions with(Seeding newSeeding) {
        return new KMeansOptions(k, newSeeding, restarts, maxIterations, seed, threads);
    }

    /** The same with this many clusters. */
    public KMeansOptions withK(int newK) {
        return new KMeansOptions(newK, seeding, restarts, maxIterations, seed, threads);
    }

    /** The same with this many beginnings. */
    public KMeansOptions withRestarts(int newRestarts) {
        return new KMeansOptions(k, seeding, newRestarts, maxIterations, seed, threads);
    }

    /** The same with this seed. */
    public KMeansOptions withSeed(long newSeed) {
        return new KMeansOptions(k, seeding, restarts, maxIterations, newSeed, threads);
    }

    /** The same with at most this many rounds. */
    public KMeansOptions withMaxIterations(int newMost) {
        return new KMeansOptions(k, seeding, restarts, newMost, seed, threads);
    }

    /** The same on this many threads. */
    public KMeansOptions withThreads(int newThreads) {
        return new KMeansOptions(k, seeding, restarts, maxIterations, seed, newThreads);
    }

    /** How many beginnings are tried on data of this size. */
    int restartsFor(int rows, int columns) {
        if (seeding == Seeding.FIRST) {
            return 1;
        }
        return restarts > 0 ? restarts : (int) Math.clamp(4e7 / ((double) rows * columns * k), 4, 100);
    }

    /** How often a single centre is moved afterwards; never where data are so large that it would take long. */
    int swapsFor(int rows, int columns) {
        return (int) Math.clamp(1e8 / ((double) rows * columns * k), 0, 400);
    }
}
