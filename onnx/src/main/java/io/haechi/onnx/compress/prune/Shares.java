package io.haechi.onnx.compress.prune;

/** The range of shares, with a message that shows value and range. */
final class Shares {
    private Shares() {}

    static void require(double share, String what) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(what + " must be above 0 and below 1, got " + share);
        }
    }
}
