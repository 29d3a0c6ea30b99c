package io.haechi.audio;

import java.util.Arrays;

/**
 * Filters one block: {@code blockIn} inputs (and {@link #edge} more before, {@code half} after) become {@code blockOut}
 * outputs. Both counts hold a whole number of periods of the ratio, so every block is computed alike.
 */
sealed interface PolyphaseKernel {

    int blockOut();

    int blockIn();

    /** Inputs needed before the block's first. */
    int edge();

    /** All inputs that one block needs. */
    int blockInWithEdges();

    /** Reads {@code in[from .. from + blockInWithEdges)}, writes {@code out[at .. at + blockOut)}. */
    void apply(float[] in, int from, float[] out, int at);

    /** Outputs of a block that is long enough to be quick. */
    int QUICK = 32_768;

    /** Outputs of a block for whoever cannot wait. */
    int PROMPT = 2_048;

    /**
     * A kernel for {@code up} outputs per {@code down} inputs, which have no common divisor.
     *
     * @param outputsPerBlock about how many outputs a block should have; a few periods of the ratio at least
     */
    static PolyphaseKernel of(int up, int down, int outputsPerBlock) {
        KaiserSinc filter = new KaiserSinc(Math.min(1.0, (double) up / down));
        return up <= Exact.MAX_PHASES
                ? new Exact(filter, up, down, outputsPerBlock)
                : new Interpolated(filter, up, down);
    }

    /**
     * One stored row of weights per phase. The outputs of one phase lie {@code down} inputs apart, so the inputs are
     * laid out by their remainder first; then the innermost loop runs over neighbouring floats and the compiler turns
     * it into vector instructions, which it never does for a dot product.
     */
    final class Exact implements PolyphaseKernel {
        static final int MAX_PHASES = 1024;
        private static final int MAX_PERIODS = 2048;
        private static final int MIN_PERIODS = 4;

        private final int up;
        private final int down;
        private final int periods;
        private final int half;
        private final int rowLength;
        private final float[][] weights;
        private final float[] rows;
        private final double[] sums;

        Exact(KaiserSinc filter, int up, int down, int outputsPerBlock) {
            this.up = up;
            this.down = down;
            this.half = filter.half();
            this.periods = Math.clamp(outputsPerBlock / up, MIN_PERIODS, MAX_PERIODS);
            this.rowLength = Math.ceilDiv(blockInWithEdges(), down);
            this.rows = new float[rowLength * down];
            this.sums = new double[periods];
            this.weights = new float[up][];
            for (int phase = 0; phase < up; phase++) {
                weights[phase] = filter.weights((double) ((long) phase * down % up) / up);
            }
        }

        @Override
        public int blockOut() {
            return periods * up;
        }

        @Override
        public int blockIn() {
            return periods * down;
        }

        @Override
        public int edge() {
            return half - 1;
        }

        @Override
        public int blockInWithEdges() {
            return blockIn() + 2 * half;
        }

        @Override
        public void apply(float[] in, int from, float[] out, int at) {
            layOutByRemainder(in, from);
            for (int phase = 0; phase < up; phase++) {
                int first = (int) ((long) phase * down / up);
                sumPhase(weights[phase], first);
                for (int j = 0; j < periods; j++) {
                    out[at + j * up + phase] = (float) sums[j];
                }
            }
        }

        private void layOutByRemainder(float[] in, int from) {
            int length = blockInWithEdges();
            for (int r = 0; r < down; r++) {
                int to = r * rowLength;
                for (int i = r; i < length; i += down) {
                    rows[to++] = in[from + i];
                }
            }
        }

        /**
         * Four taps at a time, so that the sums are loaded and stored a quarter as often. They are doubles not only for
         * accuracy: were they floats, the compiler would have to fear that writing a sum changes an input, and would not
         * use vector instructions.
         */
        private void sumPhase(float[] w, int first) {
            Arrays.fill(sums, 0);
            int k = 0;
            for (; k + 4 <= w.length; k += 4) {
                int input = first + k;
                int a = place(input);
                int b = place(input + 1);
                int c = place(input + 2);
                int d = place(input + 3);
                addFour(rows, sums, a, b, c, d, w[k], w[k + 1], w[k + 2], w[k + 3]);
            }
            for (; k < w.length; k++) {
                addFour(rows, sums, place(first + k), 0, 0, 0, w[k], 0, 0, 0);
            }
        }

        private static void addFour(
                float[] x, double[] to, int a, int b, int c, int d, float wa, float wb, float wc, float wd) {
            for (int j = 0; j < to.length; j++) {
                to[j] += wa * x[a + j] + wb * x[b + j] + (wc * x[c + j] + wd * x[d + j]);
            }
        }

        private int place(int input) {
            return input % down * rowLength + input / down;
        }
    }

    /**
     * For ratios with thousands of phases: 512 stored rows and a straight line between neighbours, whose error is about
     * (&pi;/512)&sup2;/8, -106 dB.
     */
    final class Interpolated implements PolyphaseKernel {
        private static final int ROWS = 512;

        private final int up;
        private final int down;
        private final int half;
        private final float[][] weights = new float[ROWS + 1][];

        Interpolated(KaiserSinc filter, int up, int down) {
            this.up = up;
            this.down = down;
            this.half = filter.half();
            for (int row = 0; row <= ROWS; row++) {
                weights[row] = filter.weights((double) row / ROWS);
            }
        }

        @Override
        public int blockOut() {
            return up;
        }

        @Override
        public int blockIn() {
            return down;
        }

        @Override
        public int edge() {
            return half - 1;
        }

        @Override
        public int blockInWithEdges() {
            return down + 2 * half;
        }

        @Override
        public void apply(float[] in, int from, float[] out, int at) {
            for (int m = 0; m < up; m++) {
                long ticks = (long) m * down;
                int first = from + (int) (ticks / up);
                double exactRow = (double) (ticks % up) / up * ROWS;
                int row = (int) exactRow;
                float share = (float) (exactRow - row);
                float low = dot(weights[row], in, first);
                out[at + m] = low + share * (dot(weights[row + 1], in, first) - low);
            }
        }

        private static float dot(float[] w, float[] in, int first) {
            float a = 0;
            float b = 0;
            float c = 0;
            float d = 0;
            for (int k = 0; k + 4 <= w.length; k += 4) {
                a += w[k] * in[first + k];
                b += w[k + 1] * in[first + k + 1];
                c += w[k + 2] * in[first + k + 2];
                d += w[k + 3] * in[first + k + 3];
            }
            for (int k = w.length & ~3; k < w.length; k++) {
                a += w[k] * in[first + k];
            }
            return a + b + (c + d);
        }
    }
}
