package io.haechi.segment.cluster;

import io.haechi.segment.features.Matrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * How many segments: for each number the sum of squares, its elbow, the silhouette and the gap statistic.
 *
 * @param trials one for each number of segments tried, from 1 on
 * @param elbow where more segments stop to help much (kneedle), or 1 if the curve bends nowhere or there are no groups
 * @param best the number to take: that of the largest silhouette, or that of the groups that the test of structure saw where
 *     silhouettes are not to be trusted, or 1 if there are no groups
 */
public record ChoiceOfK(List<Trial> trials, int elbow, int best) {
    private static final int MOST = 10;
    private static final int MOST_ROWS = 10_000;
    private static final int REFERENCES = 5;

    /** Curves are compared, not ends: on rows spread evenly the last steps are many and change nothing. */
    private static final int MOST_ROUNDS = 100;

    /** A bend that stands out less than this from the straight line is none: evenly spread rows bend by so much. */
    private static final double LEAST_BEND = 0.35;

    /**
     * One number of segments.
     *
     * @param inertia sum of squared distances to the centres
     * @param silhouette mean silhouette, 0 for one segment
     * @param gap how much smaller the logarithm of the inertia is than for rows spread evenly
     * @param gapError standard error of the gap
     */
    public record Trial(int k, double inertia, double silhouette, double gap, double gapError) {}

    public ChoiceOfK {
        trials = List.copyOf(trials);
    }

    /** The same figures where there are no groups: curves bend and silhouettes have a peak there too, and mean nothing. */
    public ChoiceOfK withoutAdvice() {
        return new ChoiceOfK(trials, 1, 1);
    }

    /** The same figures where another number is to be taken than that of the largest silhouette. */
    public ChoiceOfK taking(int number) {
        return new ChoiceOfK(trials, elbow, number);
    }

    /** The number of the largest silhouette; 1 if one segment was tried only. */
    public int neatest() {
        return trials.stream()
                .filter(trial -> trial.k() > 1)
                .max(Comparator.comparingDouble(Trial::silhouette))
                .map(Trial::k)
                .orElse(1);
    }

    /** Tries 1 to 10 segments, on at most 10,000 rows drawn at random. */
    public static ChoiceOfK of(Matrix points, KMeansOptions options) {
        Random random = new Random(options.seed() * 0x9E37_79B9_7F4A_7C15L + 7);
        Matrix sample = points.rows() <= MOST_ROWS
                ? points
                : points.select(random.ints(0, points.rows())
                        .distinct()
                        .limit(MOST_ROWS)
                        .sorted()
                        .toArray());
        Box box = Box.around(sample);
        int references = sample.rows() > 2000 ? 3 : REFERENCES;
        List<Matrix> even = new ArrayList<>();
        for (int i = 0; i < references; i++) {
            even.add(box.uniform(sample.rows(), random));
        }
        List<Trial> trials = new ArrayList<>();
        for (int k = 1; k <= Math.min(MOST, sample.rows() - 1); k++) {
            trials.add(
                    trial(sample, even, options.withK(k).with(Seeding.PLUSPLUS).withMaxIterations(MOST_ROUNDS)));
        }
        ChoiceOfK choice = new ChoiceOfK(trials, elbow(trials), 1);
        return choice.taking(choice.neatest());
    }

    /** Mean silhouette of so many segments; NaN if that number was not tried. */
    public double silhouette(int k) {
        return trials.stream()
                .filter(trial -> trial.k() == k)
                .mapToDouble(Trial::silhouette)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static Trial trial(Matrix sample, List<Matrix> even, KMeansOptions options) {
        KMeansModel model = KMeans.fit(sample, options.withRestarts(options.k() == 1 ? 1 : 8));
        double[] logs = even.stream()
                .mapToDouble(matrix ->
                        Math.log(KMeans.fit(matrix, options.withRestarts(1)).inertia() + Double.MIN_NORMAL))
                .toArray();
        double mean = java.util.Arrays.stream(logs).average().orElse(0);
        double squares = 0;
        for (double log : logs) {
            squares += (log - mean) * (log - mean);
        }
        double error = Math.sqrt(squares / logs.length * (1 + 1.0 / logs.length));
        return new Trial(
                options.k(),
                model.inertia(),
                Silhouette.of(sample, model.labels(), 2000),
                mean - Math.log(model.inertia() + Double.MIN_NORMAL),
                error);
    }

    /**
     * The point of a falling curve that lies farthest below the straight line between its ends.
     *
     * @see <a href="https://doi.org/10.1109/ICDCSW.2011.20">Satopaa et al.: Finding a "kneedle" in a haystack, 2011</a>
     */
    static int elbow(List<Trial> trials) {
        if (trials.size() < 3) {
            return 1;
        }
        Trial first = trials.getFirst();
        Trial last = trials.getLast();
        double fall = first.inertia() - last.inertia();
        int best = 1;
        double most = LEAST_BEND;
        for (Trial trial : trials) {
            double along = (double) (trial.k() - first.k()) / (last.k() - first.k());
            double below = fall > 0 ? (first.inertia() - trial.inertia()) / fall - along : 0;
            if (below > most) {
                most = below;
                best = trial.k();
            }
        }
        return best;
    }
}
