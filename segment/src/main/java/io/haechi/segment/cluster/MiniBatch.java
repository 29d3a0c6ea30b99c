package io.haechi.segment.cluster;

import io.haechi.segment.features.Matrix;
import java.util.Random;

/**
 * K-means for data too large to go over again and again: each round moves the centres towards the points of one small random
 * batch, by ever smaller steps; one pass over all rows at the end says where each belongs. A few per cent worse than
 * {@link KMeans}.
 *
 * @see <a href="https://doi.org/10.1145/1772690.1772862">Sculley: Web-scale k-means clustering, 2010</a>
 */
public final class MiniBatch {
    private static final int BATCH = 4096;
    private static final int ROUNDS = 300;

    private MiniBatch() {}

    /** Fits; the beginning is found on a sample, by as many restarts as are asked for, whatever the seeding. */
    public static KMeansModel fit(Matrix points, KMeansOptions options) {
        if (points.rows() <= BATCH * 4) {
            return KMeans.fit(points, options);
        }
        Random random = new Random(options.seed());
        Matrix sample = points.select(random.ints(BATCH * 4L, 0, points.rows()).toArray());
        double[] centres = KMeans.fit(sample, options.with(Seeding.PLUSPLUS).withMaxIterations(20))
                .centres()
                .values()
                .clone();
        long[] seen = new long[options.k()];
        int columns = points.columns();
        for (int round = 0; round < ROUNDS; round++) {
            Matrix batch = points.select(random.ints(BATCH, 0, points.rows()).toArray());
            Matrix now = new Matrix(centres.clone(), options.k(), columns);
            int[] labels = new KMeansModel(now, new int[0], 0, 0, false).predict(batch);
            for (int i = 0; i < labels.length; i++) {
                double step = 1.0 / ++seen[labels[i]];
                for (int j = 0; j < columns; j++) {
                    int at = labels[i] * columns + j;
                    centres[at] += step * (batch.get(i, j) - centres[at]);
                }
            }
        }
        KMeansModel last =
                new Lloyd(points, centres, options.k()).run(1, java.util.concurrent.ForkJoinPool.commonPool());
        return new KMeansModel(last.centres(), last.labels(), last.inertia(), ROUNDS, false);
    }
}
