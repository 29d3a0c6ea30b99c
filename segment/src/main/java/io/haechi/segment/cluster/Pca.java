package io.haechi.segment.cluster;

import io.haechi.segment.features.Matrix;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Principal components: the directions in which points differ most, by Jacobi rotations of their covariance.
 *
 * @param means of the columns
 * @param axes one row per component, of length 1, the largest component first
 * @param variances of the points along each
 */
@SuppressWarnings("ArrayRecordComponent")
public record Pca(double[] means, Matrix axes, double[] variances) {
    private static final int SWEEPS = 60;

    /** Fits to points; as many components as columns. */
    public static Pca fit(Matrix points) {
        int size = points.columns();
        double[] means = points.means();
        double[][] covariance = covariance(points, means);
        double[][] vectors = new double[size][size];
        for (int i = 0; i < size; i++) {
            vectors[i][i] = 1;
        }
        for (int sweep = 0; sweep < SWEEPS && outside(covariance) > 1e-22 * (1 + inside(covariance)); sweep++) {
            for (int p = 0; p < size; p++) {
                for (int q = p + 1; q < size; q++) {
                    rotate(covariance, vectors, p, q);
                }
            }
        }
        int[] order = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -covariance[i][i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[][] axes = new double[size][size];
        double[] variances = new double[size];
        for (int a = 0; a < size; a++) {
            variances[a] = Math.max(0, covariance[order[a]][order[a]]);
            for (int j = 0; j < size; j++) {
                axes[a][j] = vectors[j][order[a]];
            }
        }
        return new Pca(means, Matrix.of(axes), variances);
    }

    private static double[][] covariance(Matrix points, double[] means) {
        int size = points.columns();
        double[][] sums = new double[size][size];
        double[] centred = new double[size];
        for (int i = 0; i < points.rows(); i++) {
            for (int j = 0; j < size; j++) {
                centred[j] = points.get(i, j) - means[j];
            }
            for (int a = 0; a < size; a++) {
                for (int b = a; b < size; b++) {
                    sums[a][b] += centred[a] * centred[b];
                }
            }
        }
        for (int a = 0; a < size; a++) {
            for (int b = a; b < size; b++) {
                sums[a][b] /= Math.max(1, points.rows());
                sums[b][a] = sums[a][b];
            }
        }
        return sums;
    }

    private static double outside(double[][] matrix) {
        double sum = 0;
        for (int a = 0; a < matrix.length; a++) {
            for (int b = a + 1; b < matrix.length; b++) {
                sum += matrix[a][b] * matrix[a][b];
            }
        }
        return sum;
    }

    private static double inside(double[][] matrix) {
        double sum = 0;
        for (int a = 0; a < matrix.length; a++) {
            sum += matrix[a][a] * matrix[a][a];
        }
        return sum;
    }

    /** Makes one pair of a symmetric matrix's elements zero. */
    private static void rotate(double[][] matrix, double[][] vectors, int p, int q) {
        if (Math.abs(matrix[p][q]) < 1e-300) {
            return;
        }
        double theta = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q]);
        double t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double c = 1 / Math.sqrt(t * t + 1);
        double s = t * c;
        for (int i = 0; i < matrix.length; i++) {
            double ip = matrix[i][p];
            double iq = matrix[i][q];
            matrix[i][p] = c * ip - s * iq;
            matrix[i][q] = s * ip + c * iq;
        }
        for (int i = 0; i < matrix.length; i++) {
            double pi = matrix[p][i];
            double qi = matrix[q][i];
            matrix[p][i] = c * pi - s * qi;
            matrix[q][i] = s * pi + c * qi;
            double vp = vectors[i][p];
            double vq = vectors[i][q];
            vectors[i][p] = c * vp - s * vq;
            vectors[i][q] = s * vp + c * vq;
        }
    }

    /** Points along the first components. */
    public Matrix project(Matrix points, int components) {
        double[] scores = new double[points.rows() * components];
        for (int i = 0; i < points.rows(); i++) {
            for (int a = 0; a < components; a++) {
                double sum = 0;
                for (int j = 0; j < means.length; j++) {
                    sum += (points.get(i, j) - means[j]) * axes.get(a, j);
                }
                scores[i * components + a] = sum;
            }
        }
        return new Matrix(scores, points.rows(), components);
    }

    /** The share of all variance that each component has. */
    public double[] shares() {
        double all = java.util.Arrays.stream(variances).sum();
        return java.util.Arrays.stream(variances)
                .map(variance -> all > 0 ? variance / all : 0)
                .toArray();
    }
}
