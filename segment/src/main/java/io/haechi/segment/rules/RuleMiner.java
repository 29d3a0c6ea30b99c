package io.haechi.segment.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

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
    private final int[] singles;
    private final boolean[] isWanted;
    private final Ints kept = new Ints(1024);
    private long tested;
    private long found;

    private RuleMiner(ItemSets sets, Transactions transactions, RuleOptions options) {
        this.sets = sets;
        this.transactions = transactions;
        this.options = options;
        this.supports = new Supports(sets, transactions);
        this.singles = transactions.counts();
        this.isWanted = new boolean[singles.length];
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
                kept.add(a | (b + 1) << 10 | (c + 1) << 20);
            }
        }
    }

    private RuleSet rules() {
        if (found > MOST_KEPT) {
            return new RuleSet(found, tested, List.of());
        }
        int size = kept.size() / 3;
        List<Rule> rules = new ArrayList<>(size);
        double[] values = new double[size];
        boolean[] isRedundant = new boolean[size];
        for (int i = 0; i < size; i++) {
            int[] items = sets.set(kept.get(3 * i));
            int places = kept.get(3 * i + 2);
            int[] follows = items(items, place -> isIn(places, place));
            int[] given = items(items, place -> !isIn(places, place));
            int count = sets.counts()[kept.get(3 * i)];
            int followsCount = follows.length == 1 ? singles[follows[0]] : supports.of(follows, follows.length);
            Rule rule = new Rule(
                    names(given), names(follows), count, kept.get(3 * i + 1), followsCount, transactions.size());
            rules.add(rule);
            values[i] = rule.pValue();
            isRedundant[i] = isRedundant(rule, given, follows);
        }
        double[] corrected = Association.corrected(values, tested);
        List<RuleSet.Judged> judged = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            judged.add(new RuleSet.Judged(rules.get(i), values[i], corrected[i], isRedundant[i]));
        }
        return new RuleSet(found, tested, judged);
    }

    private static boolean isIn(int places, int place) {
        return place == (places & 1023) || place + 1 == (places >> 10 & 1023) || place + 1 == (places >> 20 & 1023);
    }

    private static int[] items(int[] items, IntFunction<Boolean> isTaken) {
        int[] taken = new int[items.length];
        int size = 0;
        for (int place = 0; place < items.length; place++) {
            if (isTaken.apply(place)) {
                taken[size++] = items[place];
            }
        }
        return Arrays.copyOf(taken, size);
    }

    /** Whether one condition may be left out and the rule is right as often: then the longer rule says nothing more. */
    private boolean isRedundant(Rule rule, int[] given, int[] follows) {
        if (rule.both() * rule.total() <= rule.given() * rule.follows() && rule.lift() <= 1) {
            return rule.lift() >= 1 - 1e-12;
        }
        if (given.length == 1) {
            return false;
        }
        int[] all = new int[given.length - 1 + follows.length];
        for (int left = 0; left < given.length; left++) {
            int[] fewer = new int[given.length - 1];
            System.arraycopy(given, 0, fewer, 0, left);
            System.arraycopy(given, left + 1, fewer, left, fewer.length - left);
            System.arraycopy(fewer, 0, all, 0, fewer.length);
            System.arraycopy(follows, 0, all, fewer.length, follows.length);
            Arrays.sort(all);
            if (!supports.isKnown(all, all.length)) {
                // Where only some sets are kept, the shorter rule is not among those told.
                continue;
            }
            long both = supports.of(all, all.length);
            long shorter = supports.of(fewer, fewer.length);
            if (both * rule.given() >= rule.both() * shorter) {
                return true;
            }
        }
        return false;
    }

    private List<String> names(int[] items) {
        return Arrays.stream(items).mapToObj(transactions.names()::get).toList();
    }
}
