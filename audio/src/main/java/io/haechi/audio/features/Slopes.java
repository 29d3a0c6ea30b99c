package io.haechi.audio.features;

import java.util.Arrays;

/**
 * Derivatives over time of the rows of a picture by local polynomials over nine frames (Savitzky and Golay, 1964): a
 * line for the slope, a parabola for the curvature. Within four frames of either end the polynomial of the outermost
 * nine frames is continued, which leaves both derivatives constant there.
 */
final class Slopes {
    private static final int REACH = 4;
    private static final int WIDTH = 2 * REACH + 1;
    private static final double[] LINE = new double[WIDTH];
    private static final double[] PARABOLA = new double[WIDTH];

    static {
        double meanSquare = 60.0 / WIDTH;
        for (int i = -REACH; i <= REACH; i++) {
            LINE[i + REACH] = i / 60.0;
            PARABOLA[i + REACH] = 2 * (i * i - meanSquare) / 308.0;
        }
    }

    private Slopes() {}

    /** Weights of nine frames for the slope. */
    static double[] line() {
        return LINE.clone();
    }

    /** Weights of nine frames for the curvature. */
    static double[] parabola() {
        return PARABOLA.clone();
    }

    /** Writes the slopes of {@code rows} rows that start at {@code from} to {@code to}, both in {@code picture}. */
    static void first(float[] picture, int from, int rows, int frames, int to) {
        apply(LINE, picture, from, rows, frames, to);
    }

    /** Writes the curvatures of {@code rows} rows that start at {@code from} to {@code to}, both in {@code picture}. */
    static void second(float[] picture, int from, int rows, int frames, int to) {
        apply(PARABOLA, picture, from, rows, frames, to);
    }

    private static void apply(double[] weights, float[] picture, int from, int rows, int frames, int to) {
        double[] line = new double[Math.max(frames, WIDTH) + 2 * REACH];
        double[] sums = new double[line.length];
        for (int row = 0; row < rows; row++) {
            row(weights, picture, from + row * frames, frames, to + row * frames, line, sums);
        }
    }

    private static void row(
            double[] weights, float[] picture, int from, int frames, int to, double[] line, double[] sums) {
        // With fewer than nine frames the first and last are repeated; otherwise only full windows are asked for.
        int shift = frames < WIDTH ? REACH : 0;
        for (int t = 0; t < frames; t++) {
            line[t + shift] = picture[from + t];
        }
        Arrays.fill(line, 0, shift, line[shift]);
        Arrays.fill(line, frames + shift, frames + 2 * shift, line[frames + shift - 1]);
        int windows = frames + 2 * shift - 2 * REACH;
        Arrays.fill(sums, 0, windows, 0);
        for (int i = 0; i < REACH; i++) {
            add(line, i, weights[i], WIDTH - 1 - i, weights[WIDTH - 1 - i], sums, windows);
        }
        add(line, REACH, weights[REACH], sums, windows);
        // Frames before the first full window and after the last one continue their polynomials.
        int lead = REACH - shift;
        for (int t = 0; t < windows; t++) {
            picture[to + lead + t] = (float) sums[t];
        }
        Arrays.fill(picture, to, to + lead, (float) sums[0]);
        Arrays.fill(picture, to + lead + windows, to + frames, (float) sums[windows - 1]);
    }

    private static void add(double[] line, int shift, double weight, double[] sums, int count) {
        for (int t = 0; t < count; t++) {
            sums[t] += weight * line[t + shift];
        }
    }

    private static void add(
            double[] line, int left, double leftWeight, int right, double rightWeight, double[] sums, int count) {
        for (int t = 0; t < count; t++) {
            sums[t] += leftWeight * line[t + left] + rightWeight * line[t + right];
        }
    }
}
