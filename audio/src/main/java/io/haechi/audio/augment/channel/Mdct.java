package io.haechi.audio.augment.channel;

import io.haechi.audio.features.Fft;
import java.util.Arrays;

/**
 * Modified discrete cosine transform with sine windows (Princen, Johnson and Bradley, 1987), many blocks at a time, each
 * by one complex transform of twice its length. Blocks overlap by half; what is transformed and brought back unchanged is
 * the signal again.
 */
final class Mdct {
    private static final int LANES = 32;

    private final int block;
    private final Fft fft;
    private final double[] window;
    /** One turn in steps of pi / 4N, N being the block: it holds every twiddle that is needed. */
    private final double[] cos;

    private final double[] sin;
    private final double[][] re;
    private final double[][] im;

    /** For blocks of {@code block} coefficients, an even number with no prime factor above 5; for one thread. */
    Mdct(int block) {
        this.block = block;
        this.fft = new Fft(2 * block);
        this.window = new double[2 * block];
        this.cos = new double[8 * block];
        this.sin = new double[8 * block];
        for (int i = 0; i < cos.length; i++) {
            cos[i] = Math.cos(2 * Math.PI * i / cos.length);
            sin[i] = Math.sin(2 * Math.PI * i / cos.length);
        }
        for (int i = 0; i < window.length; i++) {
            window[i] = Math.sin(Math.PI * (i + 0.5) / window.length);
        }
        this.re = new double[2 * block][LANES];
        this.im = new double[2 * block][LANES];
    }

    /** The blocks of a signal, one more than it fills: rows of {@code block} coefficients. */
    double[][] analyse(float[] samples) {
        int blocks = (samples.length + block - 1) / block + 1;
        float[] padded = new float[(blocks + 1) * block];
        System.arraycopy(samples, 0, padded, block, samples.length);
        double[][] result = new double[blocks][block];
        for (int first = 0; first < blocks; first += LANES) {
            int lanes = Math.min(LANES, blocks - first);
            for (int n = 0; n < 2 * block; n++) {
                for (int l = 0; l < lanes; l++) {
                    re[n][l] = window[n] * padded[(first + l) * block + n];
                }
                turn(n, 2L * n, lanes);
            }
            fft.forward(re, im, lanes);
            for (int k = 0; k < block; k++) {
                int at = (int) ((2L * k + 1) * (block + 1) % cos.length);
                int row = fft.row(k);
                for (int l = 0; l < lanes; l++) {
                    result[first + l][k] = re[row][l] * cos[at] + im[row][l] * sin[at];
                }
            }
        }
        return result;
    }

    /** The signal of {@code length} samples that these blocks stand for. */
    float[] synthesise(double[][] blocks, int length) {
        double[] sum = new double[(blocks.length + 1) * block];
        for (int first = 0; first < blocks.length; first += LANES) {
            int lanes = Math.min(LANES, blocks.length - first);
            for (int k = 0; k < 2 * block; k++) {
                Arrays.fill(re[k], 0);
                for (int l = 0; k < block && l < lanes; l++) {
                    re[k][l] = blocks[first + l][k];
                }
                turn(k, 2L * k * (block + 1), lanes);
            }
            fft.forward(re, im, lanes);
            for (int n = 0; n < 2 * block; n++) {
                int at = (2 * n + block + 1) % cos.length;
                int row = fft.row(n);
                double weight = 2 * window[n] / block;
                for (int l = 0; l < lanes; l++) {
                    sum[(first + l) * block + n] += weight * (re[row][l] * cos[at] + im[row][l] * sin[at]);
                }
            }
        }
        float[] result = new float[length];
        for (int i = 0; i < length; i++) {
            result[i] = (float) sum[block + i];
        }
        return result;
    }

    /** Makes a real row complex: times {@code exp(-i pi angle / 4N)}. */
    private void turn(int row, long angle, int lanes) {
        int at = (int) (angle % cos.length);
        for (int l = 0; l < lanes; l++) {
            im[row][l] = -re[row][l] * sin[at];
            re[row][l] *= cos[at];
        }
    }
}
