package io.haechi.segment.rules;

import io.haechi.segment.table.Plain;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Rules that were found.
 *
 * @param found how many reach the confidence
 * @param tested how many were looked at for it
 * @param possible how many the items could make, of the lengths that there are: what significance is corrected for
 * @param rules those found, judged; empty if there are more than a million
 */
public record RuleSet(long found, long tested, double possible, List<Judged> rules) {
    /** From this lift on a rule is worth telling. */
    public static final double WEIGHT = 1.2;

    /** Corrected values below this are called significant. */
    public static final double SIGNIFICANT = 0.05;

    /**
     * A rule and what is to be thought of it.
     *
     * @param pValue how likely it is by chance
     * @param corrected the same, corrected for all rules of its length that could have been found, an even share of the error for
     *     each length (false discovery rate)
     * @param isRedundant whether a rule with one condition less is right as often
     */
    public record Judged(Rule rule, double pValue, double corrected, boolean isRedundant) {

        /** Whether it says something that is neither chance nor said by a shorter rule, and says it strongly enough. */
        public boolean hasWeight() {
            return !isRedundant && corrected < SIGNIFICANT && rule.lift() >= WEIGHT;
        }
    }

    public RuleSet {
        rules = List.copyOf(rules);
    }

    /** Whether there are too many to have been written down. */
    public boolean isOnlyCounted() {
        return found > rules.size();
    }

    /** Those of weight, strongest lift first. */
    public List<Judged> ofWeight() {
        return rules.stream().filter(Judged::hasWeight).sorted(BY_LIFT).toList();
    }

    /** Strongest lift first, then most frequent. */
    public static final Comparator<Judged> BY_LIFT = Comparator.<Judged>comparingDouble(
                    judged -> -judged.rule().lift())
            .thenComparingLong(judged -> -judged.rule().both())
            .thenComparing(judged -> String.join(",", judged.rule().antecedent()));

    /** What was found, for somebody who decides what to offer to whom. */
    public String why() {
        if (found == 0) {
            return Plain.count(tested, "rule was", "rules were")
                    + " looked at and none reaches the confidence asked for; lower --confidence.";
        }
        if (isOnlyCounted()) {
            return String.format(
                    Locale.ROOT,
                    "%,d rules are too many to weigh; raise --support or --confidence, or ask for --closed ones.",
                    found);
        }
        long weighty = ofWeight().size();
        double highest =
                rules.stream().mapToDouble(judged -> judged.rule().lift()).max().orElse(0);
        if (weighty == 0 && highest >= WEIGHT) {
            return String.format(
                    Locale.ROOT,
                    "No rule of weight among %,d: those that lift at least %.1f times are chance (corrected for"
                            + " %s), or say no more than a shorter one.",
                    found,
                    WEIGHT,
                    space());
        }
        if (weighty == 0) {
            return String.format(
                    Locale.ROOT,
                    "No rule of weight among %,d: at best a thing comes %.2f times as often as it would anyway (lift),"
                            + " which is next to nothing or chance. Knowing the one side hardly helps to guess the other.",
                    found,
                    highest);
        }
        return String.format(
                Locale.ROOT,
                "%,d of %,d rules have weight: what follows comes at least %.1f times as often as it would anyway, not"
                        + " by chance (corrected for %s), and no shorter rule says the same.",
                weighty,
                found,
                WEIGHT,
                space());
    }

    private String space() {
        return possible < 1e9
                ? String.format(Locale.ROOT, "the %,.0f rules that these items could make", possible)
                : String.format(Locale.ROOT, "the %.1e rules that these items could make", possible);
    }
}
