package io.haechi.segment.rules;

import java.util.List;

/** Writes every item set down. Whoever uses it counts first: dense data has more sets than memory. */
public final class SetCollector implements ItemSetSink {
    private final List<String> names;
    private final Ints offsets = new Ints(1024);
    private final Ints items = new Ints(8192);
    private final Ints counts = new Ints(1024);
    private final int[] open;

    public SetCollector(List<String> names) {
        this.names = names;
        this.open = new int[names.size()];
        offsets.add(0);
    }

    @Override
    public boolean family(int[] base, int baseSize, int[] free, int freeSize, int count) {
        System.arraycopy(base, 0, open, 0, baseSize);
        write(baseSize, free, freeSize, 0, count);
        return true;
    }

    private void write(int size, int[] free, int freeSize, int next, int count) {
        if (size > 0) {
            add(open, size, count);
        }
        for (int i = next; i < freeSize; i++) {
            open[size] = free[i];
            write(size + 1, free, freeSize, i + 1, count);
        }
    }

    /** One set, its items in any order. */
    void add(int[] set, int size, int count) {
        int start = items.size();
        items.addAll(set, 0, size);
        sort(items.array(), start, start + size);
        offsets.add(items.size());
        counts.add(count);
    }

    /** Sets are short: moving each item to its place beats anything cleverer. */
    private static void sort(int[] values, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int value = values[i];
            int at = i;
            while (at > from && values[at - 1] > value) {
                values[at] = values[at - 1];
                at--;
            }
            values[at] = value;
        }
    }

    /** All sets so far. */
    public ItemSets sets() {
        return new ItemSets(names, offsets.toArray(), items.toArray(), counts.toArray());
    }
}
