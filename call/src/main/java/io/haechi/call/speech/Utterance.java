package io.haechi.call.speech;

/**
 * What one speaker said in one go.
 *
 * @param channel of the recording, from 1 on
 * @param startSeconds where it begins in the recording
 * @param endSeconds where it ends
 * @param text what was said
 * @param language a code such as {@code ko}; empty if not known
 * @param confidence 0 to 1; NaN if the engine does not say
 */
public record Utterance(
        int channel, double startSeconds, double endSeconds, String text, String language, double confidence) {

    public Utterance {
        if (channel < 1) {
            throw new IllegalArgumentException("Channels are counted from 1 on, got " + channel);
        }
        if (!(startSeconds >= 0) || !(endSeconds >= startSeconds)) {
            throw new IllegalArgumentException(
                    "An utterance must start at 0 or later and not end before its start, got " + startSeconds + " to "
                            + endSeconds);
        }
    }
}
