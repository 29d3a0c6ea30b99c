package io.haechi.segment;

import io.haechi.core.UnreadableInputException;
import io.haechi.segment.cluster.ChoiceOfK;
import io.haechi.segment.cluster.Dendrogram;
import io.haechi.segment.cluster.DensityClusters;
import io.haechi.segment.cluster.GaussianMixture;
import io.haechi.segment.cluster.Hierarchical;
import io.haechi.segment.cluster.KMeans;
import io.haechi.segment.cluster.KMeansModel;
import io.haechi.segment.cluster.KMeansOptions;
import io.haechi.segment.cluster.MiniBatch;
import io.haechi.segment.cluster.Silhouette;
import io.haechi.segment.cluster.Structure;
import io.haechi.segment.cluster.StructureTest;
import io.haechi.segment.features.FeatureSpace;
import io.haechi.segment.features.Matrix;
import io.haechi.segment.table.Table;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Divides the rows of a table into segments, after asking whether there are any.
 *
 * <pre>{@code
 * TableFile file = TableFile.open(Path.of("customers.csv"), CsvOptions.FOUND_OUT);
 * Table table = file.read(List.of("Income", "Spending"), CsvOptions.FOUND_OUT);
 * Segmentation segments = Segments.fit(table, SegmentOptions.STANDARD);
 * System.out.println(segments.structure().why());
 * }</pre>
 */
public final class Segments {
    private Segments() {}

    /** What a method gives. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Division(
            int[] labels, int iterations, @Nullable Dendrogram dendrogram) {}

    /**
     * Fits.
     *
     * @throws UnreadableInputException if the rows cannot be divided at all (one row, all the same)
     * @throws IllegalArgumentException if more segments are asked for than there are rows
     */
    public static Segmentation fit(Table table, SegmentOptions options) {
        if (table.rows() == 1) {
            throw new UnreadableInputException("There is only 1 row to divide; segments need at least 2.");
        }
        FeatureSpace space = FeatureSpace.fit(table, options.features());
        FeatureSpace.Points points = space.encode(table);
        Matrix matrix = points.matrix();
        requireDivisible(matrix, options);
        KMeansOptions means = options.means();
        Structure structure = StructureTest.of(matrix, space.widths(), means.seed());
        boolean isAuto = options.k() == SegmentOptions.AUTO;
        ChoiceOfK choice = choice(space, matrix, options, structure);
        int wanted = isAuto ? number(structure, choice) : options.k();
        Division division = divide(matrix, options.method(), means.withK(wanted));
        int k = Arrays.stream(division.labels()).max().orElse(0) + 1;
        if (options.method() != Method.HDBSCAN) {
            k = wanted;
        }
        Matrix centres = centres(matrix, division.labels(), k);
        return new Segmentation(
                structure,
                space,
                points,
                options.method(),
                table.rows(),
                k,
                WhyK.of(options, structure, choice, k),
                division.labels(),
                centres,
                inertia(matrix, division.labels(), centres),
                division.iterations(),
                Silhouette.of(matrix, division.labels()),
                new Profiling(table, space, points, division.labels(), k).profiles(centres),
                choice,
                division.dendrogram());
    }

    /** Where there are no groups, no number of them is better than another. */
    private static @Nullable ChoiceOfK choice(
            FeatureSpace space, Matrix matrix, SegmentOptions options, Structure structure) {
        boolean isAuto = options.k() == SegmentOptions.AUTO && options.method() != Method.HDBSCAN;
        if (!isAuto && !options.isCompared()) {
            return null;
        }
        ChoiceOfK choice = ChoiceOfK.of(matrix, options.means());
        if (!structure.found()) {
            return choice.withoutAdvice();
        }
        return isNeatnessTrusted(space, options.method()) ? choice : choice.taking(structure.groups());
    }

    /**
     * Whether the silhouette of k-means may say how many. Not where words are among the columns, for clumps of rows with the same
     * words look neat however many there are; nor for the trees, which divide otherwise.
     */
    private static boolean isNeatnessTrusted(FeatureSpace space, Method method) {
        return switch (method) {
            case KMEANS, MINIBATCH, MIXTURE -> !space.hasWords();
            case HDBSCAN, WARD, AVERAGE, COMPLETE, SINGLE -> false;
        };
    }

    private static void requireDivisible(Matrix matrix, SegmentOptions options) {
        if (matrix.rows() < 2) {
            throw new UnreadableInputException("There is only 1 row to divide; segments need at least 2.");
        }
        if (options.k() > matrix.rows()) {
            throw new IllegalArgumentException("Number of segments must be at most the number of rows, " + matrix.rows()
                    + "; got " + options.k() + ".");
        }
        for (int i = 1; i < matrix.rows(); i++) {
            if (matrix.squaredDistance(i, matrix, 0) > 0) {
                return;
            }
        }
        throw new UnreadableInputException(
                "All " + matrix.rows()
                        + " rows are the same in the columns chosen; there is nothing to divide. Choose other columns (--columns).");
    }

    /** Without any structure everybody is one segment, which is the honest answer. */
    private static int number(Structure structure, @Nullable ChoiceOfK choice) {
        return structure.found() && choice != null ? choice.best() : 1;
    }

    private static Division divide(Matrix points, Method method, KMeansOptions options) {
        return switch (method) {
            case KMEANS -> of(KMeans.fit(points, options));
            case MINIBATCH -> of(MiniBatch.fit(points, options));
            case MIXTURE -> {
                GaussianMixture mixture = GaussianMixture.fit(points, options);
                yield new Division(mixture.labels(), mixture.iterations(), null);
            }
            case HDBSCAN -> new Division(DensityClusters.fit(points, Math.clamp(points.rows() / 20, 2, 100)), 0, null);
            case WARD, AVERAGE, COMPLETE, SINGLE -> {
                Dendrogram tree = Hierarchical.fit(points, method.linkage());
                yield new Division(tree.cut(options.k()), 0, tree);
            }
        };
    }

    private static Division of(KMeansModel model) {
        return new Division(model.labels(), model.iterations(), null);
    }

    private static Matrix centres(Matrix points, int[] labels, int k) {
        double[] sums = new double[Math.max(1, k) * points.columns()];
        int[] sizes = new int[Math.max(1, k)];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] >= 0) {
                sizes[labels[i]]++;
                for (int j = 0; j < points.columns(); j++) {
                    sums[labels[i] * points.columns() + j] += points.get(i, j);
                }
            }
        }
        for (int at = 0; at < sums.length; at++) {
            sums[at] /= Math.max(1, sizes[at / points.columns()]);
        }
        return new Matrix(sums, sizes.length, points.columns());
    }

    private static double inertia(Matrix points, int[] labels, Matrix centres) {
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            sum += labels[i] < 0 ? 0 : points.squaredDistance(i, centres, labels[i]);
        }
        return sum;
    }
}
