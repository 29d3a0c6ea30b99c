package io.haechi.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haechi.core.ModelException;
import io.haechi.neural.Layer.BatchNorm;
import io.haechi.neural.Layer.Conv2d;
import io.haechi.neural.Layer.Dense;
import io.haechi.neural.Layer.Flatten;
import io.haechi.neural.Layer.GlobalAveragePool;
import io.haechi.neural.Layer.LayerNorm;
import io.haechi.neural.Layer.Lstm;
import io.haechi.neural.Layer.MaxFeatureMap;
import io.haechi.neural.Layer.PositionalEncoding;
import io.haechi.neural.Layer.Relu;
import io.haechi.neural.Layer.Residual;
import io.haechi.neural.Layer.SqueezeExcite;
import io.haechi.neural.Layer.StatsPool;
import io.haechi.neural.Layer.ToSequence;
import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.WeightStorage;
import io.haechi.onnx.compress.prune.Criterion;
import io.haechi.onnx.compress.prune.StructuredOptions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The smaller network that can be trained on is the pruned graph: their answers agree to 1e-4. */
class PrunedNetworkTest {
    private static final long[] SOUND = {2, 1, 8, 12};
    private static final StructuredOptions HALF = StructuredOptions.ofShare(0.5);

    static Stream<Network> networks() {
        List<Layer> head = Network.layers(new GlobalAveragePool(), new Dense(6), new Relu(), new Dense(1));
        return Stream.of(
                Network.of("cnn", Network.layers(new BatchNorm()), Network.block(8), Network.convolution(12), head),
                Network.of("residual", Network.convolution(8), Network.residual(8, 1), Network.residual(12, 2), head),
                Network.of(
                        "identity",
                        Network.convolution(8),
                        Network.layers(new Residual(List.of(new Conv2d(4, 3), new Relu(), new Conv2d(8, 3)))),
                        head),
                Network.of(
                        "light",
                        Network.layers(new Conv2d(8, 3), new MaxFeatureMap(), new Conv2d(12, 3), new MaxFeatureMap()),
                        head),
                Network.of(
                        "squeeze",
                        Network.convolution(8),
                        Network.layers(new SqueezeExcite(2)),
                        Network.block(4),
                        head),
                Network.of("flat", Network.block(4), Network.layers(new Flatten(), new Dense(5), new Dense(1))),
                Network.of(
                        "bilstm",
                        Network.block(4),
                        Network.layers(new ToSequence(), new BatchNorm(), new Lstm(6, true, true)),
                        Network.layers(new Lstm(4, true, false), new Dense(4), new Relu(), new Dense(1))),
                Network.of(
                        "statistics",
                        Network.block(4),
                        Network.layers(new StatsPool(), new Dense(6), new Relu(), new Dense(1))),
                Network.of(
                        "transformer",
                        Network.layers(new ToSequence(), new Dense(8), new PositionalEncoding(40)),
                        Network.transformer(8, 4, 16, 0.1),
                        Network.layers(new LayerNorm(), new StatsPool(), new Dense(1))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void theSmallerNetworkIsThePrunedGraph(Network network) {
        long[] shape = network.name().equals("flat") ? SOUND : new long[] {-1, 1, 8, -1};
        Parameters parameters = random(Plan.of(network, shape));
        PrunedNetwork pruned = PrunedNetwork.of(network, parameters, shape, HALF.withAcrossNorms(true));
        assertThat(pruned.parameters().count()).isLessThan(parameters.count());
        assertThat(pruned.parameters().count())
                .isLessThanOrEqualTo(pruned.outcome().weightsAfter());
        byte[] exported = OnnxExport.bytes(pruned.network(), pruned.parameters(), shape, WeightStorage.FLOAT32);
        float[] input = new float[2 * 8 * 12];
        Random random = new Random(5);
        for (int i = 0; i < input.length; i++) {
            input[i] = (float) random.nextGaussian();
        }
        float[] expected = run(pruned.outcome().graph().toBytes(), input);
        assertThat(run(exported, input)).usingComparatorWithPrecision(1e-4f).containsExactly(expected);
        float[] trains = ParityTest.torch(Plan.of(pruned.network(), SOUND), pruned.parameters(), input, SOUND);
        assertThat(trains).usingComparatorWithPrecision(1e-4f).containsExactly(expected);
    }

    @Test
    void halfTheFiltersAreHalfTheLayers() {
        Network network = networks().findFirst().orElseThrow();
        PrunedNetwork pruned = PrunedNetwork.of(network, Trainer.initial(network, 1, SOUND), SOUND, HALF);
        assertThat(pruned.network())
                .isEqualTo(Network.of(
                        "cnn",
                        Network.layers(new BatchNorm()),
                        Network.block(4),
                        Network.convolution(6),
                        Network.layers(new GlobalAveragePool(), new Dense(3), new Relu(), new Dense(1))));
        Network fromFile =
                PrunedNetwork.sizedAs(network, pruned.outcome().graph().toBytes(), SOUND);
        assertThat(fromFile).isEqualTo(pruned.network());
    }

    @Test
    void layersAreKeptOutByTheirPlace() {
        Network network = networks().findFirst().orElseThrow();
        StructuredOptions kept = HALF.withKept(Set.of("1.conv2d")).withCriterion(Criterion.BATCH_NORM_SCALE);
        PrunedNetwork pruned = PrunedNetwork.of(network, Trainer.initial(network, 1, SOUND), SOUND, kept);
        assertThat(pruned.network().layers()).contains(new Conv2d(8, 3), new Conv2d(6, 3), new Dense(6));
    }

    @Test
    void aNetworkWithNothingToSpareIsRefused() {
        Network network = Network.of("one", Network.layers(new GlobalAveragePool(), new Dense(1)));
        assertThatThrownBy(() -> PrunedNetwork.of(network, Trainer.initial(network, 1, SOUND), SOUND, HALF))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("No channel can be pruned");
    }

    private static float[] run(byte[] model, float... input) {
        try (OnnxRunner runner = OnnxRunner.open(model, 1)) {
            return runner.run(input, SOUND);
        }
    }

    private static Parameters random(Plan plan) {
        Random random = new Random(9);
        Map<String, Parameters.Value> values = new LinkedHashMap<>();
        plan.initial(3).values().forEach((name, value) -> {
            float[] floats = Arrays.copyOf(value.values(), value.values().length);
            for (int i = 0; i < floats.length; i++) {
                floats[i] = name.endsWith("variance")
                        ? 0.5f + random.nextFloat()
                        : floats[i] + 0.3f * (float) random.nextGaussian();
            }
            values.put(name, new Parameters.Value(value.shape(), floats));
        });
        return new Parameters(values);
    }
}
