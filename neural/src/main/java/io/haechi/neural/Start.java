package io.haechi.neural;

import java.util.Arrays;
import java.util.Random;

/** How parameters start. Matrices are {@code [out, in, ...]}; gates are four matrices on top of each other. */
enum Start {
    ZERO,
    ONE,
    /** Normal with variance 2 / fan-in (He et al., 2015): for layers before a rectifier. */
    HE,
    /** Uniform with variance 2 / (fan-in + fan-out) (Glorot and Bengio, 2010). */
    XAVIER,
    /** {@link #XAVIER} for each of four gates. */
    XAVIER_GATES,
    /** A random rotation for each of four gates (Saxe et al., 2014): what a state carries neither grows nor fades. */
    ORTHOGONAL_GATES,
    /** One for the forget gate, the second of four, zero for the others (Jozefowicz et al., 2015): remember at first. */
    FORGET_ONE,
    /** Normal with deviation 0.02. */
    SMALL;

    /** The values of this parameter, which depend on its name, its sizes and the seed alone. */
    float[] values(Plan.Weight weight, long seed) {
        long[] shape = weight.shape();
        int count = (int) Arrays.stream(shape).reduce(1, Math::multiplyExact);
        float[] values = new float[count];
        Random random = new Random(seed * 0x9E3779B97F4A7C15L + weight.name().hashCode());
        int out = (int) shape[0];
        int in = count / Math.max(1, out);
        switch (this) {
            case ZERO -> {}
            case ONE -> Arrays.fill(values, 1);
            case HE -> normal(values, Math.sqrt(2.0 / in), random);
            case SMALL -> normal(values, 0.02, random);
            case XAVIER -> uniform(values, Math.sqrt(6.0 / (in + out)), random);
            case XAVIER_GATES -> uniform(values, Math.sqrt(6.0 / (in + out / 4)), random);
            case ORTHOGONAL_GATES -> {
                for (int gate = 0; gate < 4; gate++) {
                    rotation(values, gate * in * in, in, random);
                }
            }
            case FORGET_ONE -> Arrays.fill(values, count / 4, count / 2, 1);
        }
        return values;
    }

    private static void normal(float[] values, double deviation, Random random) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
    }

    private static void uniform(float[] values, double bound, Random random) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
    }

    /** Gram-Schmidt on rows of normal numbers, each row twice, which keeps them orthogonal to rounding. */
    private static void rotation(float[] values, int offset, int size, Random random) {
        double[][] rows = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                rows[i][j] = random.nextGaussian();
            }
            for (int pass = 0; pass < 2; pass++) {
                for (int k = 0; k < i; k++) {
                    subtract(rows[i], rows[k], dot(rows[i], rows[k]));
                }
            }
            double length = Math.sqrt(dot(rows[i], rows[i]));
            for (int j = 0; j < size; j++) {
                rows[i][j] /= length;
                values[offset + i * size + j] = (float) rows[i][j];
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void subtract(double[] from, double[] what, double times) {
        for (int i = 0; i < from.length; i++) {
            from[i] -= times * what[i];
        }
    }
}
