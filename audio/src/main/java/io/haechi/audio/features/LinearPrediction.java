package io.haechi.audio.features;

import java.util.Arrays;

/** Linear prediction: the all-pole filter that best explains a stretch of sound, as reflection coefficients. */
public final class LinearPrediction {
    private LinearPrediction() {}

    /** Autocorrelation of {@code frame} at lags 0 to {@code order}. */
    public static double[] autocorrelation(double[] frame, int order) {
        double[] result = new double[order + 1];
        for (int lag = 0; lag <= order; lag++) {
            double sum = 0;
            for (int i = lag; i < frame.length; i++) {
                sum += frame[i] * frame[i - lag];
            }
            result[lag] = sum;
        }
        return result;
    }

    /**
     * Reflection coefficients of the predictor for this autocorrelation, all within ±0.9999 (Levinson and Durbin); zeros
     * for silence. A billionth of the power is added as white noise, so that a pure tone does no harm.
     */
    public static double[] reflections(double[] autocorrelation) {
        int order = autocorrelation.length - 1;
        double[] reflections = new double[order];
        double error = autocorrelation[0] * (1 + 1e-9);
        if (!(error > 1e-12)) {
            return reflections;
        }
        double[] a = new double[order + 1];
        double[] before = new double[order + 1];
        for (int m = 1; m <= order; m++) {
            double sum = autocorrelation[m];
            for (int i = 1; i < m; i++) {
                sum -= a[i] * autocorrelation[m - i];
            }
            double k = Math.clamp(sum / error, -0.9999, 0.9999);
            reflections[m - 1] = k;
            System.arraycopy(a, 0, before, 0, m);
            for (int i = 1; i < m; i++) {
                a[i] = before[i] - k * before[m - i];
            }
            a[m] = k;
            error *= 1 - k * k;
        }
        return reflections;
    }

    /** A lattice filter: changes its reflection coefficients at any sample without losing stability. */
    public static final class Lattice {
        private final double[] backward;

        /** A filter at rest with this many reflection coefficients. */
        public Lattice(int order) {
            this.backward = new double[order + 1];
        }

        /** Next sample of the prediction error: what is left of the sound when its envelope is taken off. */
        public double analyse(double x, double[] reflections) {
            double forward = x;
            double last = x;
            for (int m = 0; m < reflections.length; m++) {
                double delayed = backward[m];
                backward[m] = last;
                last = delayed - reflections[m] * forward;
                forward -= reflections[m] * delayed;
            }
            return forward;
        }

        /** Next sample of the sound that has this prediction error: the inverse of {@link #analyse}. */
        public double synthesise(double residual, double[] reflections) {
            double forward = residual;
            for (int m = reflections.length - 1; m >= 0; m--) {
                forward += reflections[m] * backward[m];
                backward[m + 1] = backward[m] - reflections[m] * forward;
            }
            backward[0] = forward;
            return forward;
        }

        /** Back to rest. */
        public void reset() {
            Arrays.fill(backward, 0);
        }
    }
}
