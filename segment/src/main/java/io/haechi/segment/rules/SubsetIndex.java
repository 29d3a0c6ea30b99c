package io.haechi.segment.rules;

import java.util.HashMap;
import java.util.Map;

/**
 * Answers whether a set is part of one that was put in before. Each set is listed under all its items (and a key of the
 * caller's); a question looks through the shortest list of its items only.
 */
final class SubsetIndex {
    private final Map<Long, Ints> lists = new HashMap<>();
    private final Ints offsets = new Ints(64);
    private final Ints items = new Ints(256);

    SubsetIndex() {
        offsets.add(0);
    }

    /** Puts in a set of items in increasing order, which only questions with the same key shall see. */
    void add(int key, int[] set, int size) {
        int number = offsets.size() - 1;
        items.addAll(set, 0, size);
        offsets.add(items.size());
        for (int i = 0; i < size; i++) {
            lists.computeIfAbsent(place(key, set[i]), _ -> new Ints(4)).add(number);
        }
    }

    /** Whether all items of this set, in increasing order, stand in one set of this key. */
    boolean holdsPartOf(int key, int[] set, int size) {
        Ints shortest = null;
        for (int i = 0; i < size; i++) {
            Ints list = lists.get(place(key, set[i]));
            if (list == null) {
                return false;
            }
            shortest = shortest == null || list.size() < shortest.size() ? list : shortest;
        }
        for (int i = 0; shortest != null && i < shortest.size(); i++) {
            if (isIn(set, size, shortest.get(i))) {
                return true;
            }
        }
        return shortest == null && offsets.size() > 1;
    }

    private static long place(int key, int item) {
        return (long) key << 32 | item;
    }

    private boolean isIn(int[] set, int size, int number) {
        int at = offsets.get(number);
        int end = offsets.get(number + 1);
        int matched = 0;
        while (matched < size && end - at >= size - matched) {
            int value = items.get(at++);
            if (value == set[matched]) {
                matched++;
            } else if (value > set[matched]) {
                return false;
            }
        }
        return matched == size;
    }
}
