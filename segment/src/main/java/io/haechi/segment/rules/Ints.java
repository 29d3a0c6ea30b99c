package io.haechi.segment.rules;

import java.util.Arrays;

/** A growing array of ints. */
final class Ints {
    private int[] values;
    private int size;

    Ints(int capacity) {
        values = new int[Math.max(4, capacity)];
    }

    void add(int value) {
        room(1);
        values[size++] = value;
    }

    void addAll(int[] from, int start, int length) {
        room(length);
        System.arraycopy(from, start, values, size, length);
        size += length;
    }

    private void room(int more) {
        int needed = Math.addExact(size, more);
        if (needed > values.length) {
            long grown = Math.min(Integer.MAX_VALUE - 8L, values.length * 2L);
            values = Arrays.copyOf(values, (int) Math.max(needed, grown));
        }
    }

    int get(int index) {
        return values[index];
    }

    int size() {
        return size;
    }

    void shrink(int newSize) {
        size = newSize;
    }

    /** The array behind it; valid until the next value is added. */
    int[] array() {
        return values;
    }

    int[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
