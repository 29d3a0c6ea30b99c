package io.haechi.core.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Chooses the probability from which on an example counts as positive, on data that no detector was fitted on.
 *
 * <p>Only the order of the scores matters to a choice, so the candidates are the cuts between neighbouring distinct
 * probabilities; examples with equal probability are never parted. The threshold returned lies half-way between the two
 * neighbours (half-way to 1 above the highest, half-way to 0 below the lowest), which treats new scores that fall into
 * the gap evenly. If two neighbours are so close that no number lies between them, it is the upper one. A cut above a
 * highest probability of 1 is {@link #NOTHING}.
 *
 * <p>Where several cuts are equally good the highest threshold wins: fewer alarms for the same figure; except that
 * {@link #byFprCeiling} stops at the highest threshold of the best recall it can reach.
 */
public final class Thresholds {
    /** A threshold that no probability reaches: the next number above 1. */
    public static final double NOTHING = Math.nextUp(1.0);

    private Thresholds() {}

    /**
     * The threshold with the least {@code missCost * misses + alarmCost * alarms} on these scores. The classes count as
     * often as they stand in the list: weigh the costs where the mix in use is another.
     *
     * @param missCost cost of taking a positive for a negative, above zero
     * @param alarmCost cost of taking a negative for a positive, above zero
     */
    public static double byCost(List<Scored> scored, double missCost, double alarmCost) {
        if (!(missCost > 0 && alarmCost > 0)) {
            throw new IllegalArgumentException(
                    "Costs must be above zero, got " + missCost + " for a miss and " + alarmCost + " for an alarm");
        }
        Ranking ranking = ranking(scored);
        return best(
                ranking, cut -> missCost * (ranking.positives - cut.truePositives) + alarmCost * cut.falsePositives);
    }

    /**
     * The highest threshold that still finds this share of the positives.
     *
     * @param floor least recall, 0 to 1
     * @throws IllegalArgumentException if there is no positive example
     */
    public static double byRecallFloor(List<Scored> scored, double floor) {
        requireShare("Recall floor", floor);
        Ranking ranking = ranking(scored);
        requireSome("positive", ranking.positives);
        double positives = ranking.positives;
        return best(ranking, cut -> cut.truePositives / positives >= floor ? cut.falsePositives : Double.MAX_VALUE);
    }

    /**
     * The threshold that finds most positives while taking at most this share of the negatives for positive.
     *
     * @param ceiling highest false positive rate, 0 to 1
     * @throws IllegalArgumentException if there is no negative example
     */
    public static double byFprCeiling(List<Scored> scored, double ceiling) {
        requireShare("FPR ceiling", ceiling);
        Ranking ranking = ranking(scored);
        requireSome("negative", ranking.negatives());
        double negatives = ranking.negatives();
        return best(ranking, cut -> cut.falsePositives / negatives <= ceiling ? -cut.truePositives : Double.MAX_VALUE);
    }

    /**
     * The threshold at which misses and false alarms are most nearly equally frequent: least {@code |FNR - FPR|}.
     *
     * @throws IllegalArgumentException if one class is missing
     */
    public static double equalError(List<Scored> scored) {
        Ranking ranking = ranking(scored);
        requireSome("positive", ranking.positives);
        requireSome("negative", ranking.negatives());
        double positives = ranking.positives;
        double negatives = ranking.negatives();
        return best(
                ranking, cut -> Math.abs((positives - cut.truePositives) / positives - cut.falsePositives / negatives));
    }

    private static double best(Ranking ranking, Badness badness) {
        Candidate best = null;
        double least = Double.POSITIVE_INFINITY;
        for (Candidate candidate : candidates(ranking)) {
            double value = badness.of(candidate);
            if (best == null || value < least) {
                best = candidate;
                least = value;
            }
        }
        return best == null ? NOTHING : best.threshold;
    }

    /** All cuts from "nothing is positive" to "everything is", in falling order of threshold. */
    private static List<Candidate> candidates(Ranking ranking) {
        double top = ranking.probability[0];
        List<Candidate> candidates = new ArrayList<>();
        candidates.add(new Candidate(top == 1 ? NOTHING : between(top, 1), 0, 0));
        Curves.walk(ranking, (probability, tp, fp) -> {
            int next = tp + fp;
            double below = next < ranking.size() ? ranking.probability[next] : 0;
            candidates.add(new Candidate(between(below, probability), tp, fp));
        });
        return candidates;
    }

    private static double between(double lower, double upper) {
        double middle = lower + (upper - lower) / 2;
        return middle > lower ? middle : upper;
    }

    private static Ranking ranking(List<Scored> scored) {
        if (scored.isEmpty()) {
            throw new IllegalArgumentException("A threshold cannot be chosen from no examples");
        }
        return Ranking.of(scored);
    }

    private static void requireShare(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(what + " must be between 0 and 1, got " + value);
        }
    }

    private static void requireSome(String kind, int count) {
        if (count == 0) {
            throw new IllegalArgumentException("This threshold needs at least one " + kind + " example, got none");
        }
    }

    private record Candidate(double threshold, int truePositives, int falsePositives) {}

    @FunctionalInterface
    private interface Badness {
        double of(Candidate candidate);
    }
}
