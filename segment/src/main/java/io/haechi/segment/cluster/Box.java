package io.haechi.segment.cluster;

import io.haechi.segment.features.Matrix;
import java.util.Arrays;
import java.util.Random;

/**
 * The smallest box around points, along the columns.
 *
 * @param low its corner with the smallest values
 * @param high the opposite corner
 */
@SuppressWarnings("ArrayRecordComponent")
record Box(double[] low, double[] high) {

    static Box around(Matrix points) {
        double[] low = new double[points.columns()];
        double[] high = new double[points.columns()];
        Arrays.fill(low, Double.POSITIVE_INFINITY);
        Arrays.fill(high, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < points.rows(); i++) {
            for (int j = 0; j < low.length; j++) {
                low[j] = Math.min(low[j], points.get(i, j));
                high[j] = Math.max(high[j], points.get(i, j));
            }
        }
        return new Box(low, high);
    }

    /** Logarithm of its volume; minus infinity if it is flat. */
    double logVolume() {
        double sum = 0;
        for (int j = 0; j < low.length; j++) {
            sum += Math.log(high[j] - low[j]);
        }
        return sum;
    }

    /** Places spread evenly in it. */
    Matrix uniform(int rows, Random random) {
        double[] values = new double[rows * low.length];
        for (int i = 0; i < values.length; i++) {
            int j = i % low.length;
            values[i] = low[j] + random.nextDouble() * (high[j] - low[j]);
        }
        return new Matrix(values, rows, low.length);
    }
}
