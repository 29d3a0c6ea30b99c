package io.haechi.core.ensemble;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Arithmetic of shares that sum to one. */
final class Shares {
    private Shares() {}

    static List<ErrorRates> atLeastOne(List<ErrorRates> rates) {
        if (rates.isEmpty()) {
            throw new IllegalArgumentException("An ensemble needs at least one detector, got none");
        }
        return rates;
    }

    static double[] values(List<ErrorRates> rates, ToDoubleFunction<ErrorRates> rate) {
        return atLeastOne(rates).stream().mapToDouble(rate).toArray();
    }

    static double[] equal(int n) {
        double[] shares = new double[n];
        Arrays.fill(shares, 1.0 / n);
        return shares;
    }

    /** Each value over their sum; equal shares if the sum is zero. */
    static double[] proportional(double[] values) {
        double sum = Arrays.stream(values).sum();
        return sum == 0
                ? equal(values.length)
                : Arrays.stream(values).map(value -> value / sum).toArray();
    }
}
