package io.haechi.segment.rules;

import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * The <i>k</i> most frequent item sets of at least some length, without a support to guess: the threshold rises with the
 * <i>k</i>-th best count so far, and branches below it are left. Sets with the same count as the last one are all kept out or
 * in by the order in which they are found, which is the same on every run.
 */
public final class TopSets implements ItemSetSink {
    private final PriorityQueue<Found> best = new PriorityQueue<>((a, b) ->
            a.count() != b.count() ? Integer.compare(a.count(), b.count()) : Long.compare(b.order(), a.order()));
    private final int wanted;
    private final int shortest;
    private long order;

    private TopSets(int wanted, int shortest) {
        this.wanted = wanted;
        this.shortest = shortest;
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Found(int[] items, int count, long order) {}

    /**
     * Finds them.
     *
     * @param wanted how many sets, at least 1
     * @param shortest how many items a set must have, at least 1
     */
    public static ItemSets of(Transactions transactions, int wanted, int shortest) {
        if (wanted < 1 || shortest < 1) {
            throw new IllegalArgumentException(
                    "Ask for at least 1 set of at least 1 item, got " + wanted + " and " + shortest);
        }
        TopSets top = new TopSets(wanted, shortest);
        // Rare items come first, so a threshold that is low from the start would be met by what is soon pushed out.
        for (int minCount = transactions.size() / 2; top.best.size() < wanted; minCount /= 2) {
            top.best.clear();
            FpGrowth.mine(transactions, Math.max(1, minCount), top);
            if (minCount <= 1) {
                break;
            }
        }
        SetCollector sorted = new SetCollector(transactions.names());
        top.best.stream()
                .sorted((a, b) -> a.count() != b.count()
                        ? Integer.compare(b.count(), a.count())
                        : Long.compare(a.order(), b.order()))
                .forEach(set -> sorted.add(set.items(), set.items().length, set.count()));
        return sorted.sets();
    }

    @Override
    public boolean family(int[] base, int baseSize, int[] free, int freeSize, int count) {
        if (isTooRare(count)) {
            return false;
        }
        int[] open = new int[baseSize + freeSize];
        System.arraycopy(base, 0, open, 0, baseSize);
        write(open, baseSize, free, freeSize, 0, count);
        return true;
    }

    private boolean isTooRare(int count) {
        return best.size() >= wanted && best.element().count() >= count;
    }

    private void write(int[] open, int size, int[] free, int freeSize, int next, int count) {
        if (isTooRare(count)) {
            return;
        }
        if (size >= shortest) {
            best.add(new Found(Arrays.copyOf(open, size), count, order++));
            if (best.size() > wanted) {
                best.poll();
            }
        }
        for (int i = next; i < freeSize; i++) {
            open[size] = free[i];
            write(open, size + 1, free, freeSize, i + 1, count);
        }
    }
}
