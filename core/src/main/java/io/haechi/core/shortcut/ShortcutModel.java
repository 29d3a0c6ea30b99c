package io.haechi.core.shortcut;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A baseline on a handful of features that have nothing to do with the question, such as duration and loudness.
 *
 * <p>Data sets betray their labels: fakes are shorter, real ones louder, one class was stored as JPEG. A detector that is
 * no better than this model has learnt the data set, not the problem. Each feature is cut into bins at its training
 * quantiles and a logistic regression weighs the bins, an additive model: it finds any dependence on one feature,
 * however bent, and needs no tuning. It does not see interactions.
 *
 * @param features names of the features, in the order of every row
 * @param cuts for each feature the upper ends of all its bins but the last, ascending
 * @param weights for each feature the log-odds of each bin
 * @param bias log-odds before any feature is seen
 */
public record ShortcutModel(List<String> features, double[][] cuts, double[][] weights, double bias) {
    private static final int BINS = 8;
    private static final double RIDGE = 1.0;
    private static final int STEPS = 25;

    public ShortcutModel {
        features = List.copyOf(features);
        if (cuts.length != features.size() || weights.length != features.size()) {
            throw new IllegalArgumentException("Expected cuts and weights for " + features.size() + " features, got "
                    + cuts.length + " and " + weights.length);
        }
    }

    /**
     * Fits by Newton's method on the ridge-penalised log loss.
     *
     * @param rows one row of features per example; values that are not numbers count as the smallest
     * @param positive the label of each row
     */
    public static ShortcutModel fit(List<String> features, double[][] rows, boolean[] positive) {
        if (rows.length != positive.length || rows.length == 0) {
            throw new IllegalArgumentException(
                    "Expected as many labels as rows and at least one, got " + positive.length + " and " + rows.length);
        }
        double[][] cuts = new double[features.size()][];
        int columns = 1;
        int[] first = new int[features.size()];
        for (int f = 0; f < cuts.length; f++) {
            cuts[f] = quantiles(rows, f);
            first[f] = columns;
            columns += cuts[f].length + 1;
        }
        int[][] active = new int[rows.length][];
        for (int r = 0; r < rows.length; r++) {
            active[r] = new int[cuts.length + 1];
            for (int f = 0; f < cuts.length; f++) {
                active[r][f + 1] = first[f] + bin(cuts[f], rows[r][f]);
            }
        }
        double[] solved = newton(active, positive, columns);
        double[][] weights = new double[cuts.length][];
        for (int f = 0; f < cuts.length; f++) {
            weights[f] = Arrays.copyOfRange(solved, first[f], first[f] + cuts[f].length + 1);
        }
        return new ShortcutModel(features, cuts, weights, solved[0]);
    }

    /** Probability of the positive class, 0 to 1. */
    public double probability(double[] row) {
        if (row.length != features.size()) {
            throw new IllegalArgumentException(
                    "Expected " + features.size() + " features " + features + ", got " + row.length);
        }
        double logit = bias;
        for (int f = 0; f < row.length; f++) {
            logit += weights[f][bin(cuts[f], row[f])];
        }
        return 1 / (1 + Math.exp(-logit));
    }

    private static double[] quantiles(double[][] rows, int feature) {
        double[] sorted = Arrays.stream(rows)
                .mapToDouble(row -> row[feature])
                .map(value -> Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value)
                .sorted()
                .toArray();
        return IntStream.range(1, BINS)
                .mapToDouble(i -> sorted[Math.min(sorted.length - 1, i * sorted.length / BINS)])
                .distinct()
                .toArray();
    }

    private static int bin(double[] cuts, double value) {
        int bin = 0;
        while (bin < cuts.length && value >= cuts[bin]) {
            bin++;
        }
        return bin;
    }

    /** Each row has the value one in its {@code active} columns and zero elsewhere; column zero is the bias. */
    private static double[] newton(int[][] active, boolean[] positive, int columns) {
        double[] solved = new double[columns];
        for (int step = 0; step < STEPS; step++) {
            double[] gradient = new double[columns];
            double[][] hessian = new double[columns][columns];
            for (int c = 0; c < columns; c++) {
                double ridge = c == 0 ? 1e-6 : RIDGE;
                gradient[c] = ridge * solved[c];
                hessian[c][c] = ridge;
            }
            for (int r = 0; r < active.length; r++) {
                double logit = 0;
                for (int c : active[r]) {
                    logit += solved[c];
                }
                double p = 1 / (1 + Math.exp(-logit));
                double slope = p - (positive[r] ? 1 : 0);
                for (int a : active[r]) {
                    gradient[a] += slope;
                    for (int b : active[r]) {
                        hessian[a][b] += p * (1 - p);
                    }
                }
            }
            double[] change = solve(hessian, gradient);
            double largest = 0;
            for (int c = 0; c < columns; c++) {
                solved[c] -= change[c];
                largest = Math.max(largest, Math.abs(change[c]));
            }
            if (largest < 1e-10) {
                break;
            }
        }
        return solved;
    }

    /** Cholesky; the matrix is positive definite thanks to the ridge. Both arguments are overwritten. */
    private static double[] solve(double[][] matrix, double[] right) {
        int n = right.length;
        for (int j = 0; j < n; j++) {
            for (int k = 0; k < j; k++) {
                matrix[j][j] -= matrix[j][k] * matrix[j][k];
            }
            matrix[j][j] = Math.sqrt(matrix[j][j]);
            for (int i = j + 1; i < n; i++) {
                for (int k = 0; k < j; k++) {
                    matrix[i][j] -= matrix[i][k] * matrix[j][k];
                }
                matrix[i][j] /= matrix[j][j];
            }
        }
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                right[i] -= matrix[i][k] * right[k];
            }
            right[i] /= matrix[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                right[i] -= matrix[k][i] * right[k];
            }
            right[i] /= matrix[i][i];
        }
        return right;
    }
}
