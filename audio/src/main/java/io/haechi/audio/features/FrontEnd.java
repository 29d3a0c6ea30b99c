package io.haechi.audio.features;

import java.util.Objects;

/**
 * Turns sound into a picture: {@code bands()} rows by {@code frames(samples)} columns, row-major, one value per band and
 * frame. Frames are centred on multiples of the hop and the signal is taken to be zero outside the given stretch.
 *
 * <p>Implementations are immutable and safe for any number of threads at once: each call borrows a workspace of its own.
 */
public interface FrontEnd {

    /** A short stable name that says what it computes, such as {@code log-mel-128}; recorded with every model. */
    String name();

    /** How the signal is cut into frames. */
    FrameOptions options();

    /** Number of rows. */
    int bands();

    /** Number of columns for a signal of this many samples, at least one. */
    default int frames(int samples) {
        return options().frames(samples);
    }

    /**
     * Writes the picture of {@code samples[from, from + length)} into {@code into[offset, offset + bands * frames)},
     * row-major {@code [bands][frames]}. Samples are full scale at ±1; an empty stretch is one frame of silence.
     *
     * @throws IndexOutOfBoundsException if either range does not fit its array
     */
    void apply(float[] samples, int from, int length, float[] into, int offset);

    /** The picture of {@code samples[from, from + length)} as a new array, row-major {@code [bands][frames]}. */
    default float[] apply(float[] samples, int from, int length) {
        Objects.checkFromIndexSize(from, length, samples.length);
        float[] picture = new float[Math.multiplyExact(bands(), frames(length))];
        apply(samples, from, length, picture, 0);
        return picture;
    }

    /** The picture of the whole signal as a new array, row-major {@code [bands][frames]}. */
    default float[] apply(float[] samples) {
        return apply(samples, 0, samples.length);
    }
}
