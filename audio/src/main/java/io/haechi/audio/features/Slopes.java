package io.haechi.audio.features;

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
        for (int t = 0; t < frames + 2 * shift; t++) {
            line[t] = picture[from + Math.clamp(t - shift, 0, frames - 1)];
        }
        int windows = frames + 2 * shift - 2 * REACH;
        java.util.Arrays.fill(sums, 0, windows, 0);
        for (int i = 0; i < WIDTH; i++) {
            add(line, i, weights[i], sums, windows);
        }
        for (int t = 0; t < frames; t++) {
            picture[to + t] = (float) sums[Math.clamp(t + shift - REACH, 0, windows - 1)];
        }
    }

    private static void add(double[] line, int shift, double weight, double[] sums, int count) {
        for (int t = 0; t < count; t++) {
            sums[t] += weight * line[t + shift];
        }
    }
}
