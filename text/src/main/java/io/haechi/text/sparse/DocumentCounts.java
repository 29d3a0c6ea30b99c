package io.haechi.text.sparse;

import java.util.Arrays;
import java.util.function.LongConsumer;

/** Counts in how many documents each key stands; a growing table of keys, counts and the last document seen. */
final class DocumentCounts {
    private static final int BEGINNING_BITS = 16;

    private long[] keys = new long[1 << BEGINNING_BITS];
    private int[] counts = new int[1 << BEGINNING_BITS];
    private int[] lastDocuments = new int[1 << BEGINNING_BITS];
    private int shift = 64 - BEGINNING_BITS;
    private int size;
    private int documents;

    /** Begins the next document. */
    void nextDocument() {
        documents++;
    }

    int documents() {
        return documents;
    }

    /** Counts keys of the document that was begun. */
    void add(long[] block, int count) {
        for (int i = 0; i < count; i++) {
            add(block[i]);
        }
    }

    private void add(long key) {
        int slot = find(key);
        if (keys[slot] == 0) {
            if (size >= keys.length / 2) {
                grow();
                slot = find(key);
            }
            keys[slot] = key;
            size++;
        }
        if (lastDocuments[slot] != documents) {
            lastDocuments[slot] = documents;
            counts[slot]++;
        }
    }

    private int find(long key) {
        int slot = KeyTable.slot(key, shift);
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }

    private void grow() {
        if (keys.length > 1 << 28) {
            throw new IllegalStateException("More than " + size + " different terms; fit on fewer documents at once");
        }
        long[] oldKeys = keys;
        int[] oldCounts = counts;
        int[] oldLast = lastDocuments;
        keys = new long[oldKeys.length * 2];
        counts = new int[keys.length];
        lastDocuments = new int[keys.length];
        shift--;
        for (int old = 0; old < oldKeys.length; old++) {
            if (oldKeys[old] != 0) {
                int slot = find(oldKeys[old]);
                keys[slot] = oldKeys[old];
                counts[slot] = oldCounts[old];
                lastDocuments[slot] = oldLast[old];
            }
        }
    }

    /** In how many documents this key stands. */
    int count(long key) {
        int slot = find(key);
        return keys[slot] == key ? counts[slot] : 0;
    }

    /** Gives the keys in at least and at most this many documents. */
    void forEach(int least, int most, LongConsumer sink) {
        for (int slot = 0; slot < keys.length; slot++) {
            if (keys[slot] != 0 && counts[slot] >= least && counts[slot] <= most) {
                sink.accept(keys[slot]);
            }
        }
    }

    /** The smallest count that leaves at most this many keys, or fewer if it must; ties stay in. */
    int countOfRank(int rank, int least, int most) {
        int[] histogram = new int[documents + 2];
        for (int slot = 0; slot < keys.length; slot++) {
            if (keys[slot] != 0 && counts[slot] >= least && counts[slot] <= most) {
                histogram[counts[slot]]++;
            }
        }
        long above = 0;
        for (int count = documents; count > least; count--) {
            above += histogram[count];
            if (above >= rank) {
                return count;
            }
        }
        return least;
    }

    @Override
    public String toString() {
        return size + " terms in " + documents + " documents, table of " + Arrays.toString(new int[] {keys.length});
    }
}
