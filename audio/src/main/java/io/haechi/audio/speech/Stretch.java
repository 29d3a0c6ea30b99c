package io.haechi.audio.speech;

/**
 * A piece of time in which somebody speaks.
 *
 * @param startSeconds first moment, from the start of the sound, 0 or more
 * @param endSeconds moment after the last, more than the start
 */
public record Stretch(double startSeconds, double endSeconds) {

    public Stretch {
        if (!(startSeconds >= 0) || !(endSeconds > startSeconds)) {
            throw new IllegalArgumentException("A stretch must start at 0 or later and end after its start, got "
                    + startSeconds + " to " + endSeconds);
        }
    }

    /** Length in seconds. */
    public double seconds() {
        return endSeconds - startSeconds;
    }
}
