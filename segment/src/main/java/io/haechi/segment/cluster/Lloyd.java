package io.haechi.segment.cluster;

import io.haechi.segment.features.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * One descent of K-means from given centres. The points are cut into stretches of fixed length, so that sums are added in the
 * same order, and the result is the same, on any number of threads.
 */
final class Lloyd {
    private static final int STRETCH = 1 << 14;

    private final Matrix points;
    private final int k;
    private final double[] centres;
    private final double[] sums;
    private final int[] sizes;
    private final int[] labels;
    private final List<LloydStretch> stretches = new ArrayList<>();
    private final LloydRound round;

    Lloyd(Matrix points, double[] first, int k) {
        this.points = points;
        this.k = k;
        this.centres = first;
        this.sums = new double[first.length];
        this.sizes = new int[k];
        this.labels = new int[points.rows()];
        Arrays.fill(labels, -1);
        this.round = new LloydRound(points.columns(), k);
        for (int from = 0; from < points.rows(); from += STRETCH) {
            stretches.add(new LloydStretch(points, labels, from, Math.min(points.rows(), from + STRETCH), k));
        }
    }

    /** Runs to convergence or to the last round allowed. */
    KMeansModel run(int maxIterations, ExecutorService threads) {
        int iteration = 0;
        boolean isConverged = false;
        while (iteration < maxIterations && !isConverged) {
            iteration++;
            each(threads);
            isConverged = stretches.stream().mapToInt(LloydStretch::moved).sum() == 0;
            if (!isConverged) {
                update(iteration);
            }
        }
        if (!isConverged) {
            each(threads);
        }
        return new KMeansModel(new Matrix(centres, k, points.columns()), labels, inertia(), iteration, isConverged);
    }

    private void each(ExecutorService threads) {
        if (stretches.size() == 1) {
            stretches.getFirst().assign(centres, round);
            return;
        }
        List<Future<?>> waiting = new ArrayList<>();
        for (LloydStretch stretch : stretches) {
            waiting.add(threads.submit(() -> stretch.assign(centres, round)));
        }
        try {
            for (Future<?> each : waiting) {
                each.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("K-means was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("K-means failed on a thread", e.getCause());
        }
    }

    private void update(int iteration) {
        // Differences are quicker to add than all points; sums are made anew now and then, lest rounding gathers.
        if (iteration % 16 == 1) {
            Arrays.fill(sums, 0);
            Arrays.fill(sizes, 0);
            for (int i = 0; i < labels.length; i++) {
                sizes[labels[i]]++;
                add(i, labels[i], 1);
            }
        } else {
            stretches.forEach(stretch -> stretch.addTo(sums, sizes));
        }
        refillEmpty();
        double[] before = centres.clone();
        for (int c = 0; c < k; c++) {
            for (int j = 0; j < points.columns(); j++) {
                int at = c * points.columns() + j;
                centres[at] = sizes[c] > 0 ? sums[at] / sizes[c] : centres[at];
            }
        }
        round.moved(before, centres);
    }

    private void add(int point, int cluster, double weight) {
        int columns = points.columns();
        for (int j = 0; j < columns; j++) {
            sums[cluster * columns + j] += weight * points.values()[point * columns + j];
        }
    }

    /** A cluster that lost all its points begins again at the point that lies farthest from its own centre. */
    private void refillEmpty() {
        double[] far = {};
        for (int c = 0; c < k; c++) {
            if (sizes[c] == 0) {
                far = far.length == 0 ? distances() : far;
                int farthest = 0;
                for (int i = 1; i < far.length; i++) {
                    farthest = far[i] > far[farthest] && sizes[labels[i]] > 1 ? i : farthest;
                }
                add(farthest, labels[farthest], -1);
                sizes[labels[farthest]]--;
                labels[farthest] = c;
                sizes[c] = 1;
                add(farthest, c, 1);
                far[farthest] = -1;
                round.forgetLeads();
            }
        }
    }

    private double[] distances() {
        Matrix now = new Matrix(centres, k, points.columns());
        double[] distances = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            distances[i] = points.squaredDistance(i, now, labels[i]);
        }
        return distances;
    }

    private double inertia() {
        double sum = 0;
        for (double distance : distances()) {
            sum += distance;
        }
        return sum;
    }
}
