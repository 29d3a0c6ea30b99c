package io.haechi.neural;

/** The ranges that layers and options ask for, each with a message that shows value and range. */
final class Check {
    private Check() {}

    static void atLeast(int least, int value, String what) {
        if (value < least) {
            throw new IllegalArgumentException(what + " must be " + least + " or more, got " + value);
        }
    }

    static void between(double least, double value, double most, String what) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(what + " must be between " + least + " and " + most + ", got " + value);
        }
    }

    static void positive(double value, String what) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + " must be above 0, got " + value);
        }
    }

    static void window(int height, int width, int strideH, int strideW) {
        atLeast(1, height, "Window height");
        atLeast(1, width, "Window width");
        atLeast(1, strideH, "Vertical stride");
        atLeast(1, strideW, "Horizontal stride");
    }
}
