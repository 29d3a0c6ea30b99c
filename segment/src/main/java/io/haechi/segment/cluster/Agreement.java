package io.haechi.segment.cluster;

/** How alike two divisions of the same points are. */
public final class Agreement {
    private Agreement() {}

    /**
     * The adjusted Rand index: 1 for the same division, about 0 for two that have nothing to do with each other.
     *
     * @see <a href="https://doi.org/10.1007/BF01908075">Hubert, Arabie: Comparing partitions, 1985</a>
     */
    public static double adjustedRand(int[] first, int[] second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException(
                    "Both divisions must be of the same points, got " + first.length + " and " + second.length);
        }
        int rows = java.util.Arrays.stream(first).max().orElse(0) + 1;
        int columns = java.util.Arrays.stream(second).max().orElse(0) + 1;
        long[][] both = new long[rows][columns];
        long[] ofFirst = new long[rows];
        long[] ofSecond = new long[columns];
        for (int i = 0; i < first.length; i++) {
            both[first[i]][second[i]]++;
            ofFirst[first[i]]++;
            ofSecond[second[i]]++;
        }
        double together = 0;
        for (long[] row : both) {
            together += pairs(row);
        }
        double inFirst = pairs(ofFirst);
        double inSecond = pairs(ofSecond);
        double all = first.length * (first.length - 1.0) / 2;
        double expected = all > 0 ? inFirst * inSecond / all : 0;
        double most = (inFirst + inSecond) / 2;
        return most == expected ? 1 : (together - expected) / (most - expected);
    }

    private static double pairs(long[] sizes) {
        double sum = 0;
        for (long size : sizes) {
            sum += size * (size - 1.0) / 2;
        }
        return sum;
    }
}
