package io.haechi.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.haechi.core.ModelException;
import io.haechi.neural.Layer.Conv2d;
import io.haechi.neural.Layer.Dense;
import io.haechi.neural.Layer.Dropout;
import io.haechi.neural.Layer.Flatten;
import io.haechi.neural.Layer.Lstm;
import io.haechi.neural.Layer.MaxPool;
import io.haechi.neural.Layer.Residual;
import io.haechi.neural.Layer.SelfAttention;
import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.WeightStorage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that does not fit is refused in words; one that fits starts as the literature says. */
class PlanTest {
    @TempDir
    Path folder;

    @Test
    void sizesFollowTheLayers() {
        Plan plan = Plan.of(Network.of("n", Network.block(16), Network.block(32)), -1, 1, 128, -1);
        assertThat(plan.output()).containsExactly(32, 32, -1);
        assertThat(plan.weights()).hasSize(10);
        assertThat(plan.weights().getFirst().name()).isEqualTo("0.conv2d.weight");
    }

    @Test
    void whatDoesNotFitIsSaid() {
        refused(new Dense(3), "0.dense needs a sequence or a vector, got the sizes [2, 4, 4]", 1, 2, 4, 4);
        refused(new Lstm(3, true, true), "0.lstm needs a sequence", 1, 7);
        refused(new SelfAttention(3), "features divisible by 3", 1, 5, 8);
        refused(new Flatten(), "sizes that are all known", -1, 2, 4, -1);
        refused(new MaxPool(5, 1), "a window of 5 does not fit into the size 4", 1, 2, 4, 4);
        refused(
                new Residual(List.of(new Conv2d(3, 3))),
                "the body gives [3, 4, 4], the shortcut [2, 4, 4]",
                1,
                2,
                4,
                4);
        assertThatThrownBy(() -> new Dropout(1)).hasMessage("Dropout rate must be at least 0 and below 1, got 1.0");
        assertThatThrownBy(() -> new Conv2d(4, 2)).hasMessageContaining("odd sides, got 2 x 2");
        assertThatThrownBy(() -> new Dense(0)).hasMessage("Number of units must be 1 or more, got 0");
        assertThatThrownBy(() -> new Network("n", List.of())).hasMessageContaining("at least one layer");
    }

    private static void refused(Layer layer, String because, long... shape) {
        assertThatThrownBy(() -> Plan.of(new Network("n", List.of(layer)), shape))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(because);
    }

    @Test
    void memoryStartsAsRotationsThatForgetNothing() {
        int units = 12;
        Parameters start = Trainer.initial(new Network("n", List.of(new Lstm(units, true, true))), 1, 1, 5, 7);
        float[] state = start.get("0.lstm.forward.state").values();
        for (int gate = 0; gate < 4; gate++) {
            for (int i = 0; i < units; i++) {
                for (int j = 0; j < units; j++) {
                    double dot = 0;
                    for (int k = 0; k < units; k++) {
                        dot += state[(gate * units + i) * units + k] * state[(gate * units + j) * units + k];
                    }
                    assertThat(dot).isCloseTo(i == j ? 1 : 0, within(1e-6));
                }
            }
        }
        float[] bias = start.get("0.lstm.backward.input_bias").values();
        assertThat(bias[units - 1]).isZero();
        assertThat(bias[units]).isEqualTo(1);
        assertThat(bias[2 * units - 1]).isEqualTo(1);
        assertThat(bias[2 * units]).isZero();
    }

    @Test
    void convolutionsStartWithTheVarianceOfHe() {
        float[] weights = Trainer.initial(new Network("n", List.of(new Conv2d(64, 3))), 1, 1, 32, 8, 8)
                .get("0.conv2d.weight")
                .values();
        double squares = 0;
        for (float weight : weights) {
            squares += weight * weight;
        }
        assertThat(squares / weights.length).isCloseTo(2.0 / (32 * 9), within(3e-4));
    }

    @Test
    void parametersComeBackFromTheirFile() throws Exception {
        Parameters saved = Trainer.initial(Network.of("n", Network.block(4)), 1, 1, 1, 8, 8);
        Path file = folder.resolve("p");
        saved.save(file);
        Parameters loaded = Parameters.load(file);
        assertThat(List.copyOf(loaded.values().keySet()))
                .isEqualTo(List.copyOf(saved.values().keySet()));
        saved.values().forEach((name, value) -> {
            assertThat(loaded.get(name).values()).isEqualTo(value.values());
            assertThat(loaded.get(name).shape()).isEqualTo(value.shape());
        });
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < bytes.length; i++) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= 4;
            Files.write(file, damaged);
            assertThatThrownBy(() -> Parameters.load(file)).isInstanceOf(ModelException.class);
        }
    }

    @Test
    void halfTheBytesGiveNearlyTheSameAnswers() {
        Network network = Network.of("n", Network.layers(new Lstm(32, true, false), new Dense(1)));
        Parameters parameters = Trainer.initial(network, 1, 1, 20, 16);
        byte[] full = OnnxExport.bytes(network, parameters, new long[] {-1, -1, 16}, WeightStorage.FLOAT32);
        byte[] half = OnnxExport.bytes(network, parameters, new long[] {-1, -1, 16}, WeightStorage.FLOAT16);
        assertThat(half.length).isLessThan((int) (0.56 * full.length));
        float[] input = new float[20 * 16];
        java.util.Arrays.setAll(new int[input.length], i -> {
            input[i] = (float) Math.sin(i);
            return i;
        });
        try (OnnxRunner a = OnnxRunner.open(full, 1);
                OnnxRunner b = OnnxRunner.open(half, 1)) {
            assertThat(b.run(input, 1, 20, 16)[0]).isCloseTo(a.run(input, 1, 20, 16)[0], within(2e-3f));
        }
    }

    @Test
    void parametersOfAnotherNetworkAreRefused() {
        Network one = Network.of("one", Network.layers(new Dense(1)));
        Parameters other = Trainer.initial(Network.of("o", Network.layers(new Dense(2))), 1, 1, 4);
        assertThatThrownBy(() -> OnnxExport.bytes(one, other, new long[] {-1, 4}, WeightStorage.FLOAT32))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.dense.weight must have the shape [1, 4], got [2, 4]");
    }
}
