package io.haechi.voice;

/**
 * How a recording is cut before it is judged.
 *
 * @param seconds length of a window; a shorter recording is repeated until it fills one
 * @param hopSeconds distance between the beginnings of two windows; at most the length, so that nothing goes unheard
 */
public record WindowOptions(double seconds, double hopSeconds) {

    public WindowOptions {
        if (!(seconds >= 0.5 && seconds <= 30)) {
            throw new IllegalArgumentException("Window must be 0.5 to 30 seconds long, got " + seconds);
        }
        if (!(hopSeconds > 0 && hopSeconds <= seconds)) {
            throw new IllegalArgumentException(
                    "Hop must be above zero and at most the window's " + seconds + " seconds, got " + hopSeconds);
        }
    }

    /** Samples in a window at 16 kHz. */
    public int length() {
        return (int) Math.round(seconds * Voice.SAMPLE_RATE);
    }

    /** Samples between two windows at 16 kHz. */
    public int hop() {
        return (int) Math.round(hopSeconds * Voice.SAMPLE_RATE);
    }

    /** For messages: {@code 2.0 s every 1.0 s}. */
    String words() {
        return seconds + " s every " + hopSeconds + " s";
    }
}
