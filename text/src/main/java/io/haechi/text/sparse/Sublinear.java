package io.haechi.text.sparse;

/** How much a term counts that occurs several times. */
final class Sublinear {
    private static final double[] LOGARITHMS = new double[512];

    static {
        for (int n = 1; n < LOGARITHMS.length; n++) {
            LOGARITHMS[n] = 1 + Math.log(n);
        }
    }

    private Sublinear() {}

    static double of(int count, TfIdfOptions options) {
        if (!options.isSublinear()) {
            return count;
        }
        return count < LOGARITHMS.length ? LOGARITHMS[count] : 1 + Math.log(count);
    }
}
