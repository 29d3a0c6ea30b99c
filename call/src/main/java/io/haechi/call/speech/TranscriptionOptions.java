package io.haechi.call.speech;

import io.haechi.call.speech.cut.CutOptions;
import io.haechi.call.speech.engine.Recogniser;

/**
 * How to write down what is said.
 *
 * @param language the language that is spoken, a code such as {@code ko}; {@code auto} finds out
 * @param threads 1 or 2: more share one small machine badly, and gain little
 * @param cuts how long the pieces are that are heard at once
 */
public record TranscriptionOptions(String language, int threads, CutOptions cuts) {
    /** Most threads. */
    public static final int MOST_THREADS = 2;

    /** Korean, one thread. */
    public static final TranscriptionOptions STANDARD = new TranscriptionOptions("ko", 1, CutOptions.STANDARD);

    public TranscriptionOptions {
        if (!language.equals(Recogniser.AUTO) && !language.matches("[a-z]{2,3}")) {
            throw new IllegalArgumentException(
                    "Language must be a code such as ko or en, or auto, got \"" + language + "\"");
        }
        if (threads < 1 || threads > MOST_THREADS) {
            throw new IllegalArgumentException("Threads must be 1 or " + MOST_THREADS + ", got " + threads);
        }
    }

    /** The same for another language. */
    public TranscriptionOptions withLanguage(String newLanguage) {
        return new TranscriptionOptions(newLanguage, threads, cuts);
    }

    /** The same with another number of threads. */
    public TranscriptionOptions withThreads(int newThreads) {
        return new TranscriptionOptions(language, newThreads, cuts);
    }
}
