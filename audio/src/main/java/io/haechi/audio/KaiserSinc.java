package io.haechi.audio;

/**
 * The continuous low-pass h(t) behind the resampler: a sinc under a Kaiser window, t in input samples.
 *
 * <p>Pass band to 92.5 % of the lower of both Nyquist frequencies, stop band from 100 % on: nothing that would fold or
 * leave an image stays above -100 dB by design. Width follows Kaiser's formula, N = (A - 7.95) / (14.36 &Delta;f).
 *
 * @see <a href="https://doi.org/10.1109/PROC.1966.4747">J. F. Kaiser, window design; Oppenheim and Schafer, Discrete-Time
 *     Signal Processing, section 7.5.3</a>
 */
final class KaiserSinc {

    private static final double ATTENUATION_DB = 100;
    private static final double PASS = 0.925;
    private static final double BETA = 0.1102 * (ATTENUATION_DB - 8.7);
    private static final double I0_BETA = besselI0(BETA);

    private final double cutoff;
    private final int half;

    /** @param scale lower of both rates divided by the input rate, above 0 and at most 1 */
    KaiserSinc(double scale) {
        this.cutoff = scale * (1 + PASS) / 2;
        double transition = scale * (1 - PASS) / 2;
        this.half = (int) Math.ceil((ATTENUATION_DB - 7.95) / (14.36 * transition) / 2);
    }

    /** The filter is zero beyond this many input samples to either side. */
    int half() {
        return half;
    }

    /**
     * Weights for an output that lies {@code fraction} of a sample after input sample 0, for the inputs
     * {@code -half+1 .. half}, in that order; they sum to one, so that a constant passes exactly.
     */
    float[] weights(double fraction) {
        double[] exact = new double[2 * half];
        double sum = 0;
        for (int k = 0; k < exact.length; k++) {
            exact[k] = at(k - half + 1 - fraction);
            sum += exact[k];
        }
        float[] weights = new float[exact.length];
        for (int k = 0; k < weights.length; k++) {
            weights[k] = (float) (exact[k] / sum);
        }
        return weights;
    }

    private double at(double t) {
        double x = t / half;
        if (Math.abs(x) >= 1) {
            return 0;
        }
        double angle = Math.PI * cutoff * t;
        double sinc = Math.abs(angle) < 1e-9 ? 1 : Math.sin(angle) / angle;
        return cutoff * sinc * besselI0(BETA * Math.sqrt(1 - x * x)) / I0_BETA;
    }

    /** Modified Bessel function of order zero, by its power series. */
    static double besselI0(double x) {
        double term = 1;
        double sum = 1;
        for (int k = 1; term > sum * 1e-17; k++) {
            double factor = x / (2 * k);
            term *= factor * factor;
            sum += term;
        }
        return sum;
    }
}
