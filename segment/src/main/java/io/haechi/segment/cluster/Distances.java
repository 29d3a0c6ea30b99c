package io.haechi.segment.cluster;

import java.util.Arrays;

/**
 * Squared distances from many points to one centre, four columns at a time over points side by side. Every array is indexed
 * by the loop's counter alone: only then can the compiler prove that stores and loads do not overlap, and uses vector
 * instructions.
 */
final class Distances {
    private Distances() {}

    /**
     * Distances of a block of points.
     *
     * @param block one array per column
     * @param out is given the squared distance of each point
     */
    static void to(double[][] block, int size, double[] centres, int centre, double[] out) {
        int columns = block.length;
        int from = centre * columns;
        int j = 0;
        if (columns >= 4) {
            first(block, size, centres, from, out);
            j = 4;
        } else {
            Arrays.fill(out, 0, size, 0);
        }
        for (; j + 4 <= columns; j += 4) {
            four(block[j], block[j + 1], block[j + 2], block[j + 3], size, centres, from + j, out);
        }
        for (; j < columns; j++) {
            one(block[j], size, centres[from + j], out);
        }
    }

    private static void first(double[][] block, int size, double[] centres, int from, double[] out) {
        double c0 = centres[from];
        double c1 = centres[from + 1];
        double c2 = centres[from + 2];
        double c3 = centres[from + 3];
        double[] x0 = block[0];
        double[] x1 = block[1];
        double[] x2 = block[2];
        double[] x3 = block[3];
        for (int i = 0; i < size; i++) {
            double a = x0[i] - c0;
            double b = x1[i] - c1;
            double c = x2[i] - c2;
            double d = x3[i] - c3;
            out[i] = a * a + b * b + c * c + d * d;
        }
    }

    private static void four(
            double[] x0, double[] x1, double[] x2, double[] x3, int size, double[] centres, int from, double[] out) {
        double c0 = centres[from];
        double c1 = centres[from + 1];
        double c2 = centres[from + 2];
        double c3 = centres[from + 3];
        for (int i = 0; i < size; i++) {
            double a = x0[i] - c0;
            double b = x1[i] - c1;
            double c = x2[i] - c2;
            double d = x3[i] - c3;
            out[i] += a * a + b * b + c * c + d * d;
        }
    }

    private static void one(double[] x, int size, double centre, double[] out) {
        for (int i = 0; i < size; i++) {
            double a = x[i] - centre;
            out[i] += a * a;
        }
    }
}
