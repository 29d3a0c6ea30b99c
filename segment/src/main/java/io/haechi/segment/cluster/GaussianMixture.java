package io.haechi.segment.cluster;

import io.haechi.segment.features.Matrix;
import java.util.Arrays;

/**
 * A mixture of Gaussian clouds with a spread of their own along each column, fitted by expectation and maximisation from where
 * K-means ended. Unlike K-means it takes clouds of different sizes and spreads for what they are, and a row's share in each
 * cloud is a probability. Columns are taken as independent inside a cloud; variances never fall below a thousandth of the
 * column's own, so that no cloud collapses onto one row.
 *
 * @param centres one row per cloud
 * @param variances along each column, one row per cloud
 * @param weights share of each cloud
 * @param labels the likeliest cloud of each point
 * @param logLikelihood of all points
 * @param iterations rounds until it stopped rising
 * @see <a href="https://doi.org/10.1111/j.2517-6161.1977.tb01600.x">Dempster, Laird, Rubin: EM, 1977</a>
 */
@SuppressWarnings("ArrayRecordComponent")
public record GaussianMixture(
        Matrix centres, Matrix variances, double[] weights, int[] labels, double logLikelihood, int iterations) {
    private static final int MOST_ROUNDS = 200;
    private static final double RISE = 1e-6;

    /** Fits as many clouds as the options ask for. */
    public static GaussianMixture fit(Matrix points, KMeansOptions options) {
        KMeansModel start = KMeans.fit(points, options);
        return new Fitting(points, start, options.k()).run();
    }

    /** Bayes' information criterion: smaller is better; it charges each cloud for its parameters. */
    public double bic() {
        double parameters = centres.rows() * (2.0 * centres.columns() + 1) - 1;
        return parameters * Math.log(labels.length) - 2 * logLikelihood;
    }

    private static final class Fitting {
        private final Matrix points;
        private final int k;
        private final int columns;
        private final double[] shares;
        private final double[] centres;
        private final double[] variances;
        private final double[] weights;
        private final double[] floor;

        Fitting(Matrix points, KMeansModel start, int k) {
            this.points = points;
            this.k = k;
            this.columns = points.columns();
            this.shares = new double[points.rows() * k];
            this.centres = new double[k * columns];
            this.variances = new double[k * columns];
            this.weights = new double[k];
            this.floor = new double[columns];
            double[] means = points.means();
            for (int j = 0; j < columns; j++) {
                double squares = 0;
                for (int i = 0; i < points.rows(); i++) {
                    double difference = points.get(i, j) - means[j];
                    squares += difference * difference;
                }
                floor[j] = Math.max(1e-3 * squares / points.rows(), 1e-12);
            }
            for (int i = 0; i < start.labels().length; i++) {
                shares[i * k + start.labels()[i]] = 1;
            }
        }

        GaussianMixture run() {
            double likelihood = Double.NEGATIVE_INFINITY;
            int round = 0;
            boolean isRising = true;
            while (isRising && round < MOST_ROUNDS) {
                round++;
                maximise();
                double next = expect();
                isRising = next - likelihood > RISE * Math.abs(next);
                likelihood = next;
            }
            return new GaussianMixture(
                    new Matrix(centres, k, columns),
                    new Matrix(variances, k, columns),
                    weights,
                    labels(),
                    likelihood,
                    round);
        }

        private void maximise() {
            Arrays.fill(centres, 0);
            Arrays.fill(variances, 0);
            for (int c = 0; c < k; c++) {
                double all = 1e-10;
                for (int i = 0; i < points.rows(); i++) {
                    all += shares[i * k + c];
                }
                weights[c] = all / points.rows();
                for (int j = 0; j < columns; j++) {
                    moments(c, j, all);
                }
            }
        }

        private void moments(int cloud, int column, double all) {
            double sum = 0;
            for (int i = 0; i < points.rows(); i++) {
                sum += shares[i * k + cloud] * points.get(i, column);
            }
            double mean = sum / all;
            double squares = 0;
            for (int i = 0; i < points.rows(); i++) {
                double difference = points.get(i, column) - mean;
                squares += shares[i * k + cloud] * difference * difference;
            }
            centres[cloud * columns + column] = mean;
            variances[cloud * columns + column] = Math.max(floor[column], squares / all);
        }

        private double expect() {
            double likelihood = 0;
            double[] logs = new double[k];
            for (int i = 0; i < points.rows(); i++) {
                double most = Double.NEGATIVE_INFINITY;
                for (int c = 0; c < k; c++) {
                    logs[c] = logDensity(i, c);
                    most = Math.max(most, logs[c]);
                }
                double sum = 0;
                for (int c = 0; c < k; c++) {
                    sum += Math.exp(logs[c] - most);
                }
                double log = most + Math.log(sum);
                for (int c = 0; c < k; c++) {
                    shares[i * k + c] = Math.exp(logs[c] - log);
                }
                likelihood += log;
            }
            return likelihood;
        }

        private double logDensity(int point, int cloud) {
            double log = Math.log(weights[cloud]);
            for (int j = 0; j < columns; j++) {
                double variance = variances[cloud * columns + j];
                double difference = points.get(point, j) - centres[cloud * columns + j];
                log -= (Math.log(2 * Math.PI * variance) + difference * difference / variance) / 2;
            }
            return log;
        }

        private int[] labels() {
            int[] labels = new int[points.rows()];
            for (int i = 0; i < labels.length; i++) {
                for (int c = 1; c < k; c++) {
                    labels[i] = shares[i * k + c] > shares[i * k + labels[i]] ? c : labels[i];
                }
            }
            return labels;
        }
    }
}
