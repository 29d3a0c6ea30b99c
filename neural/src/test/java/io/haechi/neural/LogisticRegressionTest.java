package io.haechi.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogisticRegressionTest {
    private static final List<float[]> ROWS = List.of(
            new float[] {1, 0.5f},
            new float[] {0.2f, -1},
            new float[] {-0.3f, 0.8f},
            new float[] {2, 1.5f},
            new float[] {-1, -0.7f},
            new float[] {0.4f, 0.1f},
            new float[] {-2, 0.3f},
            new float[] {0.9f, -0.4f});
    private static final List<Float> TARGETS = List.of(1f, 0f, 0f, 1f, 0f, 1f, 0f, 1f);
    private static final List<Float> COUNTS = List.of(1f, 2f, 1f, 1f, 1f, 0.5f, 1f, 1f);

    @Test
    void itFindsWhatScikitLearnFinds() {
        // scikit-learn: LogisticRegression(C=1/(0.05*sum(w)), tol=1e-12).fit(X, y, w)
        LogisticRegression fitted = LogisticRegression.fit(new LogisticRegression.Problem(ROWS, TARGETS, COUNTS, 0.05));
        assertThat(fitted.weights()).containsExactly(new double[] {1.78829931, 0.67356101}, within(1e-3));
        assertThat(fitted.bias()).isCloseTo(-0.80971495, within(1e-3));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void nothingNearbyIsBetterEvenWhereFeaturesGoTogether(long seed) {
        Random random = new Random(seed);
        List<float[]> rows = new ArrayList<>();
        List<Float> targets = new ArrayList<>();
        List<Float> counts = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            float common = (float) random.nextGaussian();
            float[] row = new float[20];
            for (int f = 0; f < row.length; f++) {
                row[f] = common + 0.05f * (float) random.nextGaussian();
            }
            rows.add(row);
            targets.add(row[0] - row[1] + 0.02 * random.nextGaussian() > 0 ? 1f : 0f);
            counts.add(1f);
        }
        LogisticRegression.Problem problem = new LogisticRegression.Problem(rows, targets, counts, 1e-3);
        LogisticRegression fitted = LogisticRegression.fit(problem);
        double[] theta = Arrays.copyOf(fitted.weights(), 21);
        theta[20] = fitted.bias();
        double[] gradient = new double[21];
        double best = problem.loss(theta, gradient);
        assertThat(gradient).containsExactly(new double[21], within(1e-4));
        for (int f = 0; f < theta.length; f++) {
            for (double step : new double[] {-0.1, 0.1}) {
                double[] other = theta.clone();
                other[f] += step;
                assertThat(problem.loss(other, new double[21])).isGreaterThan(best);
            }
        }
    }
}
