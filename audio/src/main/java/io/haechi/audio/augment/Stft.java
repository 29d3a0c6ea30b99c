package io.haechi.audio.augment;

import io.haechi.audio.features.Fft;
import java.util.Arrays;

/**
 * Short-time Fourier transform and its least-squares inverse, with Hann windows centred on multiples of the hop (Griffin
 * and Lim, 1984). Spectra are rows of bins by columns of frames; two frames share one complex transform.
 */
final class Stft {
    private static final int LANES = 32;

    private final int size;
    private final int hop;
    private final int length;
    private final int frames;
    private final Fft fft;
    private final double[] window;
    private final double[] inverseWeights;
    private final double[][] re;
    private final double[][] im;

    /** For signals of {@code length} samples; for one thread. */
    Stft(int size, int hop, int length) {
        this.size = size;
        this.hop = hop;
        this.length = length;
        this.frames = 1 + length / hop;
        this.fft = new Fft(size);
        this.re = new double[size][LANES];
        this.im = new double[size][LANES];
        this.window = new double[size];
        for (int i = 0; i < size; i++) {
            window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / size);
        }
        this.inverseWeights = new double[paddedLength()];
        for (int frame = 0; frame < frames; frame++) {
            for (int i = 0; i < size; i++) {
                inverseWeights[frame * hop + i] += window[i] * window[i];
            }
        }
        for (int i = 0; i < inverseWeights.length; i++) {
            inverseWeights[i] = 1 / (size * Math.max(inverseWeights[i], 1e-3));
        }
    }

    int frames() {
        return frames;
    }

    int bins() {
        return size / 2 + 1;
    }

    private int paddedLength() {
        return (frames - 1) * hop + Math.max(size, hop);
    }

    /** An empty spectrum: one part of it. */
    double[][] empty() {
        return new double[bins()][frames];
    }

    /** Spectra of all frames of {@code signal} into rows of bins. */
    void analyse(double[] signal, double[][] binRe, double[][] binIm) {
        double[] padded = new double[Math.max(paddedLength(), size / 2 + length)];
        System.arraycopy(signal, 0, padded, size / 2, length);
        for (int first = 0; first < frames; first += 2 * LANES) {
            int count = Math.min(2 * LANES, frames - first);
            int lanes = (count + 1) / 2;
            load(padded, first, re, lanes);
            load(padded, first + lanes, im, count - lanes);
            fft.forward(re, im, lanes);
            for (int k = 0; k < bins(); k++) {
                int here = fft.row(k);
                int mirror = fft.row(k == 0 ? 0 : size - k);
                half(re[here], re[mirror], im[here], im[mirror], binRe[k], binIm[k], first, lanes);
                half(im[here], im[mirror], re[mirror], re[here], binRe[k], binIm[k], first + lanes, count - lanes);
            }
        }
    }

    private void load(double[] padded, int first, double[][] rows, int count) {
        for (int i = 0; i < size; i++) {
            load(padded, first * hop + i, hop, window[i], rows[i], count);
        }
    }

    private static void load(double[] padded, int from, int hop, double weight, double[] row, int count) {
        for (int l = 0; l < count; l++) {
            row[l] = weight * padded[from + l * hop];
        }
    }

    private static void half(
            double[] a, double[] b, double[] c, double[] d, double[] binRe, double[] binIm, int at, int count) {
        for (int l = 0; l < count; l++) {
            binRe[at + l] = 0.5 * (a[l] + b[l]);
            binIm[at + l] = 0.5 * (c[l] - d[l]);
        }
    }

    /** The signal whose spectra come closest to these. */
    double[] synthesise(double[][] binRe, double[][] binIm) {
        double[] padded = new double[Math.max(paddedLength(), size / 2 + length)];
        for (int first = 0; first < frames; first += 2 * LANES) {
            int count = Math.min(2 * LANES, frames - first);
            int lanes = (count + 1) / 2;
            for (int k = 0; k < size; k++) {
                int bin = Math.min(k, size - k);
                boolean isEdge = bin == 0 || bin == size / 2;
                double sign = isEdge ? 0 : k == bin ? 1 : -1;
                join(binRe[bin], binIm[bin], sign, first, lanes, count, re[k], im[k]);
            }
            // Exchanged parts make the transform an inverse one.
            fft.forward(im, re, lanes);
            add(padded, first, re, lanes);
            add(padded, first + lanes, im, count - lanes);
        }
        for (int i = 0; i < inverseWeights.length; i++) {
            padded[i] *= inverseWeights[i];
        }
        return Arrays.copyOfRange(padded, size / 2, size / 2 + length);
    }

    /** One row of {@code first + i second}, for two frames per lane, conjugate where {@code sign} is negative. */
    private static void join(
            double[] binRe, double[] binIm, double sign, int first, int lanes, int count, double[] re, double[] im) {
        for (int l = 0; l < lanes; l++) {
            re[l] = binRe[first + l];
            im[l] = sign * binIm[first + l];
        }
        for (int l = 0; l < count - lanes; l++) {
            re[l] -= sign * binIm[first + lanes + l];
            im[l] += binRe[first + lanes + l];
        }
    }

    private void add(double[] padded, int first, double[][] rows, int count) {
        for (int i = 0; i < size; i++) {
            add(padded, first * hop + i, hop, window[i], rows[fft.row(i)], count);
        }
    }

    private static void add(double[] padded, int from, int hop, double weight, double[] row, int count) {
        for (int l = 0; l < count; l++) {
            padded[from + l * hop] += weight * row[l];
        }
    }
}
