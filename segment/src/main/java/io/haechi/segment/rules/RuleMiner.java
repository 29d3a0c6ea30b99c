package io.haechi.segment.rules;

import java.util.List;

/**
 * Makes rules of item sets: every split of a set into what is given and what follows whose confidence is reached, compared in
 * whole numbers.
 */
public final class RuleMiner {
    /** More rules than this are counted, but not written down. */
    static final int MOST_KEPT = 1_000_000;

    private final ItemSets sets;
    private final Transactions transactions;
    private final RuleOptions options;
    private final Supports supports;
    private final boolean[] isWanted;
    private final Ints kept = new Ints(1024);
    private long tested;
    private long found;

    private RuleMiner(ItemSets sets, Transactions transactions, RuleOptions options) {
        this.sets = sets;
        this.transactions = transactions;
        this.options = options;
        this.supports = new Supports(sets, transactions);
        this.isWanted = new boolean[transactions.names().size()];
        for (int item = 0; item < isWanted.length; item++) {
            isWanted[item] = options.wanted().isEmpty()
                    || options.wanted().contains(transactions.names().get(item));
        }
    }

    /** All rules of these sets; their measures, significance and redundancy are computed for those that are written down. */
    public static RuleSet mine(ItemSets sets, Transactions transactions, RuleOptions options) {
        RuleMiner miner = new RuleMiner(sets, transactions, options);
        for (int set = 0; set < sets.size(); set++) {
            miner.split(set);
        }
        return miner.rules();
    }

    private void split(int set) {
        int length = sets.length(set);
        int most = Math.min(options.consequents(), length - 1);
        int from = sets.offsets()[set];
        for (int a = 0; a < length && most >= 1; a++) {
            if (isWanted[sets.items()[from + a]]) {
                int given = supports.without(sets.items(), from, from + length, from + a);
                test(set, given, a, -1, -1);
            }
            for (int b = a + 1; b < length && most >= 2; b++) {
                several(set, a, b, -1);
                for (int c = b + 1; c < length && most >= 3; c++) {
                    several(set, a, b, c);
                }
            }
        }
    }

    private void several(int set, int a, int b, int c) {
        int[] items = sets.set(set);
        if (isWanted[items[a]] || isWanted[items[b]] || c >= 0 && isWanted[items[c]]) {
            int[] antecedent = new int[items.length];
            int size = 0;
            for (int i = 0; i < items.length; i++) {
                if (i != a && i != b && i != c) {
                    antecedent[size++] = items[i];
                }
            }
            test(set, supports.of(antecedent, size), a, b, c);
        }
    }

    private void test(int set, int given, int a, int b, int c) {
        tested++;
        if (options.confidence().isReachedBy(sets.counts()[set], given)) {
            found++;
            if (found <= MOST_KEPT) {
                kept.add(set);
                kept.add(given);
                kept.add(RuleJudge.places(a, b, c));
            }
        }
    }

    private RuleSet rules() {
        RuleSpace space = new RuleSpace(sets, isWanted, options.consequents());
        if (found > MOST_KEPT) {
            return new RuleSet(found, tested, space.possible(), List.of());
        }
        List<RuleSet.Judged> judged = new RuleJudge(sets, transactions, supports).judged(kept, space);
        return new RuleSet(found, tested, space.possible(), judged);
    }
}
