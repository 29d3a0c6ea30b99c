package io.haechi.core.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Turns a network's logit into a probability that means what it says: of the inputs called 80 % likely, about 80 % are
 * positive.
 *
 * <p>Fit it on data the network was not fitted on. {@link Temperature} has one parameter and cannot move the decision
 * at .5; {@link Platt} can also shift, which a network fitted on another mix of classes needs. Weights make the fitting
 * data look like the mix in use. Neither changes the order of the scores, so neither changes AUC or EER.
 *
 * @see <a href="https://arxiv.org/abs/1706.04599">Guo et al., On calibration of modern neural networks, 2017</a>
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "method")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Calibration.Temperature.class, name = "temperature"),
    @JsonSubTypes.Type(value = Calibration.Platt.class, name = "platt")
})
public sealed interface Calibration {
    /** The plain sigmoid. */
    Calibration NONE = new Temperature(1);

    /** Probability of the positive class, 0 to 1, for a logit. */
    double probability(double logit);

    /** {@code sigmoid(logit / temperature)}; above 1 it makes a network less sure. */
    record Temperature(double temperature) implements Calibration {
        public Temperature {
            if (!(temperature > 0 && Double.isFinite(temperature))) {
                throw new IllegalArgumentException("Temperature must be above zero and finite, got " + temperature);
            }
        }

        @Override
        public double probability(double logit) {
            return sigmoid(logit / temperature);
        }
    }

    /** {@code sigmoid(slope * logit + offset)}. */
    record Platt(double slope, double offset) implements Calibration {
        public Platt {
            if (!Double.isFinite(slope) || !Double.isFinite(offset)) {
                throw new IllegalArgumentException("Slope and offset must be finite, got " + slope + " and " + offset);
            }
        }

        @Override
        public double probability(double logit) {
            return sigmoid(slope * logit + offset);
        }
    }

    /** {@link #temperature(double[], boolean[], double[])} with every example counting the same. */
    static Calibration temperature(double[] logits, boolean[] positive) {
        return temperature(logits, positive, equal(logits.length));
    }

    /**
     * The temperature with the least log loss, between 0.01 and 100.
     *
     * @param logits finite, one for each example
     * @param positive the truth; both classes must be there
     * @param weights how much each example counts, not negative
     */
    static Calibration temperature(double[] logits, boolean[] positive, double[] weights) {
        return new Temperature(new CalibrationFit(logits, positive, weights).temperature());
    }

    /** {@link #platt(double[], boolean[], double[])} with every example counting the same. */
    static Calibration platt(double[] logits, boolean[] positive) {
        return platt(logits, positive, equal(logits.length));
    }

    /**
     * Slope and offset with the least log loss against Platt's smoothed truths, {@code (N+ + 1) / (N+ + 2)} for
     * positives and {@code 1 / (N- + 2)} for negatives (sums of weights), which keeps separable data finite.
     *
     * @param logits finite, one for each example
     * @param positive the truth; both classes must be there
     * @param weights how much each example counts, not negative
     * @see <a href="https://doi.org/10.1007/s10994-007-5018-6">Lin, Lin and Weng, A note on Platt's probabilistic
     *     outputs, 2007</a>
     */
    static Calibration platt(double[] logits, boolean[] positive, double[] weights) {
        return new CalibrationFit(logits, positive, weights).platt();
    }

    /** {@link #platt(double[], boolean[], double[])} with both classes counting the same, however many there are of each. */
    static Calibration balancedPlatt(double[] logits, boolean[] positive) {
        long positives =
                IntStream.range(0, positive.length).filter(i -> positive[i]).count();
        double[] weights = new double[positive.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 0.5 * weights.length / (positive[i] ? positives : weights.length - positives);
        }
        return platt(logits, positive, weights);
    }

    /** {@code 1 / (1 + exp(-x))}. */
    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double[] equal(int n) {
        double[] weights = new double[n];
        Arrays.fill(weights, 1);
        return weights;
    }
}
