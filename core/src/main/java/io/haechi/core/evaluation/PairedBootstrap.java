package io.haechi.core.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Whether one detector is better than another on the same examples, or only luckier.
 *
 * <p>Two intervals that overlap say little: both detectors stumble over the same hard examples, so their figures move
 * together from sample to sample. Here each resample draws the same examples for both (stratified, as {@link Bootstrap}
 * does), and the interval is that of the difference. If the middle 95 % of the differences lies on one side of zero, the
 * difference is called beyond chance. Each detector decides at its own threshold.
 *
 * <p>Fails where examples are not independent, and on small samples, whose intervals come out too narrow: with fewer than
 * {@value #LEAST_OF_EACH_CLASS} of either class nothing is concluded. Three figures are looked at; that all three chance
 * upon a difference is not corrected for.
 *
 * @see <a href="https://aclanthology.org/W04-3250/">Koehn, Statistical significance tests for machine translation
 *     evaluation, 2004</a>
 */
public final class PairedBootstrap {
    /** Below this the percentiles of so few examples are no guide; a rule of thumb. */
    static final int LEAST_OF_EACH_CLASS = 20;

    private static final List<String> METRICS = List.of("eer", "auc", "accuracy");
    private static final Set<String> LESS_IS_BETTER = Set.of("eer");

    private PairedBootstrap() {}

    /** What a difference amounts to. */
    public enum Finding {
        FIRST_IS_BETTER,
        SECOND_IS_BETTER,
        WITHIN_CHANCE,
        TOO_FEW_EXAMPLES
    }

    /**
     * One figure of both detectors.
     *
     * @param metric {@code eer, auc} or {@code accuracy}
     * @param first the first detector's, 0 to 1; {@code NaN} if undefined
     * @param second the second detector's
     * @param interval 95 % interval of {@code second - first}
     * @param finding what the difference amounts to
     */
    public record Difference(String metric, double first, double second, Interval interval, Finding finding) {

        /** {@code second - first}. */
        public double value() {
            return second - first;
        }

        /** The finding as a sentence that calls the detectors by these names. */
        public String words(String firstName, String secondName) {
            String figure = metric.equals("accuracy") ? metric : metric.toUpperCase(Locale.ROOT);
            return switch (finding) {
                case FIRST_IS_BETTER -> firstName + " is better in " + figure + ", beyond chance";
                case SECOND_IS_BETTER -> secondName + " is better in " + figure + ", beyond chance";
                case WITHIN_CHANCE -> "no difference in " + figure + " beyond chance";
                case TOO_FEW_EXAMPLES ->
                    "too few examples to tell a difference in " + figure + " from chance (" + LEAST_OF_EACH_CLASS
                            + " of each class needed)";
            };
        }
    }

    /**
     * The differences in {@code eer, auc, accuracy}, in this order.
     *
     * @param first an evaluation
     * @param second another of the very same examples in the same order
     * @param resamples how many samples to draw, at least 1; 1000 is usual
     * @param seed the same seed gives the same intervals
     */
    public static List<Difference> of(Evaluation first, Evaluation second, int resamples, long seed) {
        requireSame(first, second);
        if (resamples < 1) {
            throw new IllegalArgumentException("A bootstrap needs at least 1 resample, got " + resamples);
        }
        double[][] differences = new double[METRICS.size()][resamples];
        Bootstrap.Strata strata = new Bootstrap.Strata(truths(first));
        SplittableRandom random = new SplittableRandom(seed);
        int[] counts = new int[first.n()];
        for (int r = 0; r < resamples; r++) {
            strata.draw(random, counts);
            Map<String, Double> ofFirst = figures(first, counts);
            Map<String, Double> ofSecond = figures(second, counts);
            for (int m = 0; m < differences.length; m++) {
                String metric = METRICS.get(m);
                differences[m][r] =
                        ofSecond.getOrDefault(metric, Double.NaN) - ofFirst.getOrDefault(metric, Double.NaN);
            }
        }
        List<Difference> found = new ArrayList<>();
        for (int m = 0; m < differences.length; m++) {
            found.add(difference(METRICS.get(m), first, second, Bootstrap.middle(differences[m])));
        }
        return found;
    }

    private static Difference difference(String metric, Evaluation first, Evaluation second, Interval interval) {
        boolean isTooFew = Math.min(first.positives(), first.negatives()) < LEAST_OF_EACH_CLASS;
        Finding finding = isTooFew ? Finding.TOO_FEW_EXAMPLES : finding(metric, interval);
        return new Difference(metric, first.figure(metric), second.figure(metric), interval, finding);
    }

    private static Finding finding(String metric, Interval interval) {
        if (!(interval.lo() > 0 || interval.hi() < 0)) {
            return Finding.WITHIN_CHANCE;
        }
        boolean isSecondHigher = interval.lo() > 0;
        return isSecondHigher == LESS_IS_BETTER.contains(metric) ? Finding.FIRST_IS_BETTER : Finding.SECOND_IS_BETTER;
    }

    /** Figures of an evaluation in which example {@code i} of its list counts {@code counts[i]} times. */
    private static Map<String, Double> figures(Evaluation evaluation, int[] counts) {
        Ranking ranking = evaluation.ranking();
        int[] ranked = new int[counts.length];
        for (int i = 0; i < ranked.length; i++) {
            ranked[i] = counts[ranking.example[i]];
        }
        return Evaluation.named(Figures.of(ranking, ranked, evaluation.threshold()));
    }

    private static boolean[] truths(Evaluation evaluation) {
        boolean[] truths = new boolean[evaluation.n()];
        for (int i = 0; i < truths.length; i++) {
            truths[i] = evaluation.scored().get(i).positive();
        }
        return truths;
    }

    static void requireSame(Evaluation first, Evaluation second) {
        if (!first.problem().equals(second.problem()) || first.n() != second.n()) {
            throw new IllegalArgumentException("Only evaluations of the same examples can be compared, got "
                    + first.n() + " for " + first.problem().name() + " and " + second.n() + " for "
                    + second.problem().name());
        }
        for (int i = 0; i < first.n(); i++) {
            Scored one = first.scored().get(i);
            Scored other = second.scored().get(i);
            if (!one.id().equals(other.id()) || one.positive() != other.positive()) {
                throw new IllegalArgumentException("Only evaluations of the same examples can be compared, but number "
                        + i + " is \"" + one.id() + "\" in one and \"" + other.id() + "\" in the other");
            }
        }
    }
}
