package io.haechi.audio.speech;

import io.haechi.core.ModelException;

/**
 * Hears where somebody speaks, with the Silero voice activity model (version 6.2.3, MIT, shipped inside).
 *
 * <p>The model looks at chunks of 512 samples at 16 kHz (32 ms), each with the 64 samples before it, and remembers what
 * it heard in a recurrent state. One detector serves any number of channels, also from several threads; each channel
 * gets its own {@link SpeechActivity}. Language matters little; singing, babble and music with voices may count as
 * speech, and very quiet speech in loud noise is missed.
 *
 * @see <a href="https://github.com/snakers4/silero-vad">Silero VAD</a>
 */
public final class SpeechDetector implements AutoCloseable {

    /** Samples per second that it hears. */
    public static final int SAMPLE_RATE = 16_000;

    /** Samples of one chunk. */
    public static final int CHUNK = 512;

    private final SileroNetwork network;

    private SpeechDetector(SileroNetwork network) {
        this.network = network;
    }

    /**
     * Loads the model that ships with this module.
     *
     * @throws ModelException when it is missing, altered or cannot be loaded
     */
    public static SpeechDetector open() {
        return new SpeechDetector(SileroNetwork.load());
    }

    /** A listener for one channel with the usual options. */
    public SpeechActivity newActivity() {
        return newActivity(SpeechOptions.DEFAULT);
    }

    /** A listener for one channel. */
    public SpeechActivity newActivity(SpeechOptions options) {
        return new SpeechActivity(network, options, Double.POSITIVE_INFINITY);
    }

    /**
     * A listener with the usual options for a channel that goes on for hours.
     *
     * @param memorySeconds stretches and quality are reported of this many seconds before now, above zero
     */
    public SpeechActivity newActivity(double memorySeconds) {
        if (!(memorySeconds > 0)) {
            throw new IllegalArgumentException("Memory must be above 0 s, got " + memorySeconds);
        }
        return new SpeechActivity(network, SpeechOptions.DEFAULT, memorySeconds);
    }

    /** Frees the model; its listeners must not be fed any more. */
    @Override
    public void close() {
        network.close();
    }
}
