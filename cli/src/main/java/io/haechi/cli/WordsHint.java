package io.haechi.cli;

import io.haechi.call.speech.Speech;
import io.haechi.core.model.ModelStore;
import java.io.PrintWriter;

/** Says once, where recordings were judged by their voices only, how their words can be judged as well. */
final class WordsHint {
    static final String SENTENCE =
            "haechi: voices were judged, not words: no speech model is installed; " + Speech.HOW_TO_GET_ONE;

    private WordsHint() {}

    static void sayUnlessInstalled(ModelStore store, PrintWriter err) {
        if (!Speech.isInstalled(store)) {
            err.println(SENTENCE);
        }
    }
}
