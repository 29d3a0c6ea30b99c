package io.haechi.call.learn;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import io.haechi.text.sparse.SparseRows;

/** Fits linear methods. */
public final class LinearLearning {
    private LinearLearning() {}

    /** The weights that a method learns. */
    public static LinearWeights fit(Learner.Linear learner, Lessons lessons) {
        return switch (learner) {
            case Learner.Logistic logistic -> LinearSolver.fit(lessons, logistic);
            case Learner.Hinge hinge -> LinearSolver.fit(lessons, hinge);
            case Learner.LinearSvc svc -> svc(lessons, svc.cost());
            case Learner.ComplementBayes bayes -> complementBayes(lessons, bayes.alpha());
        };
    }

    /**
     * LIBLINEAR's dual solver with a penalised intercept, as scikit-learn's {@code LinearSVC} runs it. It weighs no single
     * examples, so the counts become one weight per class.
     */
    private static LinearWeights svc(Lessons lessons, double cost) {
        SparseRows rows = lessons.rows();
        Problem problem = new Problem();
        problem.l = rows.rows();
        problem.n = rows.width() + 1;
        problem.bias = 1;
        problem.x = new Feature[problem.l][];
        problem.y = new double[problem.l];
        int positives = 0;
        for (int row = 0; row < problem.l; row++) {
            int first = rows.offsets()[row];
            int size = rows.offsets()[row + 1] - first;
            problem.x[row] = new Feature[size + 1];
            for (int i = 0; i < size; i++) {
                problem.x[row][i] = new FeatureNode(rows.columns()[first + i] + 1, rows.values()[first + i]);
            }
            problem.x[row][size] = new FeatureNode(problem.n, 1);
            problem.y[row] = lessons.positive()[row] ? 1 : -1;
            positives += lessons.positive()[row] ? 1 : 0;
        }
        Parameter parameter = new Parameter(SolverType.L2R_L2LOSS_SVC_DUAL, cost, 1000, 1e-4);
        parameter.setWeights(
                new double[] {
                    lessons.total(true) / Math.max(1, positives),
                    lessons.total(false) / Math.max(1, problem.l - positives)
                },
                new int[] {1, -1});
        parameter.setRandom(new java.util.Random(1));
        Linear.disableDebugOutput();
        Model model = Linear.train(problem, parameter);
        double sign = model.getLabels()[0] == 1 ? 1 : -1;
        double[] found = model.getFeatureWeights();
        float[] weights = new float[rows.width()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (sign * found[i]);
        }
        return new LinearWeights(weights, sign * found[rows.width()]);
    }

    private static LinearWeights complementBayes(Lessons lessons, double alpha) {
        SparseRows rows = lessons.rows();
        double[] positives = new double[rows.width()];
        double[] negatives = new double[rows.width()];
        for (int row = 0; row < rows.rows(); row++) {
            double[] sums = lessons.positive()[row] ? positives : negatives;
            for (int at = rows.offsets()[row]; at < rows.offsets()[row + 1]; at++) {
                sums[rows.columns()[at]] += lessons.counts()[row] * rows.values()[at];
            }
        }
        double allPositive = sum(positives) + alpha * positives.length;
        double allNegative = sum(negatives) + alpha * negatives.length;
        float[] weights = new float[rows.width()];
        for (int i = 0; i < weights.length; i++) {
            // A term speaks for a class by how rarely the other class says it.
            weights[i] = (float)
                    (Math.log((positives[i] + alpha) / allPositive) - Math.log((negatives[i] + alpha) / allNegative));
        }
        return new LinearWeights(weights, 0);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
