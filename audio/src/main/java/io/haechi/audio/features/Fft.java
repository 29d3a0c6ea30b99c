package io.haechi.audio.features;

import java.util.Arrays;

/**
 * Many complex Fourier transforms of one size at once, side by side in lanes.
 *
 * <p>A transform of size <i>n</i> is an array of <i>n</i> rows; lane <i>l</i> of every row belongs to signal <i>l</i>.
 * Every step of the mixed-radix decimation in frequency (Gentleman and Sande, 1966) is then a short loop over whole rows
 * with a constant factor, which the virtual machine vectorises by itself. Work is in place, and coefficients are left
 * where they fall: coefficient <i>k</i> stands in row {@link #row(int)}, so reordering costs nothing.
 *
 * <p>Two real signals fit in one lane, as real and imaginary part: with {@code Z} their joint transform, the first has
 * {@code (Z[k] + conj Z[n-k]) / 2} and the second {@code (Z[k] - conj Z[n-k]) / 2i}.
 *
 * <p>Immutable; any number of threads may use one instance, each on rows of its own.
 */
public final class Fft {
    private final int size;
    private final int[] radices;
    private final int[] rows;
    private final double[] cos;
    private final double[] sin;

    /**
     * A plan for transforms of this size.
     *
     * @param size 1 to 1,048,576, with no prime factor above 5
     */
    public Fft(int size) {
        if (size < 1 || size > 1 << 20) {
            throw new IllegalArgumentException("Transform size must be between 1 and 1048576, got " + size);
        }
        this.size = size;
        this.radices = radices(size);
        this.rows = new int[size];
        place(0, size, 0, 1, 0);
        this.cos = new double[size];
        this.sin = new double[size];
        for (int k = 0; k < size; k++) {
            cos[k] = Math.cos(2 * Math.PI * k / size);
            sin[k] = -Math.sin(2 * Math.PI * k / size);
        }
    }

    /** Number of points of each transform. */
    public int size() {
        return size;
    }

    /** The row in which coefficient {@code k} stands after {@link #forward}, {@code k} from 0 to {@code size() - 1}. */
    public int row(int k) {
        return rows[k];
    }

    /**
     * Transforms the first {@code lanes} lanes of {@code size()} rows in place, without scaling. The inverse, times
     * {@code size()}, is the same call with {@code re} and {@code im} exchanged.
     *
     * @param re real parts, one row per point in natural order; afterwards coefficient k in row {@link #row(int)}
     * @param im imaginary parts
     * @param lanes number of signals side by side, at most the length of every row
     */
    public void forward(double[][] re, double[][] im, int lanes) {
        int length = size;
        for (int radix : radices) {
            int stride = length / radix;
            for (int block = 0; block < size; block += length) {
                for (int j = 0; j < stride; j++) {
                    butterfly(re, im, block + j, stride, radix, lanes);
                    if (j > 0) {
                        twiddle(re, im, block + j, stride, radix, j * (size / length), lanes);
                    }
                }
            }
            length = stride;
        }
    }

    private static void butterfly(double[][] re, double[][] im, int first, int stride, int radix, int lanes) {
        switch (radix) {
            case 2 -> Butterflies.radix2(re, im, first, stride, lanes);
            case 3 -> Butterflies.radix3(re, im, first, stride, lanes);
            case 4 -> Butterflies.radix4(re, im, first, stride, lanes);
            default -> Butterflies.radix5(re, im, first, stride, lanes);
        }
    }

    private void twiddle(double[][] re, double[][] im, int first, int stride, int radix, int angle, int lanes) {
        for (int slot = 1; slot < radix; slot++) {
            int k = Butterflies.ORDER[radix][slot] * angle;
            int row = first + slot * stride;
            Butterflies.rotate(re[row], im[row], cos[k], sin[k], lanes);
        }
    }

    /** Notes where the coefficients {@code offset + step * k} of a block of {@code length} rows end up. */
    private void place(int stage, int length, int block, int step, int offset) {
        if (length == 1) {
            rows[offset] = block;
            return;
        }
        int radix = radices[stage];
        int stride = length / radix;
        for (int slot = 0; slot < radix; slot++) {
            int k = Butterflies.ORDER[radix][slot];
            place(stage + 1, stride, block + slot * stride, step * radix, offset + step * k);
        }
    }

    private static int[] radices(int size) {
        int[] found = new int[20];
        int count = 0;
        int rest = size;
        for (int radix : new int[] {4, 2, 3, 5}) {
            while (rest % radix == 0) {
                found[count++] = radix;
                rest /= radix;
            }
        }
        if (rest != 1) {
            throw new IllegalArgumentException(
                    "Transform size must have no prime factor above 5, got " + size + ", which has " + rest);
        }
        return Arrays.copyOf(found, count);
    }
}
