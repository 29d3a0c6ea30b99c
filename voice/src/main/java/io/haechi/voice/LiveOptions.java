package io.haechi.voice;

/**
 * How sound is judged while it goes on.
 *
 * <p><b>Memory.</b> A verdict looks at the last {@code memorySeconds} of sound and at nothing before. Without an end to
 * memory, a voice that is exchanged in the tenth minute of a call would be a tenth of the mean that the verdict is, and
 * the more trusted the longer the call had been honest; with a short one, every cough would turn it. When one voice takes
 * over from another that spoke as much, the mean of the windows' log-odds is halfway after half the memory: 15 seconds
 * with the 30 of {@link #DEFAULT}. A recording shorter than the memory gets the very verdict that it gets as a file. Silence is forgotten into as well:
 * 30 seconds after the last word nothing is left to judge, and the verdict says so.
 *
 * @param memorySeconds seconds of sound that a verdict looks back on, 5 to 3,600
 * @param firstSpeechSeconds seconds of speech before the first verdict, 0 to 60: a figure on a second of speech jumps
 *     about
 * @param everySeconds seconds of sound from one verdict to the next, 0.1 to 60
 */
public record LiveOptions(double memorySeconds, double firstSpeechSeconds, double everySeconds) {
    /** The last 30 seconds, every second once 4 seconds of speech have been heard. */
    public static final LiveOptions DEFAULT = new LiveOptions(30, 4, 1);

    public LiveOptions {
        require("Memory", memorySeconds, 5, 3_600);
        require("Speech before the first verdict", firstSpeechSeconds, 0, 60);
        require("Time between verdicts", everySeconds, 0.1, 60);
    }

    /** The same with another memory. */
    public LiveOptions withMemory(double seconds) {
        return new LiveOptions(seconds, firstSpeechSeconds, everySeconds);
    }

    private static void require(String what, double seconds, double least, double most) {
        if (!(seconds >= least && seconds <= most)) {
            throw new IllegalArgumentException(
                    what + " must be between " + least + " and " + most + " s, got " + seconds);
        }
    }
}
