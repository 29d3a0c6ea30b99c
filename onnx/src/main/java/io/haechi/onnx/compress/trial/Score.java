package io.haechi.onnx.compress.trial;

/**
 * How good a model is on samples it was not made from; the more the better.
 *
 * @param name what is counted, such as {@code accuracy} or {@code agreement}
 * @param value 0 to 1
 * @param low lower end of its 95 % interval
 * @param high upper end of its 95 % interval
 * @param samples on how many samples
 */
public record Score(String name, double value, double low, double high, int samples) {

    /** A share of samples with Wilson's interval (1927). */
    public static Score share(String name, int hits, int samples) {
        if (samples < 1 || hits < 0 || hits > samples) {
            throw new IllegalArgumentException(
                    "A share needs 0 to " + samples + " hits of 1 or more samples, got " + hits);
        }
        double z = 1.959963984540054;
        double p = (double) hits / samples;
        double scale = 1 + z * z / samples;
        double centre = (p + z * z / (2 * samples)) / scale;
        double half = z / scale * Math.sqrt(p * (1 - p) / samples + z * z / (4.0 * samples * samples));
        return new Score(name, p, Math.max(0, centre - half), Math.min(1, centre + half), samples);
    }
}
