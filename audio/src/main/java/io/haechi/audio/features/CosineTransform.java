package io.haechi.audio.features;

/**
 * The orthonormal cosine transform of type II over the rows of a picture, through one complex Fourier transform of the
 * same size for every two frames (Makhoul, 1980): even rows forwards, then odd rows backwards, transformed, turned by a
 * quarter of a bin, real part taken.
 */
final class CosineTransform {
    private static final int LANES = 32;

    private final int kept;
    private final Fft fft;
    private final double[] cos;
    private final double[] sin;

    /**
     * A transform of {@code size} rows of which the first {@code kept} coefficients are wanted.
     *
     * @param size with no prime factor above 5
     */
    CosineTransform(int size, int kept) {
        this.kept = kept;
        this.fft = new Fft(size);
        this.cos = new double[kept];
        this.sin = new double[kept];
        for (int k = 0; k < kept; k++) {
            // Half of it since the two frames of a lane come out of their joint transform doubled.
            double scale = 0.5 * Math.sqrt((k == 0 ? 1.0 : 2.0) / size);
            cos[k] = scale * Math.cos(Math.PI * k / (2 * size));
            sin[k] = scale * Math.sin(Math.PI * k / (2 * size));
        }
    }

    /** Transforms the columns of {@code picture}, row-major with {@code frames} columns, into {@code into[offset...]}. */
    void apply(double[] picture, int frames, float[] into, int offset) {
        int size = fft.size();
        double[][] re = new double[size][LANES];
        double[][] im = new double[size][LANES];
        for (int first = 0; first < frames; first += 2 * LANES) {
            int count = Math.min(2 * LANES, frames - first);
            int lanes = (count + 1) / 2;
            for (int n = 0; n < size; n++) {
                int row = n % 2 == 0 ? n / 2 : size - 1 - n / 2;
                System.arraycopy(picture, n * frames + first, re[row], 0, lanes);
                System.arraycopy(picture, n * frames + first + lanes, im[row], 0, count - lanes);
            }
            fft.forward(re, im, lanes);
            for (int k = 0; k < kept; k++) {
                int here = fft.row(k);
                int mirror = fft.row(k == 0 ? 0 : size - k);
                int at = offset + k * frames + first;
                turn(re[here], re[mirror], im[here], im[mirror], cos[k], sin[k], into, at, lanes);
                turn(im[here], im[mirror], re[mirror], re[here], cos[k], sin[k], into, at + lanes, count - lanes);
            }
        }
    }

    /** {@code cos * (a + b) + sin * (c - d)}, the turned real part of {@code (a + b) / 2 + i (c - d) / 2}. */
    private static void turn(
            double[] a, double[] b, double[] c, double[] d, double cos, double sin, float[] into, int at, int count) {
        for (int l = 0; l < count; l++) {
            into[at + l] = (float) (cos * (a[l] + b[l]) + sin * (c[l] - d[l]));
        }
    }
}
