package io.haechi.text.ngram;

/** Takes terms with their letters. */
@FunctionalInterface
public interface SpellingSink {
    /** Takes one term. */
    void accept(long key, String letters);
}
