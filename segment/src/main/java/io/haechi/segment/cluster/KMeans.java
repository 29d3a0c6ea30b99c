package io.haechi.segment.cluster;

import io.haechi.segment.features.Matrix;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * K-means: <i>k</i> centres such that the squared distances from points to their nearest centre are small.
 *
 * <p>Each round gives every point to its nearest centre and moves every centre to the mean of its points (Lloyd), until a round
 * changes nothing. It ends in a local minimum, so it begins several times, at rows that lie far apart ({@link Seeding}), and
 * keeps the best end, and tries to better it by moving single centres. Bounds spare most comparisons without changing any result ({@link LloydStretch}).
 *
 * <p>It finds round groups of like size and spread; it draws <i>k</i> of them whether there are any or not. Ask
 * {@link StructureTest} first.
 *
 * <p>Time is linear in rows, columns and clusters for each round; memory beyond the data is 24 bytes per row.
 */
public final class KMeans {
    private KMeans() {}

    /**
     * Fits.
     *
     * @throws IllegalArgumentException if there are fewer points than clusters
     */
    public static KMeansModel fit(Matrix points, KMeansOptions options) {
        if (options.k() > points.rows()) {
            throw new IllegalArgumentException("Number of clusters must be at most the number of rows, " + points.rows()
                    + "; got " + options.k() + ".");
        }
        Random random = new Random(options.seed());
        try (ExecutorService threads = Executors.newFixedThreadPool(options.threads(), KMeans::thread)) {
            KMeansModel best = run(points, options, random, threads);
            for (int i = 1; i < options.restartsFor(points.rows(), points.columns()); i++) {
                KMeansModel next = run(points, options, random, threads);
                best = next.inertia() < best.inertia() ? next : best;
            }
            return options.restarts() > 0 ? best : swapped(points, options, random, threads, best);
        }
    }

    /**
     * Moves one centre of the best end so far onto a random row and descends again, a number of times: what restarts miss is
     * mostly one centre too many here and one too few there.
     *
     * @see <a href="https://doi.org/10.1186/s40537-018-0122-y">Franti: Efficiency of random swap clustering, 2018</a>
     */
    private static KMeansModel swapped(
            Matrix points, KMeansOptions options, Random random, ExecutorService threads, KMeansModel start) {
        KMeansModel best = start;
        int columns = points.columns();
        for (int i = 0;
                options.seeding() != Seeding.FIRST && options.k() > 1 && i < options.swapsFor(points.rows(), columns);
                i++) {
            double[] centres = best.centres().values().clone();
            int row = random.nextInt(points.rows());
            System.arraycopy(points.values(), row * columns, centres, random.nextInt(options.k()) * columns, columns);
            KMeansModel next = new Lloyd(points, centres, options.k()).run(options.maxIterations(), threads);
            best = next.inertia() < best.inertia() ? next : best;
        }
        return best;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "k-means");
        thread.setDaemon(true);
        return thread;
    }

    private static KMeansModel run(Matrix points, KMeansOptions options, Random random, ExecutorService threads) {
        double[] first = options.seeding().centres(points, options.k(), random);
        return new Lloyd(points, first, options.k()).run(options.maxIterations(), threads);
    }
}
