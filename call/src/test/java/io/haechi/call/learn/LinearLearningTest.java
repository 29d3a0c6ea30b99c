package io.haechi.call.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.haechi.core.ModelException;
import io.haechi.text.sparse.SparseRows;
import io.haechi.text.sparse.SparseRowsBuilder;
import org.junit.jupiter.api.Test;

/** Expected figures: scikit-learn 1.9.1 (the hinge and the bounded one: scipy 1.17.1), on the same six rows, in doubles. */
class LinearLearningTest {
    private static final float[][] ROWS = {{1, 0, 2}, {0, 1, 1}, {3, 0, 0}, {0, 2, 1}, {1, 1, 0}, {2, 0, 1}};
    private static final boolean[] POSITIVE = {true, false, true, false, false, true};
    private static final double[] COUNTS = {1, 2, 1, .5, 1, 1.5};

    @Test
    void logisticRegressionWeighsExamplesAsScikitLearn() {
        // LogisticRegression(C=2, tol=1e-10).fit(X, y, sample_weight=w)
        LinearWeights found = LinearLearning.fit(new Learner.Logistic(2, -1000), lessons(COUNTS));
        isClose(found, 1.31863579, -1.07114306, 0.72336175, -1.52248111);
    }

    @Test
    void weightsStayAboveTheirBound() {
        // minimize(..., bounds=[(0, None)] * 3 + [(None, None)], method='L-BFGS-B')
        LinearWeights found = LinearLearning.fit(new Learner.Logistic(2, 0), lessons(COUNTS));
        isClose(found, 1.64624955, 0, 0.93942947, -2.65868775);
    }

    @Test
    void hingeWeighsExamplesAndLeavesTheInterceptFree() {
        LinearWeights found = LinearLearning.fit(new Learner.Hinge(2), lessons(COUNTS));
        isClose(found, 0.64475215, -0.62606385, 0.60737521, -0.94159835);
    }

    @Test
    void linearSvcIsScikitLearns() {
        // LinearSVC(C=2, tol=1e-10).fit(X, y)
        LinearWeights found = LinearLearning.fit(new Learner.LinearSvc(2), lessons(1, 1, 1, 1, 1, 1));
        isClose(found, 0.44350729, -0.957301, 0.41468986, -0.35213495);
    }

    @Test
    void complementBayesIsScikitLearns() {
        // ComplementNB(alpha=.5).fit(X, y, sample_weight=w): feature_log_prob_[1] - feature_log_prob_[0]
        LinearWeights found = LinearLearning.fit(new Learner.ComplementBayes(.5), lessons(COUNTS));
        isClose(found, 1.32175584, -2.48490665, 0, 0);
    }

    @Test
    void storedWeightsComeBackInHalfPrecision() {
        LinearWeights written = new LinearWeights(new float[] {0.1f, -3.25f}, -0.123456789);
        LinearWeights read = LinearWeights.read("weights.bin", written.toBytes(), 2);
        assertThat(read.intercept()).isEqualTo(-0.123456789);
        assertThat(read.weights()[0]).isCloseTo(0.1f, within(1e-4f));
        assertThat(read.weights()[1]).isEqualTo(-3.25f);
    }

    @Test
    void weightsOfAnotherWidthOrNoNumbersAreRefused() {
        byte[] bytes = new LinearWeights(new float[] {1, 2}, 0).toBytes();
        assertThatThrownBy(() -> LinearWeights.read("weights.bin", bytes, 3))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("holds 12 bytes, expected 14 for 3 weights");
        byte[] broken = new LinearWeights(new float[] {Float.NaN}, 0).toBytes();
        assertThatThrownBy(() -> LinearWeights.read("weights.bin", broken, 1))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no numbers");
    }

    private static void isClose(LinearWeights found, double... expected) {
        for (int i = 0; i < 3; i++) {
            assertThat((double) found.weights()[i]).isCloseTo(expected[i], within(2e-4));
        }
        assertThat(found.intercept()).isCloseTo(expected[3], within(2e-4));
    }

    private static Lessons lessons(double... counts) {
        return new Lessons(rows(), POSITIVE, counts);
    }

    private static SparseRows rows() {
        SparseRowsBuilder rows = new SparseRowsBuilder(3);
        for (float[] row : ROWS) {
            for (int i = 0; i < 3; i++) {
                if (row[i] != 0) {
                    rows.add(i, row[i]);
                }
            }
            rows.endRow();
        }
        return rows.build();
    }
}
