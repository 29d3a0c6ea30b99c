package io.haechi.text.ngram;

/** Takes the keys of a text's terms, block by block, so that a long text needs no more memory than a short one. */
@FunctionalInterface
public interface KeySink {
    /**
     * Takes a block.
     *
     * @param keys holds the keys in its first places; reused after the call returns
     * @param count how many, at least 1
     */
    void accept(long[] keys, int count);
}
