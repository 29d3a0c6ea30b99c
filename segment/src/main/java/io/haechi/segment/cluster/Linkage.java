package io.haechi.segment.cluster;

/** How far apart two groups are, said through the groups they were joined from (Lance and Williams, 1967). */
public enum Linkage {
    /** By how much joining them raises the sum of squared distances to the centre; heights as in R and SciPy. */
    WARD {
        @Override
        void join(double[] toA, double[] toB, double[] others, int size, Pair pair) {
            double a = pair.a;
            double b = pair.b;
            double between = pair.between;
            for (int i = 0; i < size; i++) {
                double other = others[i];
                toA[i] = ((a + other) * toA[i] + (b + other) * toB[i] - other * between) / (a + b + other);
            }
        }

        @Override
        boolean isSquared() {
            return true;
        }
    },
    /** The mean distance over all pairs. */
    AVERAGE {
        @Override
        void join(double[] toA, double[] toB, double[] others, int size, Pair pair) {
            double a = pair.a / (pair.a + pair.b);
            double b = pair.b / (pair.a + pair.b);
            for (int i = 0; i < size; i++) {
                toA[i] = a * toA[i] + b * toB[i];
            }
        }
    },
    /** The largest distance of a pair. */
    COMPLETE {
        @Override
        void join(double[] toA, double[] toB, double[] others, int size, Pair pair) {
            for (int i = 0; i < size; i++) {
                toA[i] = Math.max(toA[i], toB[i]);
            }
        }
    },
    /** The smallest distance of a pair. */
    SINGLE {
        @Override
        void join(double[] toA, double[] toB, double[] others, int size, Pair pair) {
            for (int i = 0; i < size; i++) {
                toA[i] = Math.min(toA[i], toB[i]);
            }
        }
    };

    /** Two groups that are joined: their sizes and how far apart they are. */
    record Pair(double a, double b, double between) {}

    /**
     * The distances from all other groups to two that are joined, written over those to the first.
     *
     * @param toA distances to the first of the two
     * @param toB distances to the second
     * @param others sizes of the other groups
     * @param size how many others there are
     */
    abstract void join(double[] toA, double[] toB, double[] others, int size, Pair pair);

    /** Whether it reckons with squared distances, whose roots are the heights. */
    boolean isSquared() {
        return false;
    }
}
