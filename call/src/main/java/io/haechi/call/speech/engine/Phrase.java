package io.haechi.call.speech.engine;

/**
 * Words that were said in one go, with times in the sound that was given.
 *
 * @param startSeconds where they begin, 0 or more
 * @param endSeconds where they end, not before the start
 * @param text what was said, not empty
 * @param confidence geometric mean of the probabilities of its tokens, 0 to 1; NaN if the engine does not say
 */
public record Phrase(double startSeconds, double endSeconds, String text, double confidence) {

    public Phrase {
        if (!(startSeconds >= 0) || !(endSeconds >= startSeconds)) {
            throw new IllegalArgumentException("A phrase must start at 0 or later and not end before its start, got "
                    + startSeconds + " to " + endSeconds);
        }
        if (text.isBlank()) {
            throw new IllegalArgumentException("A phrase needs words, got none");
        }
    }
}
