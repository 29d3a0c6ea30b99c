package io.haechi.audio;

import java.util.List;

/**
 * Sound that is read piece by piece, one row per channel, so that an hour needs no more memory than a minute.
 *
 * <p>Not safe for several threads at once. Close it: a stream may hold an open file or a child process.
 */
public interface SoundStream extends AutoCloseable {

    /** Samples per second of every channel. */
    int sampleRate();

    /** Number of channels, 1 to 8. */
    int channels();

    /**
     * Reads the next frames into {@code into[channel][0..n)} as floats where full scale is -1 to 1 (decoders and
     * resampling may overshoot a little).
     *
     * @param into one row per channel, each at least {@code frames} long
     * @param frames how many frames to read at most, at least 1
     * @return how many frames were read per channel, at least 1, or -1 at the end
     * @throws io.haechi.core.UnreadableInputException when the rest cannot be read; the message is one sentence
     */
    int read(float[][] into, int frames);

    /** What a reader of the verdict should know about this sound, one sentence each; complete after the last read. */
    default List<String> notes() {
        return List.of();
    }

    /** Releases the file or ends the child process; may be called at any time and more than once. */
    @Override
    void close();
}
