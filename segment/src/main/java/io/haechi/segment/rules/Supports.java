package io.haechi.segment.rules;

import java.util.HashMap;
import java.util.Map;

/**
 * In how many transactions a set stands: looked up among the sets that were found, or counted from the transactions where only
 * some sets were kept (closed, maximal).
 */
final class Supports {
    private final ItemSets sets;
    private final SetIndex index;
    private final Transactions transactions;
    private final Map<Integer, long[]> held = new HashMap<>();

    Supports(ItemSets sets, Transactions transactions) {
        this.sets = sets;
        this.index = SetIndex.of(sets);
        this.transactions = transactions;
    }

    /** The count of the items in increasing order. */
    int of(int[] items, int size) {
        int set = index.find(items, size);
        return set >= 0 ? sets.counts()[set] : counted(items, size);
    }

    /** The count of a stretch of the sets' items without the one at one place, or -1 if that is not among those found. */
    int known(int from, int to, int left) {
        int set = index.without(sets.items(), from, to, left);
        return set >= 0 ? sets.counts()[set] : -1;
    }

    /** The count of a set without the item at one place. */
    int without(int[] items, int from, int to, int left) {
        int set = index.without(items, from, to, left);
        if (set >= 0) {
            return sets.counts()[set];
        }
        int[] fewer = new int[to - from - 1];
        int size = 0;
        for (int at = from; at < to; at++) {
            if (at != left) {
                fewer[size++] = items[at];
            }
        }
        return counted(fewer, size);
    }

    private int counted(int[] items, int size) {
        long[] all = bits(items[0]).clone();
        for (int i = 1; i < size; i++) {
            long[] other = bits(items[i]);
            for (int word = 0; word < all.length; word++) {
                all[word] &= other[word];
            }
        }
        int count = 0;
        for (long word : all) {
            count += Long.bitCount(word);
        }
        return count;
    }

    private long[] bits(int item) {
        return held.computeIfAbsent(item, wanted -> {
            long[] bits = new long[(transactions.size() + 63) / 64];
            for (int t = 0; t < transactions.size(); t++) {
                int from = transactions.offsets()[t];
                int to = transactions.offsets()[t + 1];
                if (java.util.Arrays.binarySearch(transactions.items(), from, to, wanted) >= 0) {
                    bits[t >> 6] |= 1L << t;
                }
            }
            return bits;
        });
    }
}
