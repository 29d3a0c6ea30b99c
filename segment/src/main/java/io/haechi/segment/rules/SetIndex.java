package io.haechi.segment.rules;

import java.util.Arrays;
import java.util.List;

/** Finds the count of an item set among many: open addressing over flat arrays, a set's hash being the sum of its items'. */
final class SetIndex {
    private final ItemSets sets;
    private final int[] slots;

    private SetIndex(ItemSets sets) {
        this.sets = sets;
        this.slots = new int[Math.max(16, Integer.highestOneBit(Math.max(1, sets.size())) * 4)];
        Arrays.fill(slots, -1);
        for (int set = 0; set < sets.size(); set++) {
            long hash = 0;
            for (int at = sets.offsets()[set]; at < sets.offsets()[set + 1]; at++) {
                hash += mix(sets.items()[at]);
            }
            int slot = slot(hash);
            while (slots[slot] >= 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = set;
        }
    }

    static SetIndex of(ItemSets sets) {
        return new SetIndex(sets);
    }

    static SetIndex of(List<int[]> sorted) {
        Ints offsets = new Ints(sorted.size() + 1);
        Ints items = new Ints(sorted.size() * 2);
        offsets.add(0);
        for (int[] set : sorted) {
            items.addAll(set, 0, set.length);
            offsets.add(items.size());
        }
        return new SetIndex(new ItemSets(List.of(), offsets.toArray(), items.toArray(), new int[sorted.size()]));
    }

    /** What an item adds to the hash of a set. */
    static long mix(int item) {
        long mixed = (item + 1) * 0x9E37_79B9_7F4A_7C15L;
        mixed ^= mixed >>> 32;
        return mixed * 0xD6E8_FEB8_6659_FD93L;
    }

    private int slot(long hash) {
        return (int) ((hash ^ hash >>> 29) & (slots.length - 1));
    }

    /** The number of the set that is this stretch without the item at one place of it, or -1. */
    int without(int[] items, int from, int to, int left) {
        long hash = 0;
        for (int at = from; at < to; at++) {
            hash += at == left ? 0 : mix(items[at]);
        }
        int slot = slot(hash);
        while (slots[slot] >= 0) {
            if (isWithout(slots[slot], items, from, to, left)) {
                return slots[slot];
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return -1;
    }

    /** The number of the set of these items in increasing order, or -1. */
    int find(int[] items, int size) {
        return without(items, 0, size, -1);
    }

    private boolean isWithout(int set, int[] items, int from, int to, int left) {
        int length = left < 0 ? to - from : to - from - 1;
        if (sets.length(set) != length) {
            return false;
        }
        int own = sets.offsets()[set];
        for (int at = from; at < to; at++) {
            if (at != left && sets.items()[own++] != items[at]) {
                return false;
            }
        }
        return true;
    }

    /** Whether each set with one item left out is known. */
    boolean holdsAllParts(int[] set) {
        for (int left = 0; left < set.length; left++) {
            if (without(set, 0, set.length, left) < 0) {
                return false;
            }
        }
        return true;
    }
}
