package io.haechi.cli;

import io.haechi.call.speech.Speech;

/** Said once, where recordings were judged by their voices only. */
final class WordsHint {
    static final String SENTENCE =
            "haechi: voices were judged, not words: no speech model is installed; " + Speech.HOW_TO_GET_ONE;

    private WordsHint() {}
}
