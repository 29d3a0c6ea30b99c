package io.haechi.text.sparse;

import io.haechi.text.ngram.Terms;
import java.util.Arrays;

/** Counts the terms of one text per column, over and over; for one thread at a time. */
final class TermCounts {
    private final Terms terms;
    private final Columns columns;
    private final int[] counts;
    private int[] block = new int[0];
    private int[] seen = new int[256];
    private int size;

    TermCounts(Terms terms, Columns columns) {
        this.terms = terms;
        this.columns = columns;
        this.counts = new int[columns.size()];
    }

    /** Counts this text; what was counted before is forgotten. */
    void count(CharSequence text) {
        for (int i = 0; i < size; i++) {
            counts[seen[i]] = 0;
        }
        size = 0;
        terms.keys(text, this::add);
    }

    private void add(long[] keys, int count) {
        if (block.length < count) {
            block = new int[keys.length];
        }
        columns.columns(keys, count, block);
        if (seen.length < size + count) {
            seen = Arrays.copyOf(seen, Math.max(size + count, seen.length * 2));
        }
        for (int i = 0; i < count; i++) {
            int column = block[i];
            if (column >= 0 && counts[column]++ == 0) {
                seen[size++] = column;
            }
        }
    }

    /** How many columns were met. */
    int size() {
        return size;
    }

    /** The columns met, in their first {@link #size} places; in the order they were met unless sorted. */
    int[] seen() {
        return seen;
    }

    int countOf(int column) {
        return counts[column];
    }

    void sort() {
        Arrays.sort(seen, 0, size);
    }
}
