package io.haechi.text.sparse;

/** Which column of a matrix a term counts in. */
public sealed interface Columns permits Vocabulary, HashedColumns {

    /** How many columns. */
    int size();

    /** The column of a term by its key, or -1 if it has none. */
    int column(long key);

    /** Looks up many keys at once: {@code columns[i]} becomes the column of {@code keys[i]} or -1. */
    void columns(long[] keys, int count, int[] columns);
}
