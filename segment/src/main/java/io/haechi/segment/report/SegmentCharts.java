package io.haechi.segment.report;

import io.haechi.segment.Segmentation;
import io.haechi.segment.cluster.ChoiceOfK;
import io.haechi.segment.cluster.Dendrogram;
import io.haechi.segment.cluster.Pca;
import io.haechi.segment.cluster.Silhouette;
import io.haechi.segment.features.Matrix;
import io.haechi.segment.table.Plain;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The pictures of a segmentation. */
final class SegmentCharts {
    private static final int MOST_DOTS = 1500;

    private SegmentCharts() {}

    static String elbow(ChoiceOfK choice) {
        return curve("Sum of squares", choice.trials(), ChoiceOfK.Trial::inertia, choice.elbow());
    }

    static String silhouettes(ChoiceOfK choice) {
        List<ChoiceOfK.Trial> several =
                choice.trials().stream().filter(trial -> trial.k() > 1).toList();
        return curve("Silhouette", several, ChoiceOfK.Trial::silhouette, choice.best());
    }

    static String gaps(ChoiceOfK choice) {
        return curve("Gap", choice.trials(), ChoiceOfK.Trial::gap, -1);
    }

    private static String curve(
            String title, List<ChoiceOfK.Trial> trials, ToDoubleFunction<ChoiceOfK.Trial> value, int marked) {
        double high = trials.stream().mapToDouble(value).max().orElse(1);
        double low = Math.min(0, trials.stream().mapToDouble(value).min().orElse(0));
        int first = trials.isEmpty() ? 1 : trials.getFirst().k();
        int last = trials.isEmpty() ? 2 : trials.getLast().k();
        Drawing drawing = new Drawing(title, first, last, low, high * 1.05).labels("segments");
        for (double share : new double[] {0, 0.5, 1}) {
            double at = low + share * (high - low);
            drawing.tickY(at, Plain.number(at));
        }
        for (int i = 0; i < trials.size(); i++) {
            ChoiceOfK.Trial trial = trials.get(i);
            drawing.tickX(trial.k(), String.valueOf(trial.k()));
            if (i > 0) {
                ChoiceOfK.Trial before = trials.get(i - 1);
                drawing.line(before.k(), value.applyAsDouble(before), trial.k(), value.applyAsDouble(trial), 0);
            }
            boolean isMarked = trial.k() == marked && marked > 1;
            drawing.dot(trial.k(), value.applyAsDouble(trial), isMarked ? 6 : 3, isMarked ? 1 : 0);
        }
        return drawing.done();
    }

    static String scatter(Segmentation segments) {
        Matrix points = segments.points().matrix();
        Pca pca = Pca.fit(points);
        Matrix scores = pca.project(points, Math.min(2, points.columns()));
        double[] x = scores.column(0);
        double[] y = scores.columns() > 1 ? scores.column(1) : new double[x.length];
        Drawing drawing = new Drawing("PCA", min(x), max(x), min(y), max(y));
        double[] shares = pca.shares();
        double shown = shares[0] + (shares.length > 1 ? shares[1] : 0);
        drawing.labels(String.format(java.util.Locale.ROOT, "%.0f %% of all differences are seen here", 100 * shown));
        int step = Math.max(1, x.length / MOST_DOTS);
        for (int i = 0; i < x.length; i += step) {
            drawing.dot(x[i], y[i], 2.2, segments.labels()[i]);
        }
        return drawing.done();
    }

    static String silhouetteProfile(Segmentation segments) {
        Matrix points = segments.points().matrix();
        int step = Math.max(1, points.rows() / MOST_DOTS);
        int[] rows = IntStream.iterate(0, row -> row < points.rows(), row -> row + step)
                .toArray();
        int[] labels = Arrays.stream(rows).map(row -> segments.labels()[row]).toArray();
        double[] values = Silhouette.each(points.select(rows), labels);
        Integer[] order = IntStream.range(0, rows.length).boxed().toArray(Integer[]::new);
        Arrays.sort(
                order,
                (a, b) -> labels[a] != labels[b]
                        ? Integer.compare(labels[a], labels[b])
                        : Double.compare(values[b], values[a]));
        Drawing drawing =
                new Drawing("Silhouette", 0, rows.length, Math.min(0, min(values)), Math.max(0.5, max(values)));
        drawing.tickY(0, "0").tickY(0.25, "0.25").tickY(0.5, "0.5").labels("rows, sorted");
        for (int i = 0; i < order.length; i++) {
            drawing.bar(i, i + 1, values[order[i]], labels[order[i]]);
        }
        return drawing.done();
    }

    /** The last merges only: what is below them is one leaf. */
    static String dendrogram(Dendrogram tree) {
        int merges = tree.heights().length;
        int shown = Math.min(39, merges);
        int points = tree.points();
        double[] place = new double[points + merges];
        double[] height = new double[points + merges];
        int[] next = {0};
        place(tree, points + merges - 1, merges - shown, place, next);
        Drawing drawing = new Drawing("Dendrogram", 0, next[0] + 1.0, 0, tree.heights()[merges - 1] * 1.05);
        double top = tree.heights()[merges - 1];
        drawing.tickY(0, "0").tickY(top / 2, Plain.number(top / 2)).tickY(top, Plain.number(top));
        for (int i = merges - shown; i < merges; i++) {
            height[points + i] = tree.heights()[i];
            for (int child : new int[] {tree.left()[i], tree.right()[i]}) {
                boolean isLeaf = child < points + merges - shown;
                drawing.line(place[child], isLeaf ? 0 : height[child], place[child], tree.heights()[i], 0);
            }
            drawing.line(place[tree.left()[i]], tree.heights()[i], place[tree.right()[i]], tree.heights()[i], 0);
        }
        return drawing.done();
    }

    private static double place(Dendrogram tree, int node, int first, double[] place, int[] next) {
        int merge = node - tree.points();
        place[node] = merge < first
                ? ++next[0]
                : (place(tree, tree.left()[merge], first, place, next)
                                + place(tree, tree.right()[merge], first, place, next))
                        / 2;
        return place[node];
    }

    private static double min(double[] values) {
        return Arrays.stream(values).min().orElse(0);
    }

    private static double max(double[] values) {
        return Arrays.stream(values).max().orElse(1);
    }
}
