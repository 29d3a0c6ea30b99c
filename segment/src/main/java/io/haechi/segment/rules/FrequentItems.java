package io.haechi.segment.rules;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The items that are frequent by themselves, renumbered by how often they stand: number 0 is the most frequent. Ties keep the
 * order of the original numbers, so that the same data always give the same answer in the same order.
 *
 * @param original the original number of each
 * @param counts in how many transactions each stands; never rising
 * @param rank the new number by original number, or -1
 */
@SuppressWarnings("ArrayRecordComponent")
record FrequentItems(int[] original, int[] counts, int[] rank) {

    static FrequentItems of(Transactions transactions, int minCount) {
        int[] all = transactions.counts();
        int[] original = IntStream.range(0, all.length)
                .filter(item -> all[item] >= minCount)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(item -> -all[item]).thenComparingInt(item -> item))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] rank = new int[all.length];
        Arrays.fill(rank, -1);
        int[] counts = new int[original.length];
        for (int i = 0; i < original.length; i++) {
            rank[original[i]] = i;
            counts[i] = all[original[i]];
        }
        return new FrequentItems(original, counts, rank);
    }

    int size() {
        return original.length;
    }

    /** The transactions with frequent items only, under their new numbers, most frequent first. */
    Transactions project(Transactions transactions) {
        int[] offsets = new int[transactions.offsets().length];
        int[] kept = new int[transactions.items().length];
        int size = 0;
        for (int t = 0; t < transactions.size(); t++) {
            int start = size;
            for (int at = transactions.offsets()[t]; at < transactions.offsets()[t + 1]; at++) {
                int item = rank[transactions.items()[at]];
                if (item >= 0) {
                    kept[size++] = item;
                }
            }
            Arrays.sort(kept, start, size);
            offsets[t + 1] = size;
        }
        List<String> names = Arrays.stream(original)
                .mapToObj(item -> transactions.names().get(item))
                .toList();
        return new Transactions(names, offsets, Arrays.copyOf(kept, size));
    }
}
