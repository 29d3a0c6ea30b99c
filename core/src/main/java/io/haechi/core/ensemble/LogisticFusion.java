package io.haechi.core.ensemble;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An ensemble whose weights are learned: logistic regression on the members' logits, {@code logit = bias + Σ w_i
 * logit_i}. It mends members that are over-sure as it combines them, and may give a member that adds nothing a weight
 * near zero or below.
 *
 * <p>Fitted by Newton's method (iteratively reweighted least squares) with a ridge {@code λ/2 ‖w‖²} on the weights, not
 * on the bias, so that perfectly separable data still has a finite answer. Fit on data that no member was fitted on,
 * and on some dozens of examples at the least; with fewer, {@link Weighting#SOFT_VOTE} is the better guess.
 *
 * @param weights one for each member, in their order
 * @param bias added to the weighted sum
 * @see <a href="https://doi.org/10.1109/TASL.2007.902870">Brümmer et al., Fusion of heterogeneous speaker recognition
 *     systems, 2007</a>
 */
public record LogisticFusion(List<Double> weights, double bias) implements Fusion {
    private static final int MAX_STEPS = 100;
    private static final double TOLERANCE = 1e-12;

    public LogisticFusion {
        weights = List.copyOf(weights);
        if (weights.isEmpty()) {
            throw new IllegalArgumentException("A fusion needs at least one member, got none");
        }
        if (!Double.isFinite(bias) || !weights.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    "Weights and bias of a fusion must be finite, got " + weights + " and " + bias);
        }
    }

    /** Fits with a ridge of 0.001. */
    public static LogisticFusion fit(double[][] logits, boolean[] positive) {
        return fit(logits, positive, 1e-3);
    }

    /**
     * Fits weights and bias.
     *
     * @param logits one row for each example, one finite logit for each member
     * @param positive the truth, as long as {@code logits}; both classes must be there
     * @param ridge strength of the penalty against the sum of log losses, above zero
     */
    public static LogisticFusion fit(double[][] logits, boolean[] positive, double ridge) {
        check(logits, positive, ridge);
        int members = logits[0].length;
        double[] theta = new double[members + 1];
        double loss = loss(logits, positive, ridge, theta);
        for (int step = 0; step < MAX_STEPS; step++) {
            double[] direction = newtonStep(logits, positive, ridge, theta);
            double size = 1;
            double[] next = moved(theta, direction, size);
            double nextLoss = loss(logits, positive, ridge, next);
            // Full steps may overshoot far from the minimum: halve until the loss does not rise.
            while (nextLoss > loss && size > 1e-10) {
                size /= 2;
                next = moved(theta, direction, size);
                nextLoss = loss(logits, positive, ridge, next);
            }
            if (nextLoss > loss) {
                break;
            }
            theta = next;
            loss = nextLoss;
            if (Arrays.stream(direction).map(Math::abs).max().orElse(0) * size < TOLERANCE) {
                break;
            }
        }
        List<Double> weights = new ArrayList<>();
        for (int m = 0; m < members; m++) {
            weights.add(theta[m]);
        }
        return new LogisticFusion(weights, theta[members]);
    }

    @Override
    public double logit(double... memberLogits) {
        if (memberLogits.length != weights.size()) {
            throw new IllegalArgumentException(
                    "Expected " + weights.size() + " logits, one for each member, got " + memberLogits.length);
        }
        double sum = bias;
        for (int m = 0; m < memberLogits.length; m++) {
            sum += weights.get(m) * memberLogits[m];
        }
        return sum;
    }

    private static void check(double[][] logits, boolean[] positive, double ridge) {
        if (logits.length == 0 || logits.length != positive.length) {
            throw new IllegalArgumentException("Expected as many truths as rows of logits and at least one, got "
                    + logits.length + " rows and " + positive.length + " truths");
        }
        if (!(ridge > 0)) {
            throw new IllegalArgumentException("Ridge must be above zero, got " + ridge);
        }
        for (double[] row : logits) {
            if (row.length != logits[0].length || !Arrays.stream(row).allMatch(Double::isFinite)) {
                throw new IllegalArgumentException(
                        "Every row must hold " + logits[0].length + " finite logits, got " + Arrays.toString(row));
            }
        }
        boolean first = positive[0];
        boolean mixed = false;
        for (boolean each : positive) {
            mixed |= each != first;
        }
        if (!mixed) {
            throw new IllegalArgumentException(
                    "A fusion needs examples of both classes, got only " + (first ? "positives" : "negatives"));
        }
    }

    private static double[] moved(double[] theta, double[] direction, double size) {
        double[] next = theta.clone();
        for (int i = 0; i < next.length; i++) {
            next[i] -= size * direction[i];
        }
        return next;
    }

    private static double score(double[] row, double[] theta) {
        double sum = theta[row.length];
        for (int m = 0; m < row.length; m++) {
            sum += theta[m] * row[m];
        }
        return sum;
    }

    private static double loss(double[][] logits, boolean[] positive, double ridge, double[] theta) {
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            double margin = positive[i] ? score(logits[i], theta) : -score(logits[i], theta);
            sum += margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin;
        }
        for (int m = 0; m < theta.length - 1; m++) {
            sum += ridge / 2 * theta[m] * theta[m];
        }
        return sum;
    }

    private static double[] newtonStep(double[][] logits, boolean[] positive, double ridge, double[] theta) {
        int size = theta.length;
        double[] gradient = new double[size];
        double[][] hessian = new double[size][size];
        double[] extended = new double[size];
        extended[size - 1] = 1;
        for (int i = 0; i < logits.length; i++) {
            System.arraycopy(logits[i], 0, extended, 0, size - 1);
            double p = 1 / (1 + Math.exp(-score(logits[i], theta)));
            double error = p - (positive[i] ? 1 : 0);
            double curvature = p * (1 - p);
            for (int a = 0; a < size; a++) {
                gradient[a] += error * extended[a];
                for (int b = 0; b < size; b++) {
                    hessian[a][b] += curvature * extended[a] * extended[b];
                }
            }
        }
        for (int m = 0; m < size - 1; m++) {
            gradient[m] += ridge * theta[m];
            hessian[m][m] += ridge;
        }
        // Keeps the bias solvable when every example is so sure that no curvature is left.
        hessian[size - 1][size - 1] += 1e-12;
        return LinearSystem.solve(hessian, gradient);
    }
}
