package io.haechi.segment.rules;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Item sets in flat arrays; items of a set are in increasing order. The arrays are not copied and nobody writes to them.
 *
 * @param names the items' names by number
 * @param offsets where each set begins in {@code items}; one more entry than there are sets
 * @param items numbers of items
 * @param counts in how many transactions each set stands
 */
@SuppressWarnings("ArrayRecordComponent")
public record ItemSets(List<String> names, int[] offsets, int[] items, int[] counts) {

    public ItemSets {
        if (offsets.length != counts.length + 1) {
            throw new IllegalArgumentException(
                    "Expected one offset more than the " + counts.length + " counts, got " + offsets.length);
        }
        names = List.copyOf(names);
    }

    /** How many sets there are. */
    public int size() {
        return counts.length;
    }

    /** How many items the set has. */
    public int length(int set) {
        return offsets[set + 1] - offsets[set];
    }

    /** The items of a set. */
    public int[] set(int set) {
        return Arrays.copyOfRange(items, offsets[set], offsets[set + 1]);
    }

    /** The names of the items of a set. */
    public List<String> words(int set) {
        return IntStream.range(offsets[set], offsets[set + 1])
                .mapToObj(at -> names.get(items[at]))
                .toList();
    }

    /** The sets' numbers, most frequent first, then longest first, then in the order they were found. */
    public int[] byCount() {
        return IntStream.range(0, size())
                .boxed()
                .sorted((a, b) -> counts[a] != counts[b]
                        ? Integer.compare(counts[b], counts[a])
                        : Integer.compare(length(b), length(a)))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
