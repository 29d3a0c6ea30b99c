package io.haechi.segment.rules;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Closed item sets, and those of them that are maximal.
 *
 * <p>A set is closed if every larger one stands in fewer transactions; the closed sets and their counts tell all the others. It
 * is maximal if no larger one is frequent.
 *
 * <p>Only the largest set of each family that {@link FpGrowth} finds can be closed. Families come rarest item first, so that
 * whatever could show one not to be closed (a larger set with the same count, by a rarer item) has been seen already, and then
 * nothing closed can lie further down its branch, which is left [1]. A closed set is maximal if it is part of no larger
 * closed one, looked up from the longest down.
 *
 * @see <a href="https://ceur-ws.org/Vol-90/grahne.pdf">[1] Grahne, Zhu: Efficiently using prefix-trees in mining frequent
 *     itemsets, 2003</a>
 */
public final class ClosedSets implements ItemSetSink {
    private final SubsetIndex seen = new SubsetIndex();
    private final SetCollector found;
    private final int[] open;

    private ClosedSets(Transactions transactions) {
        this.found = new SetCollector(transactions.names());
        this.open = new int[transactions.names().size()];
    }

    /** Every closed set that stands in at least {@code minCount} transactions. */
    public static ItemSets closed(Transactions transactions, int minCount) {
        ClosedSets closed = new ClosedSets(transactions);
        FpGrowth.mine(transactions, minCount, closed);
        return closed.found.sets();
    }

    /** Every frequent set that no larger frequent set holds. */
    public static ItemSets maximal(Transactions transactions, int minCount) {
        return maximal(closed(transactions, minCount));
    }

    /** Those of all the closed sets that are part of no other. */
    static ItemSets maximal(ItemSets closed) {
        SubsetIndex longer = new SubsetIndex();
        SetCollector kept = new SetCollector(closed.names());
        int[] byLength = IntStream.range(0, closed.size())
                .boxed()
                .sorted(Comparator.comparingInt(set -> -closed.length(set)))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int set : byLength) {
            int[] items = closed.set(set);
            if (!longer.holdsPartOf(0, items, items.length)) {
                longer.add(0, items, items.length);
                kept.add(items, items.length, closed.counts()[set]);
            }
        }
        return kept.sets();
    }

    @Override
    public boolean family(int[] base, int baseSize, int[] free, int freeSize, int count) {
        int size = baseSize + freeSize;
        System.arraycopy(base, 0, open, 0, baseSize);
        System.arraycopy(free, 0, open, baseSize, freeSize);
        Arrays.sort(open, 0, size);
        if (seen.holdsPartOf(count, open, size)) {
            return false;
        }
        seen.add(count, open, size);
        found.add(open, size, count);
        return true;
    }
}
