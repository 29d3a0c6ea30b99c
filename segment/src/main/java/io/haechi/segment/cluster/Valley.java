package io.haechi.segment.cluster;

import io.haechi.segment.features.Matrix;
import java.util.Arrays;

/**
 * How empty it is between groups: for each group and its nearest neighbour, points of both are laid along the line between
 * their centres, and those near the middle are counted beside those near either centre. Slices of one cloud have about as many
 * in the middle (1 and more); groups that are there have few (0).
 *
 * <p>The centres come from other points than those that are counted: a line drawn through the same points in many dimensions
 * always finds a gap.
 */
final class Valley {
    /** Half the width of each of the three windows, as a part of the distance between centres. */
    private static final double REACH = 0.125;

    private Valley() {}

    /** The mean over all groups, weighted by their points; 1 and more if nothing separates them, 0 if they are apart. */
    static double between(Matrix centres, Matrix others) {
        KMeansModel model = new KMeansModel(centres, new int[0], 0, 0, true);
        int[] labels = model.predict(others);
        double sum = 0;
        double weights = 0;
        for (int c = 0; c < centres.rows(); c++) {
            int next = nearest(centres, c);
            double weight = count(labels, c);
            sum += weight * depth(centres, others, labels, c, next);
            weights += weight;
        }
        return weights > 0 ? sum / weights : 1;
    }

    private static long count(int[] labels, int cluster) {
        return Arrays.stream(labels).filter(label -> label == cluster).count();
    }

    private static int nearest(Matrix centres, int cluster) {
        int nearest = cluster == 0 ? 1 : 0;
        for (int c = 0; c < centres.rows(); c++) {
            boolean isNearer =
                    centres.squaredDistance(c, centres, cluster) < centres.squaredDistance(nearest, centres, cluster);
            nearest = c != cluster && isNearer ? c : nearest;
        }
        return nearest;
    }

    /** Points in the middle for each near the emptier of the two centres, at most 2. */
    private static double depth(Matrix centres, Matrix points, int[] labels, int a, int b) {
        double length = centres.squaredDistance(a, centres, b);
        if (!(length > 0)) {
            return 1;
        }
        int[] near = new int[3];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == a || labels[i] == b) {
                double along = 0;
                for (int j = 0; j < points.columns(); j++) {
                    along += (points.get(i, j) - centres.get(a, j)) * (centres.get(b, j) - centres.get(a, j));
                }
                double place = along / length * 2;
                int window = (int) Math.rint(place);
                if (window >= 0 && window <= 2 && Math.abs(place - window) <= 2 * REACH) {
                    near[window]++;
                }
            }
        }
        // One more everywhere: a window that is empty by chance must not decide.
        return Math.min(2, (near[1] + 1.0) / (Math.min(near[0], near[2]) + 1.0));
    }
}
