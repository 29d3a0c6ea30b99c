package io.haechi.audio.features;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The log-mel power spectrum, in decibels: what one sees of a voice when loudness is heard in ratios and pitch in mels.
 *
 * <p>Meets librosa's conventions, to better than 1e-4 dB for sound at full scale ±1:
 *
 * <pre>{@code
 * y = librosa.effects.preemphasis(y, coef=preEmphasis, zi=[0.0])      # only if preEmphasis > 0
 * S = librosa.feature.melspectrogram(y=y, sr=sampleRate, n_fft=windowLength, hop_length=hopLength, n_mels=bands,
 *         window="hann", center=True, pad_mode="constant", power=2.0, htk=False, norm="slaney")
 * librosa.power_to_db(S, ref=1.0, amin=1e-10, top_db=topDb)           # None for NO_TOP_DB
 * }</pre>
 *
 * <p>All arithmetic is in double precision, since in single precision the rounding of a transform drowns bands 40 dB
 * below the loudest. It is fast all the same: {@value PowerSpectrum#FRAMES} frames are transformed side by side in loops
 * that the virtual machine vectorises, and each band reads the few bins it has.
 *
 * <p>A NaN or infinite sample makes the frames that hold it, and those transformed beside them, meaningless; it is never
 * an exception. Whoever reads sound from outside refuses such samples first.
 */
public final class LogMel implements MelFrontEnd {
    /** The value of {@code topDb} that leaves the range open. */
    public static final double NO_TOP_DB = Double.POSITIVE_INFINITY;

    /** The usual factor of pre-emphasis for speech. */
    public static final double SPEECH_PRE_EMPHASIS = 0.97;

    private static final double FLOOR = 1e-10;

    private final FrameOptions options;
    private final MelFilters filters;
    private final double preEmphasis;
    private final double topDb;
    private final PowerSpectrum spectrum;
    private final AtomicReference<Workspace> spare = new AtomicReference<>();

    /** This many mel bands, without pre-emphasis and with an open range. */
    public LogMel(FrameOptions options, int bands) {
        this(options, bands, 0, NO_TOP_DB);
    }

    /**
     * All that can be chosen.
     *
     * @param bands number of mel bands, 1 to {@code options.bins()}
     * @param preEmphasis share of the previous sample taken off each sample, 0 (none) to below 1
     * @param topDb how far below the loudest value of the whole picture the quietest may lie, in dB, positive;
     *     {@link #NO_TOP_DB} for any
     */
    public LogMel(FrameOptions options, int bands, double preEmphasis, double topDb) {
        if (!(preEmphasis >= 0 && preEmphasis < 1)) {
            throw new IllegalArgumentException("Pre-emphasis must be from 0 to below 1, got " + preEmphasis);
        }
        if (!(topDb > 0)) {
            throw new IllegalArgumentException("Top dB must be positive, got " + topDb);
        }
        this.options = options;
        this.filters = new MelFilters(options.sampleRate(), options.windowLength(), bands);
        this.preEmphasis = preEmphasis;
        this.topDb = topDb;
        this.spectrum = new PowerSpectrum(options, preEmphasis);
    }

    @Override
    public String name() {
        return "log-mel-" + bands()
                + (preEmphasis > 0 ? "-pre" + preEmphasis : "")
                + (topDb < NO_TOP_DB ? "-top" + topDb : "");
    }

    @Override
    public FrameOptions options() {
        return options;
    }

    @Override
    public int bands() {
        return filters.bands();
    }

    @Override
    public int melBands() {
        return bands();
    }

    @Override
    public double hertz(int melBand) {
        return filters.middle(melBand);
    }

    double preEmphasis() {
        return preEmphasis;
    }

    double topDb() {
        return topDb;
    }

    MelFilters filters() {
        return filters;
    }

    @Override
    public void apply(float[] samples, int from, int length, float[] into, int offset) {
        int size = Math.multiplyExact(bands(), frames(length));
        Objects.checkFromIndexSize(offset, size, into.length);
        compute(samples, from, length, (row, count, at) -> narrow(row, count, into, offset + at));
        if (topDb < NO_TOP_DB) {
            clamp(into, offset, size);
        }
    }

    @Override
    public void spectrum(float[] samples, int from, int length, double[] into) {
        int size = Math.multiplyExact(bands(), frames(length));
        Objects.checkFromIndexSize(0, size, into.length);
        compute(samples, from, length, (row, count, at) -> System.arraycopy(row, 0, into, at, count));
        if (topDb < NO_TOP_DB) {
            clamp(into, size);
        }
    }

    @Override
    public void picture(double[] spectrum, int frames, float[] into, int offset) {
        int size = Math.multiplyExact(bands(), frames);
        Objects.checkFromIndexSize(0, size, spectrum.length);
        Objects.checkFromIndexSize(offset, size, into.length);
        narrow(spectrum, size, into, offset);
    }

    private void compute(float[] samples, int from, int length, RowSink sink) {
        Objects.checkFromIndexSize(from, length, samples.length);
        int frames = frames(length);
        Workspace borrowed = spare.getAndSet(null);
        Workspace work = borrowed == null ? new Workspace() : borrowed;
        for (int first = 0; first < frames; first += PowerSpectrum.FRAMES) {
            work.batch(samples, from, length, first, Math.min(PowerSpectrum.FRAMES, frames - first), sink);
        }
        spare.set(work);
    }

    private static void narrow(double[] row, int count, float[] into, int offset) {
        for (int l = 0; l < count; l++) {
            into[offset + l] = (float) row[l];
        }
    }

    private void clamp(float[] into, int offset, int size) {
        float loudest = Float.NEGATIVE_INFINITY;
        for (int i = offset; i < offset + size; i++) {
            loudest = Math.max(loudest, into[i]);
        }
        float least = (float) (loudest - topDb);
        for (int i = offset; i < offset + size; i++) {
            into[i] = Math.max(least, into[i]);
        }
    }

    private void clamp(double[] into, int size) {
        double loudest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            loudest = into[i] > loudest ? into[i] : loudest;
        }
        double least = loudest - topDb;
        for (int i = 0; i < size; i++) {
            into[i] = into[i] > least ? into[i] : least;
        }
    }

    /** Takes a stretch of one row of the picture, to stand from {@code at} on. */
    private interface RowSink {
        void take(double[] row, int count, int at);
    }

    /** What one call needs; handed from call to call so that it is allocated once per thread at work. */
    private final class Workspace {
        private final PowerSpectrum.Workspace spectra = spectrum.new Workspace();
        private final double[] band = new double[PowerSpectrum.FRAMES];
        private final double[] exponents = new double[PowerSpectrum.FRAMES];

        void batch(float[] samples, int from, int length, int first, int count, RowSink sink) {
            int lanes = (count + 1) / 2;
            spectra.fill(samples, from, length, first, lanes);
            int frames = frames(length);
            for (int b = 0; b < bands(); b++) {
                filters.sum(b, spectra.power, band, 2 * lanes);
                Decibels.of(band, exponents, count, FLOOR);
                sink.take(band, count, b * frames + first);
            }
        }
    }
}
