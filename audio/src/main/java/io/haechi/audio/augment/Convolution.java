package io.haechi.audio.augment;

import io.haechi.audio.features.Fft;

/**
 * Long convolutions by partitions: signal and response are cut into blocks, all blocks of the signal are transformed side
 * by side, and each block's spectrum times each partition's is added where it falls.
 */
final class Convolution {
    private static final int BLOCK = 1024;
    private static final Fft FFT = new Fft(2 * BLOCK);

    private Convolution() {}

    /** The first {@code signal.length} samples of the signal convolved with the response. */
    static float[] of(float[] signal, float[] response) {
        int blocks = (signal.length + BLOCK - 1) / BLOCK;
        int partitions = (response.length + BLOCK - 1) / BLOCK;
        double[][] xRe = spread(signal, blocks);
        double[][] xIm = new double[2 * BLOCK][blocks];
        FFT.forward(xRe, xIm, blocks);
        double[][] hRe = spread(response, partitions);
        double[][] hIm = new double[2 * BLOCK][partitions];
        FFT.forward(hRe, hIm, partitions);
        double[][] yRe = new double[2 * BLOCK][blocks];
        double[][] yIm = new double[2 * BLOCK][blocks];
        for (int k = 0; k < 2 * BLOCK; k++) {
            // The inverse takes its rows in natural order; the transforms left theirs where they fell.
            int row = FFT.row(k);
            for (int p = 0; p < Math.min(partitions, blocks); p++) {
                multiply(xRe[row], xIm[row], hRe[row][p], hIm[row][p], p, yRe[k], yIm[k], blocks);
            }
        }
        FFT.forward(yIm, yRe, blocks);
        float[] result = new float[signal.length];
        for (int n = 0; n < 2 * BLOCK; n++) {
            double[] row = yRe[FFT.row(n)];
            for (int b = 0; b < blocks && b * BLOCK + n < result.length; b++) {
                result[b * BLOCK + n] += (float) (row[b] / (2 * BLOCK));
            }
        }
        return result;
    }

    private static double[][] spread(float[] samples, int blocks) {
        double[][] rows = new double[2 * BLOCK][blocks];
        for (int i = 0; i < samples.length; i++) {
            rows[i % BLOCK][i / BLOCK] = samples[i];
        }
        return rows;
    }

    private static void multiply(
            double[] xRe, double[] xIm, double hRe, double hIm, int shift, double[] yRe, double[] yIm, int blocks) {
        for (int b = shift; b < blocks; b++) {
            yRe[b] += hRe * xRe[b - shift] - hIm * xIm[b - shift];
            yIm[b] += hRe * xIm[b - shift] + hIm * xRe[b - shift];
        }
    }
}
