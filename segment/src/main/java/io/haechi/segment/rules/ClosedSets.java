package io.haechi.segment.rules;

import java.util.Arrays;

/**
 * Closed item sets, and those of them that are maximal.
 *
 * <p>A set is closed if every larger one stands in fewer transactions; the closed sets and their counts tell all the others. It
 * is maximal if no larger one is frequent. Closed sets are found one from another, each once and none written down to be
 * compared (LCM [1]): a set is extended by an item behind the last one chosen, closed again, and kept only if closing brought
 * in nothing from before that item. Whether it is maximal shows in the same counts: no other item is frequent beside it.
 *
 * <p>Works on lists of transaction numbers. Time is linear in the number of closed sets; memory is a few arrays as long as the
 * data for each level of the search.
 *
 * @see <a href="https://ceur-ws.org/Vol-126/uno.pdf">[1] Uno, Kiyomi, Arimura: LCM ver. 2, 2004</a>
 */
public final class ClosedSets {
    private final Transactions data;
    private final FrequentItems items;
    private final int minCount;
    private final boolean maximalOnly;
    private final ItemSetSink sink;
    private final int[] set;
    private final boolean[] isIn;

    private ClosedSets(
            Transactions data, FrequentItems items, int minCount, boolean maximalOnly, ItemSetSink sink) {
        this.data = data;
        this.items = items;
        this.minCount = minCount;
        this.maximalOnly = maximalOnly;
        this.sink = sink;
        this.set = new int[items.size()];
        this.isIn = new boolean[items.size()];
    }

    /** Finds every closed set that stands in at least {@code minCount} transactions. */
    public static void closed(Transactions transactions, int minCount, ItemSetSink sink) {
        mine(transactions, minCount, false, sink);
    }

    /** Finds every frequent set that no larger frequent set holds. */
    public static void maximal(Transactions transactions, int minCount, ItemSetSink sink) {
        mine(transactions, minCount, true, sink);
    }

    private static void mine(Transactions transactions, int minCount, boolean maximalOnly, ItemSetSink sink) {
        if (minCount < 1) {
            throw new IllegalArgumentException("An item set must stand in at least 1 transaction, got " + minCount);
        }
        FrequentItems items = FrequentItems.of(transactions, minCount);
        // Rarest first: the branches of frequent items are then cut by the rare ones before them.
        Transactions ranked = items.project(transactions);
        int[] all = new int[ranked.size()];
        Arrays.setAll(all, t -> t);
        new ClosedSets(ranked, items, minCount, maximalOnly, sink).extend(all, all.length, 0, -1);
    }

    /**
     * Closes the set, tells it, and extends it.
     *
     * @param held the transactions that hold it
     * @param size how many items are in it
     * @param core the item it was extended by, or -1
     */
    private void extend(int[] held, int heldSize, int size, int core) {
        int[] counts = countAll(held, heldSize);
        int closed = size;
        for (int item = 0; item < counts.length; item++) {
            if (counts[item] == heldSize && !isIn[item] && heldSize > 0) {
                if (item < core) {
                    undo(size, closed);
                    return;
                }
                isIn[item] = true;
                set[closed++] = item;
            }
        }
        tell(counts, closed, heldSize);
        for (int item = core + 1; item < counts.length; item++) {
            if (!isIn[item] && counts[item] >= minCount) {
                int[] fewer = holding(held, heldSize, item, counts[item]);
                isIn[item] = true;
                set[closed] = item;
                extend(fewer, fewer.length, closed + 1, item);
                isIn[item] = false;
            }
        }
        undo(size, closed);
    }

    private void undo(int from, int to) {
        for (int at = from; at < to; at++) {
            isIn[set[at]] = false;
        }
    }

    private void tell(int[] counts, int size, int count) {
        if (size == 0 || count < minCount) {
            return;
        }
        if (maximalOnly) {
            for (int item = 0; item < counts.length; item++) {
                if (!isIn[item] && counts[item] >= minCount) {
                    return;
                }
            }
        }
        int[] names = new int[size];
        for (int i = 0; i < size; i++) {
            names[i] = items.original()[set[i]];
        }
        sink.family(names, size, set, 0, count);
    }

    /** How often each item stands in these transactions. */
    private int[] countAll(int[] held, int heldSize) {
        int[] counts = new int[items.size()];
        for (int i = 0; i < heldSize; i++) {
            for (int at = data.offsets()[held[i]]; at < data.offsets()[held[i] + 1]; at++) {
                counts[data.items()[at]]++;
            }
        }
        return counts;
    }

    private int[] holding(int[] held, int heldSize, int item, int count) {
        int[] fewer = new int[count];
        int size = 0;
        for (int i = 0; i < heldSize && size < count; i++) {
            int from = data.offsets()[held[i]];
            int to = data.offsets()[held[i] + 1];
            if (Arrays.binarySearch(data.items(), from, to, item) >= 0) {
                fewer[size++] = held[i];
            }
        }
        return fewer;
    }
}
