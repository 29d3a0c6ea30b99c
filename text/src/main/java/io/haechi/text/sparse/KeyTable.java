package io.haechi.text.sparse;

/** Finds the column of a key: open addressing with linear probing, at most half full, no boxes. Keys are not 0. */
final class KeyTable {
    /** Key and column side by side, so that both come with one cache line. */
    private final long[] slots;
    private final int shift;

    /** Column {@code i} for the {@code i}-th key. */
    KeyTable(long[] keysInOrder) {
        int bits = 33 - Integer.numberOfLeadingZeros(Math.max(4, keysInOrder.length));
        this.slots = new long[2 << bits];
        this.shift = 64 - bits;
        for (int column = 0; column < keysInOrder.length; column++) {
            put(keysInOrder[column], column);
        }
    }

    private void put(long key, int column) {
        int at = 2 * slot(key, shift);
        while (slots[at] != 0) {
            if (slots[at] == key) {
                throw new IllegalArgumentException("Two terms have the key " + Long.toHexString(key));
            }
            at = at + 2 & slots.length - 1;
        }
        slots[at] = key;
        slots[at + 1] = column;
    }

    int column(long key) {
        int at = 2 * slot(key, shift);
        while (slots[at] != key) {
            if (slots[at] == 0) {
                return -1;
            }
            at = at + 2 & slots.length - 1;
        }
        return (int) slots[at + 1];
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
