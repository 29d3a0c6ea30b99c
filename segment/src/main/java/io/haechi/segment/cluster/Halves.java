package io.haechi.segment.cluster;

import io.haechi.segment.features.Matrix;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/** Two random halves of a cloud: what is found in one is looked at in the other. */
record Halves(Matrix one, Matrix two) {
    private static final int SILHOUETTE_ROWS = 500;

    static Halves of(Matrix cloud, Random random) {
        int[] order = IntStream.range(0, cloud.rows()).toArray();
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[other];
            order[other] = swap;
        }
        return new Halves(
                cloud.select(Arrays.copyOf(order, order.length / 2)),
                cloud.select(Arrays.copyOfRange(order, order.length / 2, order.length)));
    }

    /** Divides both halves into so many groups. */
    Look look(int k, long seed) {
        KMeansModel first = KMeans.fit(one, options(k, seed));
        KMeansModel second = KMeans.fit(two, options(k, seed));
        int[] labels = first.predict(two);
        double valley = (Valley.between(first.centres(), two) + Valley.between(second.centres(), one)) / 2;
        double agreement = Agreement.adjustedRand(labels, second.labels());
        return new Look(k, valley, Silhouette.of(two, labels, SILHOUETTE_ROWS), agreement);
    }

    /** The same for one half only; how stable it is is not asked. */
    Look lookOnce(int k, long seed) {
        KMeansModel first = KMeans.fit(one, options(k, seed));
        double silhouette = Silhouette.of(two, first.predict(two), SILHOUETTE_ROWS);
        return new Look(k, Valley.between(first.centres(), two), silhouette, Double.NaN);
    }

    private static KMeansOptions options(int k, long seed) {
        return KMeansOptions.of(k).withRestarts(5).withSeed(seed).withMaxIterations(100);
    }
}
