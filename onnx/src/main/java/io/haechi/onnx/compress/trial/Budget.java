package io.haechi.onnx.compress.trial;

/**
 * What a compressed model must keep to. Smaller than the original it must be in any case.
 *
 * @param pointsLost the most percentage points of the score that it may lose, 0 or more, such as 0.5
 * @param timesAsFast how many times as fast as the original it must run at the median, above 0; 1 for "not slower"
 */
public record Budget(double pointsLost, double timesAsFast) {
    /** Half a point lost at most, and not slower. */
    public static final Budget STANDARD = new Budget(0.5, 1);

    public Budget {
        if (!(pointsLost >= 0 && pointsLost <= 100)) {
            throw new IllegalArgumentException("Points lost must be between 0 and 100, got " + pointsLost);
        }
        if (!(timesAsFast > 0 && timesAsFast < 1000)) {
            throw new IllegalArgumentException("Times as fast must be above 0 and below 1000, got " + timesAsFast);
        }
    }
}
