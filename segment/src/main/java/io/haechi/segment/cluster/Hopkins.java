package io.haechi.segment.cluster;

import io.haechi.segment.features.Matrix;
import java.util.Random;

/**
 * Hopkins' statistic: how much nearer points lie to each other than random places lie to points. Distances to the nearest
 * neighbour are raised to the number of dimensions and summed, over random places of the box (<i>u</i>) and over random points
 * (<i>w</i>): {@code u / (u + w)}. Evenly spread points give a half, clustered ones nearly one.
 *
 * <p>It answers "is this evenly spread?", which is another question than "are there groups?": one round cloud in the middle of
 * its box gives nearly one too. {@link StructureTest} therefore does not rest on it.
 *
 * @see <a href="https://doi.org/10.32614/RJ-2022-055">Wright: Will the real Hopkins statistic please stand up? 2022</a>
 */
final class Hopkins {
    private static final int REPEATS = 10;
    private static final int MOST_PROBES = 200;

    private Hopkins() {}

    /** The mean over ten draws of a tenth of the points each. */
    static double of(Matrix points, Box box, Random random) {
        int probes = Math.clamp(points.rows() / 10, 1, MOST_PROBES);
        double sum = 0;
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            Matrix places = box.uniform(probes, random);
            double empty = 0;
            double taken = 0;
            for (int i = 0; i < probes; i++) {
                empty += power(places, i, points, -1);
                int row = random.nextInt(points.rows());
                taken += power(points, row, points, row);
            }
            sum += empty + taken > 0 ? empty / (empty + taken) : 0.5;
        }
        return sum / REPEATS;
    }

    private static double power(Matrix from, int row, Matrix points, int left) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < points.rows(); i++) {
            if (i != left) {
                nearest = Math.min(nearest, from.squaredDistance(row, points, i));
            }
        }
        return Math.pow(nearest, points.columns() / 2.0);
    }
}
