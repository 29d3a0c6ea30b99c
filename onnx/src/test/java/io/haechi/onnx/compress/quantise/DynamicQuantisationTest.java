package io.haechi.onnx.compress.quantise;

import static io.haechi.onnx.compress.quantise.RandomNets.agreement;
import static io.haechi.onnx.compress.quantise.RandomNets.all;
import static io.haechi.onnx.compress.quantise.RandomNets.examples;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.haechi.onnx.GraphBuilder;
import io.haechi.onnx.Tensor;
import io.haechi.onnx.graph.Graph;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DynamicQuantisationTest {
    private static final DynamicQuantisation STANDARD = DynamicQuantisation.STANDARD;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.haechi.onnx.compress.quantise.RandomNets#seeds")
    void aTransformerAnswersNearlyTheSame(long seed) {
        Graph graph = RandomNets.encoder(seed);
        Graph quantised = STANDARD.apply(graph);
        assertThat(agreement(graph, quantised, RandomNets.sentences(seed, 8))).isGreaterThan(32);
        assertThat(all(quantised, "MatMulInteger")).hasSize(6);
        // Query, key and value share the bytes of their input.
        assertThat(all(quantised, "DynamicQuantizeLinear")).hasSize(4);
        assertThat(floatWeights(quantised)).isZero();
        assertThat(graph.toBytes().length / (double) quantised.toBytes().length).isGreaterThan(2.5);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.haechi.onnx.compress.quantise.RandomNets#seeds")
    void aLargeLstmComputesWithBytes(long seed) {
        Graph graph = RandomNets.lstm(seed, 128);
        Graph quantised = STANDARD.apply(graph);
        assertThat(all(quantised, "DynamicQuantizeLSTM")).hasSize(1);
        List<Map<String, Tensor>> examples = examples(seed, 4, 20, 3, 24);
        assertThat(agreement(graph, quantised, examples)).isGreaterThan(30);
        assertThat(graph.toBytes().length / (double) quantised.toBytes().length).isGreaterThan(3.5);
        // Written and read again, it still names the operator set of the runtime.
        assertThat(Graph.read(quantised.toBytes()).nodes()).isEqualTo(quantised.nodes());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.haechi.onnx.compress.quantise.RandomNets#seeds")
    void aSmallLstmIsOnlyStoredAsBytes(long seed) {
        Graph graph = RandomNets.lstm(seed, 32);
        Graph quantised = STANDARD.apply(graph);
        assertThat(all(quantised, "LSTM")).hasSize(1);
        assertThat(floatWeights(quantised)).isLessThanOrEqualTo(512);
        assertThat(agreement(graph, quantised, examples(seed, 4, 20, 3, 24))).isGreaterThan(30);
        assertThat(all(STANDARD.withFewestUnits(1).apply(graph), "DynamicQuantizeLSTM"))
                .hasSize(1);
    }

    @Test
    void convolutionsAreOnlyStoredAsBytes() {
        Graph graph = RandomNets.cnn(3, 3);
        Graph quantised = STANDARD.apply(graph);
        assertThat(all(quantised, "Conv")).hasSize(6);
        assertThat(floatWeights(quantised)).isZero();
        assertThat(agreement(graph, quantised, examples(3, 4, 2, 3, 16, 16))).isGreaterThan(35);
    }

    @Test
    void alphaBetaTransposedWeightsAndBiasOfAGemmAreSeenTo() {
        for (int transposed : new int[] {0, 1}) {
            GraphBuilder builder = new GraphBuilder("gemm", 17);
            String x = builder.input("x", -1, 48);
            Random random = new Random(5);
            long[] dims = transposed == 1 ? new long[] {32, 48} : new long[] {48, 32};
            String w = builder.constant("w", RandomNets.gaussian(random, 1, dims), dims);
            String b = builder.constant("b", RandomNets.gaussian(random, 1, 32), 32);
            Map<String, Object> settings = Map.of("alpha", 0.5, "beta", 3.0, "transB", transposed);
            builder.output(builder.node("Gemm", List.of(x, w, b), settings), "y", -1, 32);
            Graph graph = Graph.read(builder.toBytes());
            Graph quantised = STANDARD.apply(graph);
            assertThat(all(quantised, "Gemm")).isEmpty();
            assertThat(agreement(graph, quantised, examples(6, 4, 3, 48)))
                    .as("transB %s", transposed)
                    .isGreaterThan(38);
        }
    }

    @Test
    void embeddingsAreLookedUpAsBytes() {
        Graph quantised = STANDARD.apply(RandomNets.encoder(1));
        assertThat(quantised.constant("table")).isNull();
        assertThat(all(quantised, "Gather"))
                .extracting(
                        node -> RandomNets.constant(quantised, node.input(0)).type())
                .containsExactlyInAnyOrder(DataType.INT8, DataType.FLOAT);
    }

    /** The most values that a float constant has; only those of matrices and more count. */
    private static int floatWeights(Graph graph) {
        return graph.constants().values().stream()
                .filter(constant -> constant.type() == DataType.FLOAT && constant.count() >= 256)
                .mapToInt(constant -> constant.count())
                .max()
                .orElse(0);
    }
}
