package io.haechi.neural.quantise;

/**
 * The values that an activation takes, and the 256 evenly spaced ones among them that a byte can say.
 *
 * <p>The byte q stands for {@code scale (q - zeroPoint)}. Zero is always inside and always one of the 256: a zero that
 * padding adds, or a rectifier leaves, is then no rounding error (Jacob et al., 2018). After a rectifier the range starts
 * at zero and so does the grid, zero point 0, and all 256 values serve; a byte cannot be less, so that the rounding does the
 * rectifier's work.
 *
 * @param low 0 or less
 * @param high 0 or more
 */
public record RunningRange(float low, float high) {
    /** The range of what has not been seen yet, or was always zero. */
    public static final RunningRange EMPTY = new RunningRange(0, 0);

    /** The largest byte. */
    static final int LARGEST = 255;
    /** A scale below this is taken for this: products of two scales must stay normal floats. */
    static final float SMALLEST_SCALE = 1e-12f;

    public RunningRange {
        if (!(low <= 0 && high >= 0 && low > Float.NEGATIVE_INFINITY && high < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "A range must be finite and hold zero, got " + low + " to " + high + "; is an input not a number?");
        }
    }

    /** The range of values between these two, widened to hold zero. */
    public static RunningRange covering(float least, float most) {
        // Not Math.min: of two zeros it would take the negative one.
        return new RunningRange(least < 0 || Float.isNaN(least) ? least : 0, most > 0 || Float.isNaN(most) ? most : 0);
    }

    /** Whether nothing but zero has been seen. */
    public boolean isEmpty() {
        return low == 0 && high == 0;
    }

    /** This range moved towards what a batch has shown; the first batch sets it. */
    public RunningRange towards(RunningRange seen, double momentum) {
        if (isEmpty()) {
            return seen;
        }
        return new RunningRange((float) (momentum * low + (1 - momentum) * seen.low), (float)
                (momentum * high + (1 - momentum) * seen.high));
    }

    /** The distance between two neighbouring values. */
    public float scale() {
        return Math.max((high - low) / LARGEST, SMALLEST_SCALE);
    }

    /** The byte that stands for zero, 0 to 255. */
    public int zeroPoint() {
        return Math.clamp((int) Math.rint(-low / scale()), 0, LARGEST);
    }

    /** The least value that a byte can say. */
    public float lowest() {
        return -zeroPoint() * scale();
    }

    /** The largest value that a byte can say. */
    public float highest() {
        return (LARGEST - zeroPoint()) * scale();
    }
}
