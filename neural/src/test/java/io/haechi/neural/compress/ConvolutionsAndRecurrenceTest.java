package io.haechi.neural.compress;

import static org.assertj.core.api.Assertions.assertThat;

import io.haechi.neural.Layer.Dense;
import io.haechi.neural.Layer.Lstm;
import io.haechi.neural.Layer.ToSequence;
import io.haechi.neural.Network;
import io.haechi.neural.OnnxExport;
import io.haechi.neural.Trainer;
import io.haechi.onnx.Tensor;
import io.haechi.onnx.WeightStorage;
import io.haechi.onnx.compress.quantise.LayerChoice;
import io.haechi.onnx.compress.trial.Agreement;
import io.haechi.onnx.compress.trial.Budget;
import io.haechi.onnx.compress.trial.Compression;
import io.haechi.onnx.compress.trial.CompressionOptions;
import io.haechi.onnx.compress.trial.Method;
import io.haechi.onnx.compress.trial.Pruning;
import io.haechi.onnx.compress.trial.Trial;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.platform.Target;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A network that hears through convolutions and remembers by an LSTM: each gets integers of its own kind. */
class ConvolutionsAndRecurrenceTest {
    private static final Network NETWORK = Network.of(
            "hearing",
            Network.block(16),
            Network.block(32),
            Network.layers(new ToSequence(), new Lstm(128, true, false), new Dense(32), new Dense(1)));

    private static final long[] SHAPE = {-1, 1, 16, -1};
    private static final byte[] MODEL =
            OnnxExport.bytes(NETWORK, Trainer.initial(NETWORK, 3, SHAPE), SHAPE, WeightStorage.FLOAT16);

    private static final List<Map<String, Tensor>> SAMPLES = IntStream.range(0, 12)
            .mapToObj(i -> {
                float[] picture = new float[16 * 24];
                Random random = new Random(i);
                for (int j = 0; j < picture.length; j++) {
                    picture[j] = (float) random.nextGaussian();
                }
                return Map.of("input", Tensor.of(picture, 1, 1, 16, 24));
            })
            .toList();

    @Test
    void autoTriesIntegersOfBothKindsWhichAreAsSmallAsDynamicOnes() {
        Map<Method, Trial> trials = compression(LayerChoice.ALL, Target.CPU).run(Method.AUTO).trials().stream()
                .collect(Collectors.toMap(Trial::method, trial -> trial));
        Trial both = Objects.requireNonNull(trials.get(Method.INT8));
        assertThat(both.detail()).isEqualTo("ranges from least to greatest; recurrent layers as in dynamic");
        assertThat(ops(both)).contains("DynamicQuantizeLSTM", "QuantizeLinear").doesNotContain("LSTM");
        Trial dynamic = Objects.requireNonNull(trials.get(Method.DYNAMIC));
        assertThat(ops(dynamic)).contains("DynamicQuantizeLSTM").doesNotContain("QuantizeLinear");
        assertThat(both.bytes()).isLessThan((int) (1.05 * dynamic.bytes()));
        // Half floats are two bytes a weight; nearly all of them are in the LSTM.
        assertThat(MODEL.length / (double) both.bytes()).isGreaterThan(1.8);
        assertThat(both.score().value()).isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void anLstmThatIsKeptOutStaysInFloat() {
        Compression.Outcome outcome = compression(LayerChoice.ALL.withoutOps(Set.of("LSTM")), Target.CPU)
                .run(Method.INT8);
        assertThat(outcome.trials()).isNotEmpty().allSatisfy(trial -> {
            assertThat(ops(trial)).contains("LSTM");
            // Wider than it was: this is why it is refused.
            assertThat(trial.refusals().getFirst()).startsWith("not smaller");
        });
    }

    @Test
    void elsewhereTheLstmOnlyStoresBytes() {
        Trial trial = compression(LayerChoice.ALL, Target.ANDROID)
                .run(Method.INT8)
                .chosen()
                .orElseThrow();
        assertThat(ops(trial)).contains("LSTM", "QuantizeLinear").doesNotContain("DynamicQuantizeLSTM");
    }

    private static Compression compression(LayerChoice layers, Target target) {
        CompressionOptions lenient =
                new CompressionOptions(new Budget(100, 0.001), target, layers, Pruning.STANDARD, 1, 3);
        return new Compression(MODEL, SAMPLES, new Agreement(MODEL, SAMPLES), lenient);
    }

    private static List<String> ops(Trial trial) {
        return Graph.read(trial.model()).nodes().stream().map(node -> node.op()).toList();
    }
}
