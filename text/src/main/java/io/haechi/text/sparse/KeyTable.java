package io.haechi.text.sparse;

/** Finds the column of a key: open addressing with linear probing, at most half full, no boxes. Keys are not 0. */
final class KeyTable {
    private final long[] keys;
    private final int[] columns;
    private final int shift;

    /** Column {@code i} for the {@code i}-th key. */
    KeyTable(long[] keysInOrder) {
        int bits = 33 - Integer.numberOfLeadingZeros(Math.max(4, keysInOrder.length));
        this.keys = new long[1 << bits];
        this.columns = new int[1 << bits];
        this.shift = 64 - bits;
        for (int column = 0; column < keysInOrder.length; column++) {
            put(keysInOrder[column], column);
        }
    }

    private void put(long key, int column) {
        int slot = slot(key, shift);
        while (keys[slot] != 0) {
            if (keys[slot] == key) {
                throw new IllegalArgumentException("Two terms have the key " + Long.toHexString(key));
            }
            slot = slot + 1 & keys.length - 1;
        }
        keys[slot] = key;
        columns[slot] = column;
    }

    int column(long key) {
        int slot = slot(key, shift);
        while (keys[slot] != key) {
            if (keys[slot] == 0) {
                return -1;
            }
            slot = slot + 1 & keys.length - 1;
        }
        return columns[slot];
    }

    void columns(long[] wanted, int count, int[] found) {
        for (int i = 0; i < count; i++) {
            found[i] = column(wanted[i]);
        }
    }

    /** Fibonacci hashing: the upper bits of the product depend on all bits of the key. */
    static int slot(long key, int shift) {
        return (int) ((key ^ key >>> 29) * 0x9E3779B97F4A7C15L >>> shift);
    }
}
