package io.haechi.segment.cluster;

import io.haechi.segment.features.Matrix;
import java.util.Arrays;
import java.util.Random;

/**
 * How much nearer points are to their own cluster than to the next one: the mean of {@code (b - a) / max(a, b)}, where
 * <i>a</i> is the mean distance to the others of the point's own cluster and <i>b</i> the least mean distance to another
 * cluster. One is perfect, zero is none at all; below a quarter there is practically no structure.
 *
 * @see <a href="https://doi.org/10.1016/0377-0427(87)90125-7">Rousseeuw: Silhouettes, 1987</a>
 */
public final class Silhouette {
    /** Above this many points a random sample of so many stands for all. */
    public static final int MOST_POINTS = 20_000;

    private Silhouette() {}

    /** Mean over all points, or over a sample of them; 0 if there is only one cluster or every point is one. */
    public static double of(Matrix points, int[] labels) {
        return of(points, labels, MOST_POINTS);
    }

    /** The same, over at most so many points. */
    static double of(Matrix points, int[] labels, int mostPoints) {
        if (points.rows() <= mostPoints) {
            return mean(points, labels);
        }
        int[] chosen = new Random(1)
                .ints(0, points.rows())
                .distinct()
                .limit(mostPoints)
                .sorted()
                .toArray();
        int[] fewer = Arrays.stream(chosen).map(row -> labels[row]).toArray();
        return mean(points.select(chosen), fewer);
    }

    private static double mean(Matrix points, int[] labels) {
        double[] each = each(points, labels);
        return each.length == 0 ? 0 : Arrays.stream(each).sum() / each.length;
    }

    /** One value per point, 0 for a point that is alone in its cluster; noise, labelled -1, gets 0 and counts for nobody. */
    public static double[] each(Matrix points, int[] labels) {
        int k = Arrays.stream(labels).max().orElse(-1) + 1;
        int[] sizes = new int[Math.max(1, k)];
        Arrays.stream(labels).filter(label -> label >= 0).forEach(label -> sizes[label]++);
        double[] values = new double[points.rows()];
        if (Arrays.stream(sizes).filter(size -> size > 0).count() < 2) {
            return values;
        }
        double[] distances = new double[points.rows()];
        double[][] columns = new double[points.columns()][];
        for (int j = 0; j < columns.length; j++) {
            columns[j] = points.column(j);
        }
        for (int i = 0; i < values.length; i++) {
            if (labels[i] >= 0 && sizes[labels[i]] > 1) {
                Distances.to(columns, points.rows(), points.values(), i, distances);
                values[i] = value(distances, labels, sizes, i);
            }
        }
        return values;
    }

    private static double value(double[] squares, int[] labels, int[] sizes, int point) {
        double[] sums = new double[sizes.length];
        for (int i = 0; i < squares.length; i++) {
            squares[i] = Math.sqrt(squares[i]);
        }
        for (int i = 0; i < squares.length; i++) {
            if (labels[i] >= 0) {
                sums[labels[i]] += squares[i];
            }
        }
        double own = sums[labels[point]] / (sizes[labels[point]] - 1);
        double next = Double.POSITIVE_INFINITY;
        for (int c = 0; c < sizes.length; c++) {
            if (c != labels[point] && sizes[c] > 0) {
                next = Math.min(next, sums[c] / sizes[c]);
            }
        }
        double larger = Math.max(own, next);
        return larger > 0 ? (next - own) / larger : 0;
    }
}
