package io.haechi.segment.cluster;

/** How far apart two groups are, said through the groups they were joined from (Lance and Williams, 1967). */
public enum Linkage {
    /** By how much joining them raises the sum of squared distances to the centre; heights as in R and SciPy. */
    WARD {
        @Override
        double joined(double toA, double toB, double between, double a, double b, double other) {
            double all = a + b + other;
            return Math.sqrt(((a + other) * toA * toA + (b + other) * toB * toB - other * between * between) / all);
        }
    },
    /** The mean distance over all pairs. */
    AVERAGE {
        @Override
        double joined(double toA, double toB, double between, double a, double b, double other) {
            return (a * toA + b * toB) / (a + b);
        }
    },
    /** The largest distance of a pair. */
    COMPLETE {
        @Override
        double joined(double toA, double toB, double between, double a, double b, double other) {
            return Math.max(toA, toB);
        }
    },
    /** The smallest distance of a pair. */
    SINGLE {
        @Override
        double joined(double toA, double toB, double between, double a, double b, double other) {
            return Math.min(toA, toB);
        }
    };

    /**
     * The distance from another group to two that were joined.
     *
     * @param toA distance from it to the first of the two, which has {@code a} points
     * @param between distance between the two
     */
    abstract double joined(double toA, double toB, double between, double a, double b, double other);

    /** Whether it reckons with squared distances, whose roots are the heights. */
    boolean isSquared() {
        return false;
    }
}
