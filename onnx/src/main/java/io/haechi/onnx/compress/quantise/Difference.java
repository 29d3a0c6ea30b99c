package io.haechi.onnx.compress.quantise;

import io.haechi.core.ModelException;

/** Sums over pairs of values, expected and got, from which their likeness follows. */
final class Difference {
    private double expectedPower;
    private double gotPower;
    private double product;
    private double errorPower;

    void add(float[] expected, float[] got) {
        if (expected.length != got.length) {
            throw new ModelException(
                    "The compressed model gives " + got.length + " values where the original gives " + expected.length);
        }
        for (int i = 0; i < expected.length; i++) {
            double e = expected[i];
            double g = got[i];
            expectedPower += e * e;
            gotPower += g * g;
            product += e * g;
            errorPower += (e - g) * (e - g);
        }
    }

    /** Cosine of the angle between both; 1 if both are zero, 0 if one is. */
    double cosine() {
        if (expectedPower == 0 || gotPower == 0) {
            return expectedPower == gotPower ? 1 : 0;
        }
        return product / Math.sqrt(expectedPower) / Math.sqrt(gotPower);
    }

    /** Signal over error; positive infinity without error, negative infinity without signal. */
    double decibels() {
        return errorPower == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(expectedPower / errorPower);
    }
}
