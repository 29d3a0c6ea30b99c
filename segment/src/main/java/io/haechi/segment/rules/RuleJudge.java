package io.haechi.segment.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Weighs rules that reach the confidence: how likely they are by chance, and whether a shorter one says the same. A user's run
 * is over before the compiler has seen this twice, so nothing is sorted or copied per rule that need not be.
 */
final class RuleJudge {
    private final ItemSets sets;
    private final Transactions transactions;
    private final Supports supports;
    private final int[] singles;
    private final String[] names;
    private int[] given = {};
    private int[] follows = {};
    private int[] fewer = {};
    private int givenSize;
    private int followsSize;

    RuleJudge(ItemSets sets, Transactions transactions, Supports supports) {
        this.sets = sets;
        this.transactions = transactions;
        this.supports = supports;
        this.singles = transactions.counts();
        this.names = transactions.names().toArray(String[]::new);
    }

    /** Up to three places in a set, in one number; a place that is not used is -1. */
    static int places(int a, int b, int c) {
        return a | (b + 1) << 10 | (c + 1) << 20;
    }

    /**
     * The rules, in the order given.
     *
     * @param packed three numbers each: the set, the count of what is given, the {@link #places} of what follows
     * @param space what could have been found
     */
    List<RuleSet.Judged> judged(Ints packed, RuleSpace space) {
        int size = packed.size() / 3;
        Rule[] rules = new Rule[size];
        double[] values = new double[size];
        boolean[] isRedundant = new boolean[size];
        for (int i = 0; i < size; i++) {
            int set = packed.get(3 * i);
            part(set, packed.get(3 * i + 2));
            rules[i] = new Rule(
                    names(given, givenSize),
                    names(follows, followsSize),
                    sets.counts()[set],
                    packed.get(3 * i + 1),
                    followsSize == 1 ? singles[follows[0]] : supports.of(follows, followsSize),
                    transactions.size());
            values[i] = rules[i].pValue();
            isRedundant[i] = isRedundant(set, rules[i]);
        }
        double[] corrected = corrected(packed, values, space);
        List<RuleSet.Judged> judged = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            judged.add(new RuleSet.Judged(rules[i], values[i], corrected[i], isRedundant[i]));
        }
        return judged;
    }

    private double[] corrected(Ints packed, double[] values, RuleSpace space) {
        int longest = 0;
        int[] lengths = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            lengths[i] = sets.length(packed.get(3 * i));
            longest = Math.max(longest, lengths[i]);
        }
        double[] corrected = new double[values.length];
        for (int length = 2; length <= longest; length++) {
            int layer = length;
            int[] rules = IntStream.range(0, values.length)
                    .filter(i -> lengths[i] == layer)
                    .toArray();
            double[] ofLayer = Association.corrected(
                    Arrays.stream(rules).mapToDouble(i -> values[i]).toArray(), space.tests(length));
            for (int i = 0; i < rules.length; i++) {
                corrected[rules[i]] = ofLayer[i];
            }
        }
        return corrected;
    }

    /** Parts a set into what is given and what follows, both in increasing order. */
    private void part(int set, int places) {
        int length = sets.length(set);
        if (given.length < length) {
            given = new int[length];
            follows = new int[length];
            fewer = new int[length];
        }
        int from = sets.offsets()[set];
        givenSize = 0;
        followsSize = 0;
        for (int place = 0; place < length; place++) {
            if (isIn(places, place)) {
                follows[followsSize++] = sets.items()[from + place];
            } else {
                given[givenSize++] = sets.items()[from + place];
            }
        }
    }

    private static boolean isIn(int places, int place) {
        return place == (places & 1023) || place + 1 == (places >> 10 & 1023) || place + 1 == (places >> 20 & 1023);
    }

    private List<String> names(int[] items, int size) {
        String[] words = new String[size];
        for (int i = 0; i < size; i++) {
            words[i] = names[items[i]];
        }
        return List.of(words);
    }

    /** Whether one condition may be left out and the rule is right as often: then the longer rule says nothing more. */
    private boolean isRedundant(int set, Rule rule) {
        if (rule.both() * rule.total() <= rule.given() * rule.follows()) {
            return rule.lift() >= 1 - 1e-12;
        }
        if (givenSize == 1) {
            return false;
        }
        int from = sets.offsets()[set];
        int to = sets.offsets()[set + 1];
        int condition = 0;
        for (int at = from; at < to && condition < givenSize; at++) {
            if (sets.items()[at] == given[condition]) {
                // Where only some sets are kept, a shorter rule that is not known is not among those told.
                int both = supports.known(from, to, at);
                if (both >= 0 && both * rule.given() >= rule.both() * without(condition)) {
                    return true;
                }
                condition++;
            }
        }
        return false;
    }

    /** In how many transactions the conditions stand but for one of them. */
    private long without(int condition) {
        System.arraycopy(given, 0, fewer, 0, condition);
        System.arraycopy(given, condition + 1, fewer, condition, givenSize - condition - 1);
        return supports.of(fewer, givenSize - 1);
    }
}
