package io.haechi.audio.features;

import java.util.Arrays;

/**
 * Triangular filters, evenly spaced on Slaney's mel scale (linear below 1 kHz, logarithmic above) from 0 Hz to half the
 * sample rate, each of unit area: {@code librosa.filters.mel(htk=False, norm="slaney")}.
 *
 * <p>Stored sparsely: band {@code b} has weights for {@code count(b)} neighbouring bins from {@code first(b)} on. A band
 * narrower than the distance of two bins may have none.
 *
 * @see <a href="https://engineering.purdue.edu/~malcolm/interval/1998-010/">Slaney, Auditory Toolbox, 1998</a>
 */
public final class MelFilters {
    private static final double LINEAR_HZ_PER_MEL = 200.0 / 3;
    private static final double LOG_START_HZ = 1000;
    private static final double LOG_START_MEL = LOG_START_HZ / LINEAR_HZ_PER_MEL;
    private static final double LOG_STEP = Math.log(6.4) / 27;

    private final int bins;
    private final double top;
    private final int[] firsts;
    private final float[][] weights;

    /**
     * Filters for the bins of a transform.
     *
     * @param sampleRate in hertz, positive
     * @param transformLength samples of the transform, at least 2; it has {@code transformLength / 2 + 1} bins
     * @param bands number of filters, 1 to the number of bins
     */
    public MelFilters(int sampleRate, int transformLength, int bands) {
        this.bins = transformLength / 2 + 1;
        if (bands < 1 || bands > bins) {
            throw new IllegalArgumentException("Mel bands must be between 1 and " + bins
                    + " (the bins of a transform of " + transformLength + " samples), got " + bands);
        }
        this.firsts = new int[bands];
        this.weights = new float[bands][];
        this.top = mel(sampleRate / 2.0);
        for (int band = 0; band < bands; band++) {
            double left = hertz(top * band / (bands + 1));
            double centre = hertz(top * (band + 1) / (bands + 1));
            double right = hertz(top * (band + 2) / (bands + 1));
            fill(band, left, centre, right, (double) sampleRate / transformLength);
        }
    }

    private void fill(int band, double left, double centre, double right, double binHz) {
        float[] row = new float[bins];
        int first = bins;
        int last = -1;
        for (int bin = 0; bin < bins; bin++) {
            double hertz = bin * binHz;
            double height = Math.min((hertz - left) / (centre - left), (right - hertz) / (right - centre));
            if (height > 0) {
                // librosa keeps its filters in single precision; so do we.
                row[bin] = (float) ((float) height * (2 / (right - left)));
                first = Math.min(first, bin);
                last = bin;
            }
        }
        firsts[band] = last < 0 ? 0 : first;
        weights[band] = last < 0 ? new float[0] : Arrays.copyOfRange(row, first, last + 1);
    }

    /** Number of filters. */
    public int bands() {
        return weights.length;
    }

    /** Number of frequency bins they read. */
    public int bins() {
        return bins;
    }

    /** The middle of this band, in hertz. */
    public double middle(int band) {
        return hertz(top * (band + 1) / (bands() + 1));
    }

    /** The first bin with a weight in this band. */
    public int first(int band) {
        return firsts[band];
    }

    /** How many bins have a weight in this band. */
    public int count(int band) {
        return weights[band].length;
    }

    /** Weight of bin {@code first(band) + i} in this band, {@code i} from 0 to {@code count(band) - 1}. */
    public float weight(int band, int i) {
        return weights[band][i];
    }

    /** Writes the weighted sums of this band over rows of powers, one row per bin, into {@code into}. */
    void sum(int band, double[][] power, double[] into, int lanes) {
        float[] row = weights[band];
        int first = firsts[band];
        int i = 0;
        Arrays.fill(into, 0, lanes, 0);
        for (; i + 1 < row.length; i += 2) {
            add(power[first + i], row[i], power[first + i + 1], row[i + 1], into, lanes);
        }
        for (; i < row.length; i++) {
            add(power[first + i], row[i], into, lanes);
        }
    }

    private static void add(double[] a, double p, double[] into, int lanes) {
        for (int l = 0; l < lanes; l++) {
            into[l] += p * a[l];
        }
    }

    private static void add(double[] a, double p, double[] b, double q, double[] into, int lanes) {
        for (int l = 0; l < lanes; l++) {
            into[l] += p * a[l] + q * b[l];
        }
    }

    /** Slaney's mel of a frequency in hertz. */
    public static double mel(double hertz) {
        return hertz < LOG_START_HZ
                ? hertz / LINEAR_HZ_PER_MEL
                : LOG_START_MEL + Math.log(hertz / LOG_START_HZ) / LOG_STEP;
    }

    /** The frequency in hertz of one of Slaney's mels. */
    public static double hertz(double mel) {
        return mel < LOG_START_MEL
                ? mel * LINEAR_HZ_PER_MEL
                : LOG_START_HZ * Math.exp(LOG_STEP * (mel - LOG_START_MEL));
    }
}
