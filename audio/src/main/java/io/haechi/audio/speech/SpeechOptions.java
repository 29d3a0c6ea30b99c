package io.haechi.audio.speech;

/**
 * How probabilities of speech become stretches of speech. A stretch begins with a chunk at {@code onset} or above and
 * ends when the probability stays below {@code offset} for {@code minSilenceSeconds}; stretches shorter than {@code
 * minSpeechSeconds} are dropped, the others grow by {@code paddingSeconds} on both sides.
 *
 * @param onset probability at which speech begins, above 0 and at most 1
 * @param offset probability under which it may end, 0 to {@code onset}
 * @param minSpeechSeconds shortest stretch, 0 or more
 * @param minSilenceSeconds shortest gap that ends a stretch, 0 or more
 * @param paddingSeconds added on both sides, 0 or more; neighbours that then touch become one
 */
public record SpeechOptions(
        double onset, double offset, double minSpeechSeconds, double minSilenceSeconds, double paddingSeconds) {

    /** The settings that come with the detector's model. */
    public static final SpeechOptions DEFAULT = new SpeechOptions(0.5, 0.35, 0.25, 0.1, 0.03);

    public SpeechOptions {
        if (!(onset > 0 && onset <= 1)) {
            throw new IllegalArgumentException("Onset must be above 0 and at most 1, got " + onset);
        }
        if (!(offset >= 0 && offset <= onset)) {
            throw new IllegalArgumentException("Offset must be between 0 and the onset " + onset + ", got " + offset);
        }
        requireSeconds("Shortest speech", minSpeechSeconds);
        requireSeconds("Shortest silence", minSilenceSeconds);
        requireSeconds("Padding", paddingSeconds);
    }

    private static void requireSeconds(String name, double seconds) {
        if (!(seconds >= 0 && seconds < 3600)) {
            throw new IllegalArgumentException(name + " must be between 0 and 3600 s, got " + seconds);
        }
    }
}
