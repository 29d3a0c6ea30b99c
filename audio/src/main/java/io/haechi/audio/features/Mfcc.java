package io.haechi.audio.features;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Mel-frequency cepstral coefficients: the shape of the log-mel spectrum as a sum of cosines, with the coefficients'
 * slope and curvature over time when asked.
 *
 * <p>Meets librosa's conventions, to better than 1e-4:
 *
 * <pre>{@code
 * m = librosa.feature.mfcc(y=y, sr=sampleRate, n_mfcc=coefficients, n_mels=melBands, n_fft=windowLength,
 *         hop_length=hopLength, center=True, pad_mode="constant")     # dct_type=2, norm="ortho", top_db=80
 * np.concatenate([m, librosa.feature.delta(m), librosa.feature.delta(m, order=2)])        # width=9, mode="interp"
 * }</pre>
 *
 * <p>librosa refuses slopes of fewer than nine frames; here the first and last frame are repeated instead. Rows are the
 * coefficients, then their slopes, then their curvatures.
 */
public final class Mfcc implements MelFrontEnd {
    /** The range of librosa's {@code power_to_db}, in dB. */
    public static final double TOP_DB = 80;

    private final LogMel logMel;
    private final int coefficients;
    private final boolean delta;
    private final boolean deltaDelta;
    private final CosineTransform transform;
    private final AtomicReference<double[]> spare = new AtomicReference<>();

    /** Coefficients of the sound as it is, without pre-emphasis. */
    public Mfcc(FrameOptions options, int coefficients, int melBands, boolean delta, boolean deltaDelta) {
        this(options, coefficients, melBands, delta, deltaDelta, 0);
    }

    /**
     * All that can be chosen.
     *
     * @param coefficients how many coefficients to keep, 1 to {@code melBands}
     * @param melBands mel bands they are computed from, 1 to {@code options.bins()}, with no prime factor above 5
     * @param delta whether to append each coefficient's slope per frame
     * @param deltaDelta whether to append each coefficient's curvature per squared frame
     * @param preEmphasis share of the previous sample taken off each sample, 0 (none) to below 1
     */
    public Mfcc(
            FrameOptions options,
            int coefficients,
            int melBands,
            boolean delta,
            boolean deltaDelta,
            double preEmphasis) {
        if (coefficients < 1 || coefficients > melBands) {
            throw new IllegalArgumentException(
                    "Coefficients must be between 1 and the " + melBands + " mel bands, got " + coefficients);
        }
        this.logMel = new LogMel(options, melBands, preEmphasis, TOP_DB);
        this.coefficients = coefficients;
        this.delta = delta;
        this.deltaDelta = deltaDelta;
        this.transform = new CosineTransform(melBands, coefficients);
    }

    @Override
    public String name() {
        return "mfcc-" + coefficients + "-of-" + logMel.bands()
                + (delta ? "-d" : "")
                + (deltaDelta ? "-dd" : "")
                + (logMel.preEmphasis() > 0 ? "-pre" + logMel.preEmphasis() : "");
    }

    @Override
    public FrameOptions options() {
        return logMel.options();
    }

    @Override
    public int bands() {
        return coefficients * (1 + (delta ? 1 : 0) + (deltaDelta ? 1 : 0));
    }

    @Override
    public int melBands() {
        return logMel.bands();
    }

    @Override
    public double hertz(int melBand) {
        return logMel.hertz(melBand);
    }

    LogMel logMel() {
        return logMel;
    }

    int coefficients() {
        return coefficients;
    }

    boolean hasDelta() {
        return delta;
    }

    boolean hasDeltaDelta() {
        return deltaDelta;
    }

    @Override
    public void apply(float[] samples, int from, int length, float[] into, int offset) {
        Objects.checkFromIndexSize(from, length, samples.length);
        int frames = frames(length);
        Objects.checkFromIndexSize(offset, Math.multiplyExact(bands(), frames), into.length);
        int needed = Math.multiplyExact(logMel.bands(), frames);
        double[] borrowed = spare.getAndSet(null);
        double[] mel = borrowed == null || borrowed.length < needed ? new double[needed] : borrowed;
        logMel.spectrum(samples, from, length, mel);
        picture(mel, frames, into, offset);
        spare.set(mel);
    }

    @Override
    public void spectrum(float[] samples, int from, int length, double[] into) {
        logMel.spectrum(samples, from, length, into);
    }

    @Override
    public void picture(double[] spectrum, int frames, float[] into, int offset) {
        Objects.checkFromIndexSize(0, Math.multiplyExact(logMel.bands(), frames), spectrum.length);
        Objects.checkFromIndexSize(offset, Math.multiplyExact(bands(), frames), into.length);
        transform.apply(spectrum, frames, into, offset);
        int next = offset + coefficients * frames;
        if (delta) {
            Slopes.first(into, offset, coefficients, frames, next);
            next += coefficients * frames;
        }
        if (deltaDelta) {
            Slopes.second(into, offset, coefficients, frames, next);
        }
    }
}
