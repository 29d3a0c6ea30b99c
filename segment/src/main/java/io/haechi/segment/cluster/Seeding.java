package io.haechi.segment.cluster;

import io.haechi.segment.features.Matrix;
import java.util.Arrays;
import java.util.Random;

/** Where K-means begins. */
public enum Seeding {
    /** The first <i>k</i> rows: the same for every tool, for comparisons. */
    FIRST,
    /**
     * Rows far from those already chosen are likelier; of a few candidates the one that helps most is taken.
     *
     * @see <a href="https://theory.stanford.edu/~sergei/papers/kMeansPP-soda.pdf">Arthur, Vassilvitskii: k-means++, 2007</a>
     */
    PLUSPLUS;

    /** The first centres: k rows of the data, one after the other. */
    double[] centres(Matrix points, int k, Random random) {
        if (this == FIRST) {
            return Arrays.copyOf(points.values(), k * points.columns());
        }
        double[] centres = new double[k * points.columns()];
        int first = random.nextInt(points.rows());
        System.arraycopy(points.values(), first * points.columns(), centres, 0, points.columns());
        double[] nearest = new double[points.rows()];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        double[] spare = new double[points.rows()];
        double[] best = new double[points.rows()];
        double total = lower(points, first, nearest, nearest);
        int trials = 2 + (int) Math.log(k);
        for (int chosen = 1; chosen < k; chosen++) {
            double bestTotal = Double.POSITIVE_INFINITY;
            int bestRow = 0;
            for (int trial = 0; trial < trials; trial++) {
                int row = draw(nearest, total * random.nextDouble());
                double with = lower(points, row, nearest, spare);
                if (with < bestTotal) {
                    bestTotal = with;
                    bestRow = row;
                    double[] swap = best;
                    best = spare;
                    spare = swap;
                }
            }
            double[] swap = nearest;
            nearest = best;
            best = swap;
            total = bestTotal;
            System.arraycopy(
                    points.values(), bestRow * points.columns(), centres, chosen * points.columns(), points.columns());
        }
        return centres;
    }

    /** The row at which the running sum passes the mark. */
    private static int draw(double[] weights, double mark) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i];
            if (sum > mark) {
                return i;
            }
        }
        return weights.length - 1;
    }

    /** Squared distances to the nearest centre once this row is one too; their sum. */
    private static double lower(Matrix points, int row, double[] nearest, double[] lowered) {
        double total = 0;
        for (int i = 0; i < points.rows(); i++) {
            lowered[i] = Math.min(nearest[i], points.squaredDistance(i, points, row));
            total += lowered[i];
        }
        return total;
    }
}
