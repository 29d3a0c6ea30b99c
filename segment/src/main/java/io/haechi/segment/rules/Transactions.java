package io.haechi.segment.rules;

import java.util.List;

/**
 * What was bought together, in flat arrays: transaction <i>t</i> holds {@code items[offsets[t]]} to
 * {@code items[offsets[t + 1] - 1]}, in increasing order and each once.
 *
 * <p>The arrays are the record's own and are not copied: they may hold hundreds of millions of items. Nobody writes to them.
 *
 * @param names the items' names by number
 * @param offsets where each transaction begins; one more entry than there are transactions
 * @param items numbers of items, each below the number of names
 */
@SuppressWarnings("ArrayRecordComponent")
public record Transactions(List<String> names, int[] offsets, int[] items) {

    public Transactions {
        if (offsets.length == 0 || offsets[0] != 0 || offsets[offsets.length - 1] != items.length) {
            throw new IllegalArgumentException(
                    "Offsets must begin with 0 and end with the number of items, " + items.length);
        }
        names = List.copyOf(names);
    }

    /** How many transactions there are. */
    public int size() {
        return offsets.length - 1;
    }

    /** In how many transactions each item stands, by number. */
    public int[] counts() {
        int[] counts = new int[names.size()];
        for (int item : items) {
            counts[item]++;
        }
        return counts;
    }
}
