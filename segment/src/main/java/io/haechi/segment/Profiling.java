package io.haechi.segment;

import io.haechi.segment.features.Feature;
import io.haechi.segment.features.FeatureSpace;
import io.haechi.segment.features.Matrix;
import io.haechi.segment.table.Column;
import io.haechi.segment.table.Plain;
import io.haechi.segment.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Says what sets each segment apart from all other rows, in the table's own units. */
final class Profiling {
    private final Table table;
    private final FeatureSpace space;
    private final FeatureSpace.Points points;
    private final int[] labels;
    private final int segments;

    Profiling(Table table, FeatureSpace space, FeatureSpace.Points points, int[] labels, int segments) {
        this.table = table;
        this.space = space;
        this.points = points;
        this.labels = labels;
        this.segments = segments;
    }

    List<SegmentProfile> profiles(Matrix centres) {
        List<SegmentProfile> profiles = new ArrayList<>();
        for (int segment = 0; segment < segments; segment++) {
            List<SegmentProfile.Mark> marks = marks(segment);
            int size = 0;
            for (int label : labels) {
                size += label == segment ? 1 : 0;
            }
            int example = points.rows()[nearest(centres, segment)];
            profiles.add(new SegmentProfile(
                    segment + 1, "", size, (double) size / labels.length, marks, example, cells(example)));
        }
        return SegmentNames.given(profiles);
    }

    private List<String> cells(int row) {
        return space.features().stream()
                .map(feature -> table.column(feature.column()))
                .map(column -> column.name() + ": " + (column.isMissing(row) ? "-" : column.text(row)))
                .toList();
    }

    private int nearest(Matrix centres, int segment) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == segment) {
                double distance = points.matrix().squaredDistance(i, centres, segment);
                if (distance < least) {
                    least = distance;
                    nearest = i;
                }
            }
        }
        return nearest;
    }

    private List<SegmentProfile.Mark> marks(int segment) {
        List<SegmentProfile.Mark> marks = new ArrayList<>();
        int at = 0;
        for (Feature feature : space.features()) {
            switch (feature) {
                case Feature.Number number -> marks.add(number(number, at, segment));
                case Feature.OneHot words -> {
                    for (int level = 0; level < words.width(); level++) {
                        SegmentProfile.Mark mark = word(words, level, at + level, segment);
                        // Of two words, to say one often is to say the other seldom.
                        if (words.width() != 2 || mark.effect() > 0 || mark.effect() == 0 && level == 0) {
                            marks.add(mark);
                        }
                    }
                }
            }
            at += feature.width();
        }
        // Of a single segment, and of columns that are alike inside and outside, there is nothing to say.
        marks.removeIf(mark -> mark.effect() == 0);
        marks.sort(Comparator.comparingDouble(mark -> -Math.abs(mark.effect())));
        return marks;
    }

    /** Count, mean and sum of squared differences of a column, inside (0) and outside (1) of a segment. */
    private double[][] moments(int column, int segment) {
        double[][] moments = new double[2][3];
        for (int i = 0; i < labels.length; i++) {
            double[] side = moments[labels[i] == segment ? 0 : 1];
            double value = points.matrix().get(i, column);
            side[0]++;
            double difference = value - side[1];
            side[1] += difference / side[0];
            side[2] += difference * (value - side[1]);
        }
        return moments;
    }

    private SegmentProfile.Mark number(Feature.Number feature, int column, int segment) {
        double[][] moments = moments(column, segment);
        double freedom = moments[0][0] + moments[1][0] - 2;
        double spread = freedom > 0 ? Math.sqrt((moments[0][2] + moments[1][2]) / freedom) : 0;
        boolean isBothSides = moments[0][0] > 0 && moments[1][0] > 0;
        double effect = isBothSides && spread > 0 ? (moments[0][1] - moments[1][1]) / spread : 0;
        double inside = feature.original(moments[0][1]);
        double outside = feature.original(moments[1][1]);
        Column.Numbers values = (Column.Numbers) table.column(feature.column());
        String words = (effect > 0 ? "high " : "low ") + feature.column() + " (" + rounded(values, inside)
                + " instead of " + rounded(values, outside) + ")";
        return new SegmentProfile.Mark(feature.column(), feature.column(), inside, outside, effect, words);
    }

    private static String rounded(Column.Numbers column, double value) {
        double digits = Math.abs(value) >= 1000 ? Math.rint(value) : Double.parseDouble(Plain.number(value));
        return column.words(digits);
    }

    private SegmentProfile.Mark word(Feature.OneHot feature, int level, int column, int segment) {
        double[][] moments = moments(column, segment);
        double inside = moments[0][1];
        double outside = moments[1][1];
        double effect = moments[1][0] == 0
                ? 0
                : 2 * (Math.asin(Math.sqrt(share(inside))) - Math.asin(Math.sqrt(share(outside))));
        String name = feature.column() + "=" + feature.levels().get(level);
        String words = String.format(
                java.util.Locale.ROOT,
                "%s %s (%.0f %% instead of %.0f %%)",
                effect > 0 ? "often" : "seldom",
                name,
                100 * inside,
                100 * outside);
        return new SegmentProfile.Mark(feature.column(), name, inside, outside, effect, words);
    }

    private static double share(double value) {
        return Math.clamp(value, 0, 1);
    }
}
