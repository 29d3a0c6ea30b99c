package io.haechi.text.embedding;

/** What is guessed from what while vectors are trained. */
public enum Architecture {
    /** The neighbours from the word: better for rare words. */
    SKIP_GRAM,
    /** The word from its neighbours: faster. */
    CBOW
}
