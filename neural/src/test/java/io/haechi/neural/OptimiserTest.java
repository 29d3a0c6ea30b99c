package io.haechi.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.haechi.neural.Layer.Dense;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Loss and optimiser, against the formulas written out in plain Java. */
class OptimiserTest {
    private static final Network LINEAR = Network.of("linear", Network.layers(new Dense(1)));

    @Test
    void theLossIsTheFormulaAndItsGradientTheSlope() {
        TrainingOptions options = TrainingOptions.DEFAULT.withTargets(2, 0.1);
        Batch batch = new Batch(new float[3], new long[] {3, 1}, new float[] {1, 0, 1}, new float[] {1, 0.5f, 2});
        float[] logits = {0.3f, -1.2f, 200f};
        // By hand: weights 2, .5, 4; targets .95, .05, .95; -t ln p - (1-t) ln (1-p).
        double expected = (2 * cross(0.3f, 0.95) + 0.5 * cross(-1.2f, 0.05) + 4 * (200 * 0.05)) / 6.5;
        Loss loss = Loss.of(logits, batch, options);
        assertThat(loss.value()).isCloseTo(expected, within(1e-6));
        assertThat(loss.weight()).isCloseTo(6.5, within(1e-9));
        for (int i = 0; i < 3; i++) {
            float[] up = logits.clone();
            float[] down = logits.clone();
            up[i] += 0.01f;
            down[i] -= 0.01f;
            double slope = (Loss.of(up, batch, options).value()
                            - Loss.of(down, batch, options).value())
                    / (up[i] - down[i]);
            assertThat((double) loss.gradient()[i]).isCloseTo(slope, within(1e-5));
        }
    }

    private static double cross(double logit, double target) {
        double p = 1 / (1 + Math.exp(-logit));
        return -target * Math.log(p) - (1 - target) * Math.log(1 - p);
    }

    @Test
    void tenStepsAreTheFormulaOfAdamWithDecoupledDecay() {
        int features = 5;
        TrainingOptions options = new TrainingOptions(1, 0, 0.05, 0.1, 0, 0.2, 0, 1, 0, 3, 1);
        Plan plan = Plan.of(LINEAR, -1, features);
        Checkpoint start = Checkpoint.start(plan, options);
        double[] weights = new double[features + 1];
        for (int j = 0; j < features; j++) {
            weights[j] = start.live().get("0.dense.weight").values()[j];
        }
        double[] mean = new double[features + 1];
        double[] square = new double[features + 1];
        Random random = new Random(5);
        try (Training training = new Training(plan, options, start)) {
            for (int step = 1; step <= 10; step++) {
                Batch batch = batch(random, features);
                training.learn(batch, 0.05, Pass.learning(null, 0, 1));
                double[] gradient = gradient(weights, batch, features);
                double norm = 0;
                for (double g : gradient) {
                    norm += g * g;
                }
                double clip = Math.min(1, 0.2 / Math.sqrt(norm));
                for (int j = 0; j <= features; j++) {
                    double g = gradient[j] * clip;
                    mean[j] = 0.9 * mean[j] + 0.1 * g;
                    square[j] = 0.999 * square[j] + 0.001 * g * g;
                    double decay = j < features ? 0.1 : 0;
                    weights[j] -= 0.05 * decay * weights[j];
                    weights[j] -= 0.05
                            * (mean[j] / (1 - Math.pow(0.9, step)))
                            / (Math.sqrt(square[j] / (1 - Math.pow(0.999, step))) + 1e-8);
                }
            }
            Parameters learnt = training.checkpoint().live();
            for (int j = 0; j < features; j++) {
                assertThat((double) learnt.get("0.dense.weight").values()[j]).isCloseTo(weights[j], within(1e-4));
            }
            assertThat((double) learnt.get("0.dense.bias").values()[0]).isCloseTo(weights[features], within(1e-4));
        }
    }

