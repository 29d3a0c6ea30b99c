package io.haechi.bench;

import io.haechi.segment.cluster.Hierarchical;
import io.haechi.segment.cluster.KMeans;
import io.haechi.segment.cluster.KMeansModel;
import io.haechi.segment.cluster.KMeansOptions;
import io.haechi.segment.cluster.Linkage;
import io.haechi.segment.cluster.Seeding;
import io.haechi.segment.features.Matrix;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/** K-means against scikit-learn and hierarchical clustering against SciPy, on rows drawn at random. */
final class SegmentComparison {
    private static final int COLUMNS = 8;
    private static final int CLUSTERS = 10;
    private static final int ROUNDS = 20;

    private SegmentComparison() {}

    static void run(Session session) {
        means(session, 1_000_000);
        for (Linkage linkage : Linkage.values()) {
            hierarchical(session, linkage, 2000);
        }
    }

    /** How time grows with the rows: one run each. */
    static void growth(Session session) {
        for (int rows : new int[] {10_000, 100_000, 1_000_000, 10_000_000}) {
            Matrix points = random(rows, COLUMNS);
            session.compare(
                    String.format(Locale.ROOT, "k-means-%d", rows),
                    task(rows),
                    Double.NaN,
                    List.of(
                            Contender.ours("Haechi, 1 thread", () -> means(points, 1)),
                            Contender.ours("Haechi, 2 threads", () -> means(points, 2))),
                    List.of());
        }
        Matrix points = random(20_000, 5);
        session.compare(
                "ward-20000",
                "Ward's clustering of 20,000 rows of 5 columns",
                Double.NaN,
                List.of(Contender.ours("Haechi", () -> Hierarchical.fit(points, Linkage.WARD))),
                List.of("The distances take 0.8 GB."));
    }

    private static String task(int rows) {
        return String.format(
                Locale.ROOT,
                "k-means of %,d rows of %d columns, k = %d from the first rows, %d rounds",
                rows,
                COLUMNS,
                CLUSTERS,
                ROUNDS);
    }

    private static KMeansModel means(Matrix points, int threads) {
        return KMeans.fit(
                points,
                KMeansOptions.of(CLUSTERS)
                        .with(Seeding.FIRST)
                        .withMaxIterations(ROUNDS)
                        .withThreads(threads));
    }

    private static void means(Session session, int rows) {
        Matrix points = random(rows, COLUMNS);
        List<Contender> contenders = new ArrayList<>();
        contenders.add(Contender.ours("Haechi, 1 thread", () -> means(points, 1)));
        contenders.add(Contender.ours("Haechi, 2 threads", () -> means(points, 2)));
        List<String> notes = new ArrayList<>();
        notes.add(String.format(
                Locale.ROOT, "Sum of squares: %.3f of ours.", means(points, 1).inertia()));
        against(session, "k-means", "k-means", task(rows), points, contenders, notes, CLUSTERS, ROUNDS);
    }

    private static void hierarchical(Session session, Linkage linkage, int rows) {
        Matrix points = random(rows, 5);
        String method = linkage.name().toLowerCase(Locale.ROOT);
        List<Contender> contenders = new ArrayList<>();
        contenders.add(Contender.ours("Haechi", () -> Hierarchical.fit(points, linkage)));
        List<String> notes = new ArrayList<>();
        notes.add(String.format(
                Locale.ROOT,
                "Last merge: %.6f of ours.",
                Hierarchical.fit(points, linkage).heights()[rows - 2]));
        String task = String.format(Locale.ROOT, "%,d rows of 5 columns, %s linkage", rows, method);
        against(session, "hierarchical", "hierarchical-" + method, task, points, contenders, notes, method);
    }

    private static void against(
            Session session,
            String work,
            String name,
            String task,
            Matrix points,
            List<Contender> contenders,
            List<String> notes,
            Object... parameters) {
        Path file = session.write(name + ".f64", bytes(points));
        List<Object> words = new ArrayList<>(List.of(work, file, points.columns()));
        words.addAll(List.of(parameters));
        Optional<PythonReference> python = session.python(words.toArray());
        try {
            python.ifPresent(reference -> {
                contenders.add(reference.contender());
                notes.add(reference.first().path("says").asText() + " of " + reference.name() + ".");
            });
            session.compare(name, task, Double.NaN, contenders, notes);
        } finally {
            python.ifPresent(PythonReference::close);
        }
    }

    private static byte[] bytes(Matrix points) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * points.values().length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(points.values());
        return bytes.array();
    }

    private static Matrix random(int rows, int columns) {
        Random random = new Random(1);
        double[] values = new double[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextDouble();
        }
        return new Matrix(values, rows, columns);
    }
}
