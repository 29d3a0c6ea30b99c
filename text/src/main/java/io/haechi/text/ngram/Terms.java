package io.haechi.text.ngram;

/**
 * What a text is cut into before it is counted. A term is known by a 64-bit key, so that counting needs no string per term.
 *
 * <p>Implementations are immutable and may be used by any number of threads.
 */
public sealed interface Terms permits CharacterNgrams, WordNgrams {

    /** Gives the keys of all terms in this text, repetitions included, in no particular order; no key is 0. */
    void keys(CharSequence text, KeySink sink);

    /** Gives all terms with their places, slower than {@link #keys}: for explanations. */
    void locate(CharSequence text, TermSink sink);

    /**
     * The key of a term given by its letters.
     *
     * @throws IllegalArgumentException if this is no such term
     */
    long key(String term);

    /** Says what these terms are in one line that {@link #parse} understands, such as {@code char 2-4 across}. */
    String name();

    /**
     * Terms by their name.
     *
     * @throws IllegalArgumentException if the name is none
     */
    static Terms parse(String name) {
        return TermNames.parse(name);
    }
}
