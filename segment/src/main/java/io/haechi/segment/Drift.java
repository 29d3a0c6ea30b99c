package io.haechi.segment;

import io.haechi.segment.features.FeatureSpace;
import io.haechi.segment.features.Matrix;
import io.haechi.segment.table.Plain;
import io.haechi.segment.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * New rows in old segments, and what has moved.
 *
 * <p>Moved are segments whose shares are those of another population (population stability index, PSI, of 0.25 and more), or
 * whose rows lie 1.25 times as far from their centres. Few rows reach either by chance, so fewer than {@link #needed} are not
 * judged: in rows of one population the index is about a chi-squared variable of one degree of freedom less than there are
 * segments, divided by the number of rows on both sides [1], and with {@code needed} rows it stays below 0.25 nineteen times
 * in twenty.
 *
 * @param saved the segments
 * @param tableRows how many new rows there are, those left out for a gap included
 * @param points the new rows that were given to a segment
 * @param labels segment of each, from 0 on
 * @param psi population stability index of the segments' shares: below 0.1 the same, above 0.25 another population
 * @param distance mean distance to the centre, as a multiple of what it was
 * @param shifts how far each column's mean has moved, farthest first
 * @param unseen words that were not there when the segments were made, those of most rows first
 * @see <a href="https://scholarworks.wmich.edu/dissertations/3208/">[1] Yurdakul: Statistical properties of population
 *     stability index, 2018</a>
 */
@SuppressWarnings("ArrayRecordComponent")
public record Drift(
        SavedSegments saved,
        int tableRows,
        FeatureSpace.Points points,
        int[] labels,
        double psi,
        double distance,
        List<Shift> shifts,
        List<FeatureSpace.Unseen> unseen) {
    private static final double SAME = 0.1;
    private static final double OTHER = 0.25;
    private static final double NOTABLE = 0.2;
    private static final double FARTHER = 1.25;
    private static final int FEWEST = 20;

    /** Standard errors that a mean moves by chance once in 400 times. */
    private static final double ERRORS = 3;

    /** How far a column's mean moved, in its old standard deviations. */
    public record Shift(String feature, double deviations) {}

    public Drift {
        shifts = List.copyOf(shifts);
        unseen = List.copyOf(unseen);
    }

    static Drift of(SavedSegments saved, Table table, FeatureSpace.Points points, Matrix centres, int[] labels) {
        Matrix matrix = points.matrix();
        double distance = 0;
        for (int i = 0; i < labels.length; i++) {
            distance += Math.sqrt(matrix.squaredDistance(i, centres, labels[i]));
        }
        double before = Math.max(saved.distance(), 1e-12);
        List<Shift> shifts = new ArrayList<>();
        double[] means = matrix.means();
        FeatureSpace space = new FeatureSpace(saved.features(), saved.missing());
        List<String> names = space.names();
        for (int j = 0; j < means.length; j++) {
            double spread = Math.max(saved.spreads().get(j), 1e-12);
            shifts.add(new Shift(names.get(j), (means[j] - saved.means().get(j)) / spread));
        }
        shifts.sort(Comparator.comparingDouble(shift -> -Math.abs(shift.deviations())));
        return new Drift(
                saved,
                table.rows(),
                points,
                labels,
                psi(saved, labels),
                distance / labels.length / before,
                shifts,
                space.unseen(table, points.rows()));
    }

    private static double psi(SavedSegments saved, int[] labels) {
        int k = saved.sizes().size();
        double all = saved.rows();
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

    /** How many of the new rows each segment has. */
    public int[] sizes() {
        return sizes(labels, saved.sizes().size());
    }

    /** New rows that lack a value and were given to no segment. */
    public int leftOut() {
        return tableRows - labels.length;
    }

    /** How many rows it takes to judge; {@link Integer#MAX_VALUE} if the segments were made from too few for any number. */
    public int needed() {
        double chance = chiSquared(saved.sizes().size() - 1) / OTHER;
        double share = 1 - chance / saved.rows();
        return share <= 0 ? Integer.MAX_VALUE : (int) Math.max(FEWEST, Math.ceil(chance / share));
    }

    /** The value that chi-squared of so many degrees of freedom exceeds once in twenty times (Wilson and Hilferty, 1931). */
    static double chiSquared(int freedom) {
        double part = 2.0 / (9 * Math.max(1, freedom));
        return freedom == 0 ? 0 : freedom * Math.pow(1 - part + 1.6449 * Math.sqrt(part), 3);
    }

    /** Whether there are enough rows to tell a change from chance. */
    public boolean isJudged() {
        return labels.length >= needed();
    }

    /** Whether the segments should be made anew; false where it is not judged. */
    public boolean isMoved() {
        return isJudged() && (psi >= OTHER || distance >= FARTHER);
    }

    /** What has moved, in words. */
    public String why() {
        return (isJudged() ? moved() : tooFew()) + words();
    }

    private String tooFew() {
        String made = "The segments were made from only " + Plain.rows(saved.rows());
        if (needed() == Integer.MAX_VALUE) {
            return made + ", too few to tell a change from chance; nothing is said about drift.";
        }
        return String.format(
                Locale.ROOT,
                "Only %s: below %s the shares of %s move by chance as far as those of other customers would (PSI %.2f);"
                        + " nothing is said about drift.",
                Plain.rows(labels.length),
                Plain.count(needed()),
                Plain.count(saved.sizes().size(), "segment", "segments"),
                OTHER);
    }

    private String moved() {
        double chance = chiSquared(saved.sizes().size() - 1) * (1.0 / labels.length + 1.0 / saved.rows());
        String shares = psi < Math.max(SAME, chance)
                ? "the segments have about the shares they had"
                : psi < OTHER
                        ? "the segments' shares have moved somewhat"
                        : "the segments' shares are others than before";
        String near = distance < FARTHER
                ? "rows lie about as near to their centres as before"
                : String.format(Locale.ROOT, "rows lie %.1f times as far from their centres as before", distance);
        double notable = Math.max(NOTABLE, ERRORS * Math.sqrt(1.0 / labels.length + 1.0 / saved.rows()));
        List<String> moved = shifts.stream()
                .filter(shift -> Math.abs(shift.deviations()) >= notable)
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

    private String words() {
        if (unseen.isEmpty()) {
            return "";
        }
        String first = unseen.stream()
                .limit(5)
                .map(each -> each.column() + " \"" + each.word() + "\" in " + Plain.rows(each.rows()))
                .collect(Collectors.joining(", "));
        String more = unseen.size() > 5 ? " and " + Plain.count(unseen.size() - 5) + " more" : "";
        return " Never seen before: " + first + more + "; where these rows lie is told by their other columns alone.";
    }
}
