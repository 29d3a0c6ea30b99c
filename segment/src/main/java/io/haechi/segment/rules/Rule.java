package io.haechi.segment.rules;

import java.util.List;

/**
 * Who has the antecedent, often has the consequent: a rule with the four counts that every measure of it is made of.
 *
 * @param antecedent names of the items that are given
 * @param consequent names of the items that follow
 * @param both in how many transactions all of them stand
 * @param given in how many the antecedent stands
 * @param follows in how many the consequent stands
 * @param total how many transactions there are
 */
public record Rule(List<String> antecedent, List<String> consequent, long both, long given, long follows, long total) {

    public Rule {
        if (both < 0 || both > Math.min(given, follows) || Math.max(given, follows) > total) {
            throw new IllegalArgumentException(
                    "Counts contradict each other: " + both + " of " + given + " and " + follows + " of " + total);
        }
        antecedent = List.copyOf(antecedent);
        consequent = List.copyOf(consequent);
    }

    /** Share of the transactions that hold all its items. */
    public double support() {
        return (double) both / total;
    }

    /** Share of those with the antecedent that also hold the consequent. */
    public double confidence() {
        return (double) both / given;
    }

    /** How many times as often as by chance both stand together; 1 says nothing. */
    public double lift() {
        return (double) both * total / ((double) given * follows);
    }

    /** By how much more of all transactions than by chance. */
    public double leverage() {
        return support() - (double) given / total * ((double) follows / total);
    }

    /** How many times as often the rule would be wrong if it were chance; infinite if it is never wrong. */
    public double conviction() {
        return given == both ? Double.POSITIVE_INFINITY : (1 - (double) follows / total) / (1 - confidence());
    }

    /** Pearson's chi-squared statistic of the table of four, one degree of freedom; 0 if one side is always or never there. */
    public double chiSquared() {
        return Association.chiSquared(both, given, follows, total);
    }

    /** How likely counts at least so far from chance are by chance. */
    public double pValue() {
        return Association.pValue(both, given, follows, total);
    }
}
