package io.haechi.segment.rules;

import java.math.BigDecimal;

/**
 * A share between 0 and 1 as it was written, so that thresholds are compared in whole numbers: {@code 0.3} of ten is three,
 * while the nearest {@code double} of it times ten is more than three.
 *
 * @param numerator 0 to the denominator
 * @param denominator a power of ten up to 10^9
 */
public record Fraction(long numerator, long denominator) implements Comparable<Fraction> {
    private static final int DIGITS = 9;

    public Fraction {
        if (denominator < 1 || denominator > 1_000_000_000L || numerator < 0 || numerator > denominator) {
            throw new IllegalArgumentException(
                    "A share must be between 0 and 1 in parts of at most 10^9, got " + numerator + "/" + denominator);
        }
    }

    /**
     * Reads a decimal number.
     *
     * @param name what it is, for the message
     * @throws IllegalArgumentException if it is no number from 0 to 1 or has more than nine decimals
     */
    public static Fraction parse(String name, String text) {
        BigDecimal value;
        try {
            value = new BigDecimal(text.strip()).stripTrailingZeros();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    name + " \"" + text + "\" is no number; write a share such as 0.05 for 5 %.", e);
        }
        if (value.signum() < 0 || value.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException(
                    name + " must be a share between 0 and 1, got " + text + "; write 0.05 for 5 %.");
        }
        int scale = Math.max(0, value.scale());
        if (scale > DIGITS) {
            throw new IllegalArgumentException(name + " has at most nine decimals, got " + text + ".");
        }
        BigDecimal denominator = BigDecimal.TEN.pow(scale);
        return new Fraction(value.multiply(denominator).longValueExact(), denominator.longValueExact());
    }

    /** The least whole number that is at least this share of a total: {@code ceil(share * total)}, exactly. */
    public long ceilingOf(long total) {
        return Math.ceilDivExact(Math.multiplyExact(numerator, total), denominator);
    }

    /** Whether {@code part / whole} is at least this share, exactly. */
    public boolean isReachedBy(long part, long whole) {
        return Math.multiplyExact(part, denominator) >= Math.multiplyExact(numerator, whole);
    }

    /** The nearest double, for display. */
    public double value() {
        return (double) numerator / denominator;
    }

    @Override
    public int compareTo(Fraction other) {
        return Long.compare(
                Math.multiplyExact(numerator, other.denominator), Math.multiplyExact(other.numerator, denominator));
    }
}
