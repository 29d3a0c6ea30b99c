package io.haechi.onnx.compress.quantise;

/** How often a tensor took which values: {@value #HALF} bins on either side of zero, all of one width. */
final class Histogram {
    /** Bins on one side. */
    static final int HALF = 2048;

    private final double width;
    private final long[] counts = new long[2 * HALF];

    /** Bins up to this magnitude, which is above zero. */
    Histogram(float largest) {
        if (!(largest > 0) || !Float.isFinite(largest)) {
            throw new IllegalArgumentException("A histogram needs a finite end above 0, got " + largest);
        }
        this.width = (double) largest / HALF;
    }

    void add(float[] values) {
        for (float value : values) {
            int bin = (int) Math.floor(value / width) + HALF;
            counts[Math.clamp(bin, 0, counts.length - 1)]++;
        }
    }

    /** How many values lie in a bin. */
    long count(int bin) {
        return counts[bin];
    }

    /** The value where a bin begins; also asked for the end of the last. */
    double edge(int bin) {
        return (bin - HALF) * width;
    }

    /** The value in the middle of a bin. */
    double centre(int bin) {
        return (bin - HALF + 0.5) * width;
    }

    /** How many values lie in all bins. */
    long total() {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        return total;
    }

    /** How many values have a magnitude in each bin of one side. */
    double[] magnitudes() {
        double[] magnitudes = new double[HALF];
        for (int i = 0; i < HALF; i++) {
            magnitudes[i] = (double) counts[HALF + i] + counts[HALF - 1 - i];
        }
        return magnitudes;
    }
}
