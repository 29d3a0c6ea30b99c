package io.haechi.call.speech.engine;

/**
 * An engine with its weights loaded. It sees one piece of sound at a time and remembers nothing between them, so that a
 * piece gives the same words wherever it stands. For one thread at a time.
 */
public interface Recogniser extends AutoCloseable {
    /** Samples per second that every engine hears. */
    int SAMPLE_RATE = 16_000;

    /** Longest piece of sound, in seconds. */
    int MOST_SECONDS = 30;

    /** The word for "find out which language it is". */
    String AUTO = "auto";

    /**
     * Writes down what is said.
     *
     * @param samples mono at {@value #SAMPLE_RATE} Hz, full scale -1 to 1, at most {@value #MOST_SECONDS} s
     * @param language a code such as {@code ko}, or {@value #AUTO}
     * @throws IllegalArgumentException if the sound is longer, or the model does not know the language
     * @throws io.haechi.core.ModelException if the engine fails
     */
    Recognition recognise(float[] samples, String language);

    /** What runs, in a few words, such as {@code ONNX Runtime}. */
    String engine();

    /** Frees the weights. */
    @Override
    void close();

    /** IllegalArgumentException if the sound is longer than an engine takes. */
    static void requireShort(float[] samples) {
        if (samples.length > MOST_SECONDS * SAMPLE_RATE) {
            throw new IllegalArgumentException("A piece of sound has at most " + MOST_SECONDS + " s, got "
                    + (double) samples.length / SAMPLE_RATE);
        }
    }
}
