package io.haechi.audio.features;

/**
 * A front end whose picture is made of a log-mel spectrum. Between the two one can change the spectrum, such as take a
 * patch out of it, and see what picture comes of that: a change in time and frequency for models that are not given time and
 * frequency.
 */
public sealed interface MelFrontEnd extends FrontEnd permits LogMel, Mfcc {

    /** Mel bands of the spectrum, at least one. */
    int melBands();

    /** The middle of a mel band, in hertz. */
    double hertz(int melBand);

    /**
     * Writes the spectrum of {@code samples[from, from + length)}, in decibels and limited to the front end's range, into
     * the first {@code melBands * frames} values of {@code into}, row-major {@code [melBands][frames]}.
     *
     * @throws IndexOutOfBoundsException if either range does not fit its array
     */
    void spectrum(float[] samples, int from, int length, double[] into);

    /**
     * Writes the picture of a spectrum, as {@link #spectrum} gives it and perhaps changed since, into {@code into[offset,
     * offset + bands * frames)}, row-major {@code [bands][frames]}. Of an unchanged spectrum it is the picture of the sound.
     *
     * @param spectrum {@code melBands * frames} values or more
     * @throws IndexOutOfBoundsException if a range does not fit its array
     */
    void picture(double[] spectrum, int frames, float[] into, int offset);
}
