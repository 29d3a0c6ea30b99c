package io.haechi.segment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.segment.features.FeatureSpace;
import io.haechi.segment.features.Matrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * New rows in old segments, and what has moved.
 *
 * @param saved the segments
 * @param points the new rows
 * @param labels segment of each, from 0 on
 * @param psi population stability index of the segments' shares: below 0.1 the same, above 0.25 another population
 * @param distance mean distance to the centre, as a multiple of what it was
 * @param shifts how far each column's mean has moved, farthest first
 */
@SuppressWarnings("ArrayRecordComponent")
public record Drift(
        SavedSegments saved,
        FeatureSpace.Points points,
        int[] labels,
        double psi,
        double distance,
        List<Shift> shifts) {
    private static final double SAME = 0.1;
    private static final double OTHER = 0.25;
    private static final double NOTABLE = 0.2;
    private static final double FARTHER = 1.25;

    /** How far a column's mean moved, in its old standard deviations. */
    public record Shift(String feature, double deviations) {}

    public Drift {
        shifts = List.copyOf(shifts);
    }

    static Drift of(SavedSegments saved, FeatureSpace.Points points, Matrix centres, int[] labels) {
        Matrix matrix = points.matrix();
        double distance = 0;
        for (int i = 0; i < labels.length; i++) {
            distance += Math.sqrt(matrix.squaredDistance(i, centres, labels[i]));
        }
        double before = Math.max(saved.distance(), 1e-12);
        List<Shift> shifts = new ArrayList<>();
        double[] means = matrix.means();
        List<String> names = new FeatureSpace(saved.features(), saved.missing()).names();
        for (int j = 0; j < means.length; j++) {
            double spread = Math.max(saved.spreads().get(j), 1e-12);
            shifts.add(new Shift(names.get(j), (means[j] - saved.means().get(j)) / spread));
        }
        shifts.sort(Comparator.comparingDouble(shift -> -Math.abs(shift.deviations())));
        return new Drift(saved, points, labels, psi(saved, labels), distance / labels.length / before, shifts);
    }

    private static double psi(SavedSegments saved, int[] labels) {
        int k = saved.sizes().size();
        double all = saved.sizes().stream().mapToInt(Integer::intValue).sum();
        double psi = 0;
        int[] now = sizes(labels, k);
        for (int c = 0; c < k; c++) {
            // Half a row more everywhere: an empty segment must not be infinitely far.
            double expected = (saved.sizes().get(c) + 0.5) / (all + 0.5 * k);
            double actual = (now[c] + 0.5) / (labels.length + 0.5 * k);
            psi += (actual - expected) * Math.log(actual / expected);
        }
        return psi;
    }

    private static int[] sizes(int[] labels, int k) {
        int[] sizes = new int[k];
        for (int label : labels) {
            sizes[label]++;
        }
        return sizes;
    }

    /** Whether the segments should be made anew. */
    public boolean isMoved() {
        return psi >= OTHER || distance >= FARTHER;
    }

    /** What has moved, in words. */
    public String why() {
        String shares = psi < SAME
                ? "the segments have about the shares they had"
                : psi < OTHER
                        ? "the segments' shares have moved somewhat"
                        : "the segments' shares are others than before";
        String near = distance < FARTHER
                ? "rows lie about as near to their centres as before"
                : String.format(Locale.ROOT, "rows lie %.1f times as far from their centres as before", distance);
        List<String> moved = shifts.stream()
                .filter(shift -> Math.abs(shift.deviations()) >= NOTABLE)
                .limit(3)
                .map(shift -> String.format(
                        Locale.ROOT,
                        "%s %s by %.1f standard deviations",
                        shift.feature(),
                        shift.deviations() > 0 ? "up" : "down",
                        Math.abs(shift.deviations())))
                .toList();
        String advice = isMoved() ? " Make the segments anew before you rely on them." : "";
        return "Compared with the rows they were made from, " + shares + " and " + near
                + (moved.isEmpty() ? "." : "; moved: " + String.join(", ", moved) + ".") + advice;
    }

    /** As JSON, with the segment of every row if asked for. */
    public ObjectNode toJson(boolean isFull) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("schema", "haechi/1").put("problem", "segment").put("rows", labels.length);
        ArrayNode sizes = object.putArray("sizes");
        for (int size : sizes(labels, saved.sizes().size())) {
            sizes.add(size);
        }
        ObjectNode drift = object.putObject("drift");
        drift.put("moved", isMoved()).put("psi", psi).put("distance", distance);
        ArrayNode list = drift.putArray("shifts");
        shifts.stream()
                .limit(10)
                .forEach(shift ->
                        list.addObject().put("feature", shift.feature()).put("deviations", shift.deviations()));
        drift.put("why", why());
        if (isFull) {
            ArrayNode all = object.putArray("labels");
            for (int label : labels) {
                all.add(label + 1);
            }
        }
        return object;
    }

    /** For a terminal. */
    public String toText(String name) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%s: %,d rows%n", name, labels.length));
        int[] now = sizes(labels, saved.sizes().size());
        double all = saved.sizes().stream().mapToInt(Integer::intValue).sum();
        for (int c = 0; c < now.length; c++) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %2d  %,7d rows  %5.1f %% (was %.1f %%)  %s%n",
                    c + 1,
                    now[c],
                    100.0 * now[c] / labels.length,
                    100 * saved.sizes().get(c) / all,
                    saved.names().get(c)));
        }
        return text.append("  ").append(why()).append('\n').toString();
    }

    /** One line per row: its place in the file (the first row is 1), its segment, the segment's name. */
    public String toCsv() {
        StringBuilder text = new StringBuilder("row,segment,name\r\n");
        for (int i = 0; i < labels.length; i++) {
            text.append(points.rows()[i] + 1)
                    .append(',')
                    .append(labels[i] + 1)
                    .append(",\"")
                    .append(saved.names().get(labels[i]).replace("\"", "\"\""))
                    .append("\"\r\n");
        }
        return text.toString();
    }
}
