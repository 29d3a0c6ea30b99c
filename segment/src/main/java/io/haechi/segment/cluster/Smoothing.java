package io.haechi.segment.cluster;

import io.haechi.segment.features.Matrix;
import java.util.Arrays;
import java.util.Random;

/**
 * Takes away the structure that only comes from how values are written down. A family has 3 or 4 members and never 3.4, a
 * profession is one of nine: points then lie on a grid, and every test for clusters finds the grid.
 *
 * <p>A number gets noise as wide as the usual step between its values, so that a column of whole numbers becomes smooth and a
 * gap between two groups of them stays. A word (one-hot columns) becomes a random point of the simplex that is nearest to its
 * own corner; words in equal shares then fill the simplex evenly, with no gap between them.
 */
final class Smoothing {
    private Smoothing() {}

    /**
     * A smoothed copy.
     *
     * @param widths how many columns each feature takes: 1 for a number, more for a word
     */
    static Matrix of(Matrix points, int[] widths, Random random) {
        Matrix copy = new Matrix(points.values().clone(), points.rows(), points.columns());
        int at = 0;
        for (int width : widths) {
            if (width == 1) {
                number(copy, at, random);
            } else {
                word(copy, at, width, random);
            }
            at += width;
        }
        return copy;
    }

    private static void number(Matrix points, int column, Random random) {
        double[] sorted =
                Arrays.stream(points.column(column)).sorted().distinct().toArray();
        if (sorted.length < 2) {
            return;
        }
        double[] steps = new double[sorted.length - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = sorted[i + 1] - sorted[i];
        }
        Arrays.sort(steps);
        double step = steps[steps.length / 2];
        for (int i = 0; i < points.rows(); i++) {
            points.values()[i * points.columns() + column] += (random.nextDouble() - 0.5) * step;
        }
    }

    private static void word(Matrix points, int from, int width, Random random) {
        double[] simplex = new double[width];
        for (int i = 0; i < points.rows(); i++) {
            int start = i * points.columns() + from;
            int corner = -1;
            double sum = 0;
            int largest = 0;
            for (int j = 0; j < width; j++) {
                corner = points.values()[start + j] > 0.5 ? j : corner;
                simplex[j] = -Math.log(1 - random.nextDouble());
                sum += simplex[j];
                largest = simplex[j] > simplex[largest] ? j : largest;
            }
            if (corner >= 0) {
                double most = simplex[largest];
                simplex[largest] = simplex[corner];
                simplex[corner] = most;
            }
            for (int j = 0; j < width; j++) {
                points.values()[start + j] = simplex[j] / sum;
            }
        }
    }
}
