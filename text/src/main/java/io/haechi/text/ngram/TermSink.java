package io.haechi.text.ngram;

/** Takes the terms of a text one by one, with where they stand. */
@FunctionalInterface
public interface TermSink {
    /**
     * Takes one term.
     *
     * @param key of the term
     * @param start index of its first character in the text
     * @param end index behind its last character in the text, {@code start <= end}
     */
    void accept(long key, int start, int end);
}
