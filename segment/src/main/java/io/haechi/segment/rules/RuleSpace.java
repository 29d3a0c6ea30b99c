package io.haechi.segment.rules;

/**
 * How many rules could have been found, which is what significance must be corrected for: that a rule's items stand together
 * often enough to be looked at is a selection already, and a correction for those looked at alone takes chance for a finding.
 * Each length has its own share of the error, so that rules of two items do not pay for the many that five could make.
 *
 * @see <a href="https://doi.org/10.1007/s10994-008-5046-x">Webb: Layered critical values, a powerful direct-adjustment approach to
 *     discovering significant patterns, 2008</a>
 */
final class RuleSpace {
    private final int items;
    private final int wanted;
    private final int consequents;
    private final boolean[] isLayer;
    private final int layers;

    /**
     * Of sets and those of their items that may follow.
     *
     * @param isWanted by the item's number
     * @param consequents items that may follow together, at most
     */
    RuleSpace(ItemSets sets, boolean[] isWanted, int consequents) {
        this.consequents = consequents;
        boolean[] isSeen = new boolean[isWanted.length];
        int longest = 0;
        for (int set = 0; set < sets.size(); set++) {
            longest = Math.max(longest, sets.length(set));
        }
        this.isLayer = new boolean[longest + 1];
        for (int set = 0; set < sets.size(); set++) {
            isLayer[sets.length(set)] = true;
        }
        for (int item : sets.items()) {
            isSeen[item] = true;
        }
        int seen = 0;
        int seenAndWanted = 0;
        for (int item = 0; item < isSeen.length; item++) {
            seen += isSeen[item] ? 1 : 0;
            seenAndWanted += isSeen[item] && isWanted[item] ? 1 : 0;
        }
        this.items = seen;
        this.wanted = seenAndWanted;
        int count = 0;
        for (int length = 2; length < isLayer.length; length++) {
            count += isLayer[length] ? 1 : 0;
        }
        this.layers = count;
    }

    /** What a value of a rule of this many items is corrected for: the rules of its length, times the lengths that there are. */
    double tests(int length) {
        return layers * possible(length);
    }

    /** Rules of all lengths that there are. */
    double possible() {
        double sum = 0;
        for (int length = 2; length < isLayer.length; length++) {
            sum += isLayer[length] ? possible(length) : 0;
        }
        return sum;
    }

    /** A wanted item follows, the others are chosen freely, and some of them may follow with it. */
    private double possible(int length) {
        double ways = 0;
        for (int more = 0; more < Math.min(consequents, length - 1); more++) {
            ways += choose(length - 1, more);
        }
        return wanted * choose(items - 1, length - 1) * ways;
    }

    private static double choose(int from, int taken) {
        double product = 1;
        for (int i = 1; i <= taken; i++) {
            product *= (double) (from - taken + i) / i;
        }
        return product;
    }
}