    @Test
    void theAverageFollowsTheWeights() {
        TrainingOptions options = new TrainingOptions(1, 0, 0.05, 0, 0, 0, 0, 1, 0.9, 3, 1);
        Plan plan = Plan.of(LINEAR, -1, 2);
        Checkpoint start = Checkpoint.start(plan, options);
        double average = start.live().get("0.dense.bias").values()[0];
        Random random = new Random(2);
        try (Training training = new Training(plan, options, start)) {
            for (int step = 1; step <= 5; step++) {
                training.learn(batch(random, 2), 0.05, Pass.learning(null, 0, 1));
                double keep = Math.min(0.9, (1.0 + step) / (10.0 + step));
                average = keep * average
                        + (1 - keep)
                                * training.checkpoint()
                                        .live()
                                        .get("0.dense.bias")
                                        .values()[0];
            }
            assertThat((double)
                            training.checkpoint().average().get("0.dense.bias").values()[0])
                    .isCloseTo(average, within(1e-6));
        }
    }

    @Test
    void aTrunkLearnsAtItsShareOfTheRate() {
        TrainingOptions half = new TrainingOptions(1, 0, 0.05, 0.1, 0, 0, 0, 1, 0, 3, 1);
        float[] whole = afterThreeSteps(half, 0.025);
        assertThat(afterThreeSteps(half.withTrunk(new TrainingOptions.Trunk(1, 0.5)), 0.05))
                .containsExactly(whole, within(1e-6f));
    }

    @Test
    void aTrunkAtRateZeroStaysAsItIsWhileTheRestLearnsAsItWould() {
        Network two = Network.of("two", Network.layers(new Layer.Dense(3), new Layer.Tanh(), new Layer.Dense(1)));
        TrainingOptions free = new TrainingOptions(1, 0, 0.05, 0.1, 0, 0, 0, 1, 0, 3, 1);
        Parameters start = Plan.of(two, -1, 4).initial(free.seed());
        Parameters held = afterOneStep(two, free.withTrunk(new TrainingOptions.Trunk(2, 0)));
        Parameters moved = afterOneStep(two, free);
        assertThat(held.get("0.dense.weight").values())
                .isEqualTo(start.get("0.dense.weight").values());
        assertThat(moved.get("0.dense.weight").values())
                .isNotEqualTo(start.get("0.dense.weight").values());
        assertThat(held.get("2.dense.weight").values())
                .isNotEqualTo(start.get("2.dense.weight").values())
                .containsExactly(moved.get("2.dense.weight").values(), within(1e-6f));
    }

    @Test
    void aTrunkAtRateZeroThatIsTheWholeNetworkIsRefused() {
        TrainingOptions options = new TrainingOptions(1, 0, 0.05, 0.1, 0, 0, 0, 1, 0, 3, 1);
        assertThatThrownBy(() -> afterThreeSteps(options.withTrunk(new TrainingOptions.Trunk(1, 0)), 0.05))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing would learn");
    }

    private static Parameters afterOneStep(Network network, TrainingOptions options) {
        Plan plan = Plan.of(network, -1, 4);
        try (Training training = new Training(plan, options, Checkpoint.start(plan, options))) {
            training.learn(batch(new Random(8), 4), 0.05, Pass.learning(null, 0, 1));
            return training.checkpoint().live();
        }
    }

    private static float[] afterThreeSteps(TrainingOptions options, double rate) {
        Plan plan = Plan.of(LINEAR, -1, 4);
        Random random = new Random(8);
        try (Training training = new Training(plan, options, Checkpoint.start(plan, options))) {
            for (int step = 0; step < 3; step++) {
                training.learn(batch(random, 4), rate, Pass.learning(null, 0, 1));
            }
            return training.checkpoint().live().get("0.dense.weight").values();
        }
    }

    private static Batch batch(Random random, int features) {
        float[] inputs = new float[4 * features];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (float) random.nextGaussian();
        }
        return Batch.of(inputs, new long[] {4, features}, new float[] {0, 1, 1, 0});
    }

    private static double[] gradient(double[] weights, Batch batch, int features) {
        double[] gradient = new double[features + 1];
        for (int i = 0; i < 4; i++) {
            double logit = weights[features];
            for (int j = 0; j < features; j++) {
                logit += weights[j] * batch.inputs()[i * features + j];
            }
            double error = (1 / (1 + Math.exp(-logit)) - batch.targets()[i]) / 4;
            for (int j = 0; j < features; j++) {
                gradient[j] += error * batch.inputs()[i * features + j];
            }
            gradient[features] += error;
        }
        return gradient;
    }
}
