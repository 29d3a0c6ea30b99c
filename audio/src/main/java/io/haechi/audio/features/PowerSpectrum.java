package io.haechi.audio.features;

/**
 * Windowed power spectra of many frames at once: frame {@code l} of the batch is the real part of lane {@code l}, frame
 * {@code lanes + l} its imaginary part, so {@code 2 * lanes} frames cost one batched transform.
 */
final class PowerSpectrum {
    /** Lanes of a full batch: long enough rows for vector loops, few enough to stay in the second-level cache. */
    static final int LANES = 64;

    /** Frames of a full batch. */
    static final int FRAMES = 2 * LANES;

    private final FrameOptions options;
    private final double preEmphasis;
    private final double[] window;
    private final Fft fft;

    PowerSpectrum(FrameOptions options, double preEmphasis) {
        this.options = options;
        this.preEmphasis = preEmphasis;
        this.fft = new Fft(options.windowLength());
        this.window = new double[options.windowLength()];
        for (int i = 0; i < window.length; i++) {
            // The periodic Hann window. The half makes the two frames of a lane come out unscaled.
            window[i] = 0.5 * (0.5 - 0.5 * Math.cos(2 * Math.PI * i / window.length));
        }
    }

    /** Rows for one batch, for one thread at a time. */
    final class Workspace {
        private final int hop = options.hopLength();
        private final int columns = FRAMES + (options.windowLength() - 1) / hop;
        /** Sample {@code s} of the hop {@code c} stands in row s, column c. */
        private final double[][] hops = new double[hop][columns];

        private final double[][] re = new double[options.windowLength()][LANES];

        private final double[][] im = new double[options.windowLength()][LANES];
        final double[][] power = new double[options.bins()][FRAMES];

        /**
         * Fills {@code power} with the spectra of the frames {@code first, first + 1, ... first + 2 * lanes - 1} of the
         * stretch {@code samples[from, from + length)}.
         */
        void fill(float[] samples, int from, int length, int first, int lanes) {
            transpose(samples, from, length, first, 2 * lanes + columns - FRAMES);
            for (int i = 0; i < window.length; i++) {
                weigh(hops[i % hop], i / hop, window[i], re[i], lanes);
                weigh(hops[i % hop], i / hop + lanes, window[i], im[i], lanes);
            }
            fft.forward(re, im, lanes);
            for (int k = 0; k < power.length; k++) {
                int here = fft.row(k);
                int mirror = fft.row(k == 0 ? 0 : window.length - k);
                square(re[here], re[mirror], im[here], im[mirror], power[k], lanes);
                squareOther(re[here], re[mirror], im[here], im[mirror], power[k], lanes);
            }
        }

        /** Columns whose samples all lie inside go row by row, which the processor likes; the others one by one. */
        private void transpose(float[] samples, int from, int length, int first, int count) {
            int start = first * hop - window.length / 2;
            int inside = Math.min(count, start >= 1 ? 0 : (hop - start) / hop);
            int outside = Math.clamp((length - (long) start) / hop, inside, count);
            for (int s = 0; s < hop; s++) {
                copyInside(samples, from + start + s, hops[s], inside, outside);
            }
            for (int column = 0; column < inside; column++) {
                copyAtTheEdge(samples, from, length, start + column * hop, column);
            }
            for (int column = outside; column < count; column++) {
                copyAtTheEdge(samples, from, length, start + column * hop, column);
            }
        }

        private void copyInside(float[] samples, int base, double[] row, int inside, int outside) {
            if (preEmphasis == 0) {
                for (int column = inside; column < outside; column++) {
                    row[column] = samples[base + column * hop];
                }
                return;
            }
            for (int column = inside; column < outside; column++) {
                int at = base + column * hop;
                row[column] = samples[at] - preEmphasis * samples[at - 1];
            }
        }

        private void copyAtTheEdge(float[] samples, int from, int length, int base, int column) {
            for (int s = 0; s < hop; s++) {
                int at = base + s;
                double value = at >= 0 && at < length ? samples[from + at] : 0;
                double before = at >= 1 && at < length ? samples[from + at - 1] : 0;
                hops[s][column] = value - preEmphasis * before;
            }
        }
    }

    private static void weigh(double[] row, int shift, double weight, double[] into, int lanes) {
        for (int l = 0; l < lanes; l++) {
            into[l] = weight * row[l + shift];
        }
    }

    private static void square(double[] aRe, double[] bRe, double[] aIm, double[] bIm, double[] power, int lanes) {
        for (int l = 0; l < lanes; l++) {
            double x = aRe[l] + bRe[l];
            double y = aIm[l] - bIm[l];
            power[l] = x * x + y * y;
        }
    }

    private static void squareOther(double[] aRe, double[] bRe, double[] aIm, double[] bIm, double[] power, int lanes) {
        for (int l = 0; l < lanes; l++) {
            double x = aRe[l] - bRe[l];
            double y = aIm[l] + bIm[l];
            power[l + lanes] = x * x + y * y;
        }
    }
}
