package io.haechi.onnx.compress.quantise;

import static io.haechi.onnx.compress.quantise.RandomNets.agreement;
import static io.haechi.onnx.compress.quantise.RandomNets.all;
import static io.haechi.onnx.compress.quantise.RandomNets.constant;
import static io.haechi.onnx.compress.quantise.RandomNets.examples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.haechi.onnx.GraphBuilder;
import io.haechi.onnx.Tensor;
import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.Node;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StaticQuantisationTest {
    private static final StaticQuantisation STANDARD = StaticQuantisation.STANDARD;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.haechi.onnx.compress.quantise.RandomNets#seeds")
    void aConvolutionalNetworkAnswersNearlyTheSame(long seed) {
        Graph graph = RandomNets.cnn(seed, 4);
        List<Map<String, Tensor>> examples = examples(seed, 16, 2, 4, 16, 16);
        Graph quantised = STANDARD.apply(graph, examples);
        assertThat(agreement(graph, quantised, examples)).isGreaterThan(30);
        // Other examples, of another batch size, with ranges that they did not choose.
        assertThat(agreement(graph, quantised, examples(seed + 100, 4, 3, 4, 16, 16)))
                .isGreaterThan(25);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.haechi.onnx.compress.quantise.RandomNets#seeds")
    void aTransformerAnswersNearlyTheSame(long seed) {
        Graph graph = RandomNets.encoder(seed);
        List<Map<String, Tensor>> examples = RandomNets.sentences(seed, 16);
        assertThat(agreement(graph, STANDARD.apply(graph, examples), examples)).isGreaterThan(30);
    }

    @Test
    void everyTensorBetweenLayersIsBytesAndNoPairIsTooMuch() {
        Graph quantised = cnn();
        // The input, and what settles after stem, pool, one, two, sum, left, right, both, last, mean, flat and hidden;
        // the
        // answer of the last layer comes as floats.
        assertThat(all(quantised, "QuantizeLinear")).hasSize(13);
        assertThat(quantised.constants().values())
                .filteredOn(constant -> constant.type() == DataType.FLOAT && constant.rank() > 1)
                .isEmpty();
    }

    @Test
    void whatComesOutOfAReluHasTheUnsignedZeroPointZero() {
        Graph quantised = cnn();
        for (Node relu : all(quantised, "Relu")) {
            Node quantise = quantised.consumers(relu.output()).getFirst();
            Constant zero = constant(quantised, quantise.input(2));
            assertThat(zero.type()).isEqualTo(DataType.UINT8);
            assertThat(zero.longs()).as(relu.toString()).containsExactly(0);
        }
    }

    @Test
    void whatOnlyMovesBytesKeepsTheirScale() {
        Graph quantised = cnn();
        Node pool = all(quantised, "MaxPool").getFirst();
        Node before = Objects.requireNonNull(quantised.producer(pool.input(0)));
        Node after = quantised.consumers(pool.output()).getFirst();
        assertThat(after.op()).isEqualTo("QuantizeLinear");
        assertThat(after.inputs().subList(1, 3)).isEqualTo(before.inputs().subList(1, 3));
    }

    @Test
    void weightsAndBiasHaveTheScalesOfTheFormula() {
        GraphBuilder builder = new GraphBuilder("one", 17);
        String x = builder.input("x", 1, 4, 1, 2);
        float[] weights = {1.27f, 0, 0, 0, 0, -2.54f, 0, 0};
        String conv = builder.node(
                "Conv",
                List.of(x, builder.constant("w", weights, 2, 4, 1, 1), builder.constant("b", new float[] {1, -3}, 2)),
                Map.of());
        builder.output(builder.node("Relu", List.of(conv), Map.of()), "y", 1, 2, 1, 2);
        Tensor input = Tensor.of(new float[] {-1, 4.1f, 0, 0, 0, 0, 0, 0}, 1, 4, 1, 2);
        Graph quantised = STANDARD.apply(Graph.read(builder.toBytes()), List.of(Map.of("x", input)));
        // 5.1 / 255 = 0.02 for the input; weights 0.01 and 0.02; bias 1 / 0.0002 and -3 / 0.0004.
        assertThat(constant(quantised, "x_s").floats()[0]).isCloseTo(0.02f, within(1e-8f));
        assertThat(constant(quantised, "w_s").floats()).containsExactly(0.01f, 0.02f);
        assertThat(constant(quantised, "w_q").longs()).containsExactly(127, 0, 0, 0, 0, -127, 0, 0);
        assertThat(constant(quantised, "b_s").floats()[1]).isCloseTo(0.0004f, within(1e-9f));
        assertThat(constant(quantised, "b_q").type()).isEqualTo(DataType.INT32);
        assertThat(constant(quantised, "b_q").longs()).containsExactly(5000, -7500);
        assertThat(all(quantised, "QuantizeLinear").getFirst().inputs()).containsExactly("x", "x_s", "zero_50");
    }

    @Test
    void aLayerOfZerosKeepsItsBias() {
        GraphBuilder builder = new GraphBuilder("dead", 17);
        String x = builder.input("x", 1, 4, 1, 1);
        String w = builder.constant("w", new float[8], 2, 4, 1, 1);
        String b = builder.constant("b", new float[] {0.3f, -70_000}, 2);
        builder.output(builder.node("Conv", List.of(x, w, b), Map.of()), "y", 1, 2, 1, 1);
        Graph graph = Graph.read(builder.toBytes());
        List<Map<String, Tensor>> constantInput = List.of(Map.of("x", Tensor.of(new float[4], 1, 4, 1, 1)));
        assertThat(agreement(graph, STANDARD.apply(graph, constantInput), constantInput))
                .isGreaterThan(40);
    }

    @Test
    void aBiasTooLargeForItsWeightsIsKeptAndTheWeightsMadeCoarser() {
        GraphBuilder builder = new GraphBuilder("biased", 17);
        String x = builder.input("x", 1, 4, 1, 1);
        String w = builder.constant("w", new float[] {1e-9f, 2e-9f, 0, 0}, 1, 4, 1, 1);
        String b = builder.constant("b", new float[] {1000}, 1);
        builder.output(builder.node("Conv", List.of(x, w, b), Map.of()), "y", 1, 1, 1, 1);
        Graph graph = Graph.read(builder.toBytes());
        List<Map<String, Tensor>> input = examples(3, 4, 1, 4, 1, 1);
        assertThat(agreement(graph, STANDARD.apply(graph, input), input)).isGreaterThan(60);
    }

    @Test
    void alphaBetaAndUntransposedWeightsOfAGemmAreFoldedIn() {
        for (int transposed : new int[] {0, 1}) {
            GraphBuilder builder = new GraphBuilder("gemm", 17);
            String x = builder.input("x", -1, 24);
            Random random = new Random(5);
            long[] dims = transposed == 1 ? new long[] {16, 24} : new long[] {24, 16};
            String w = builder.constant("w", RandomNets.gaussian(random, 1, dims), dims);
            String b = builder.constant("b", RandomNets.gaussian(random, 1, 1, 16), 1, 16);
            Map<String, Object> settings = Map.of("alpha", 0.5, "beta", 3.0, "transB", transposed);
            builder.output(builder.node("Gemm", List.of(x, w, b), settings), "y", -1, 16);
            Graph graph = Graph.read(builder.toBytes());
            List<Map<String, Tensor>> examples = examples(6, 4, 3, 24);
            assertThat(agreement(graph, STANDARD.apply(graph, examples), examples))
                    .as("transB %s", transposed)
                    .isGreaterThan(38);
        }
    }

    @Test
    void threeChannelsAreWidenedToFour() {
        Graph graph = RandomNets.cnn(9, 3);
        List<Map<String, Tensor>> examples = examples(9, 8, 1, 3, 16, 16);
        Graph quantised = STANDARD.apply(graph, examples);
        assertThat(all(quantised, "Pad")).hasSize(1);
        assertThat(constant(quantised, "conv.weight_q").dims()).containsExactly(16, 4, 3, 3);
        assertThat(agreement(graph, quantised, examples)).isGreaterThan(30);
    }

    @Test
    void layersStayFloatsByNameAndByKind() {
        Graph graph = RandomNets.cnn(1, 4);
        List<Map<String, Tensor>> examples = examples(1, 4, 1, 4, 16, 16);
        Graph named =
                STANDARD.withLayers(LayerChoice.ALL.without(Set.of("conv_2"))).apply(graph, examples);
        assertThat(named.constants().get("conv.weight_2"))
                .isEqualTo(graph.constants().get("conv.weight_2"));
        Graph kinds =
                STANDARD.withLayers(LayerChoice.ALL.withoutOps(Set.of("Conv"))).apply(graph, examples);
        assertThat(all(kinds, "QuantizeLinear")).hasSize(2);
        Graph one = STANDARD.withLayers(LayerChoice.only(Set.of("conv_3"))).apply(graph, examples);
        assertThat(agreement(graph, one, examples)).isGreaterThan(agreement(graph, kinds, examples) - 20);
        assertThat(all(one, "QuantizeLinear")).hasSize(2);
    }

    @Test
    void aConvolutionThatEndsTheModelKeepsTheOutputsName() {
        GraphBuilder builder = new GraphBuilder("end", 17);
        String x = builder.input("x", -1, 4, 5, 5);
        float[] weights = RandomNets.gaussian(new Random(1), 1, 8, 4, 3, 3);
        builder.output(
                builder.node("Conv", List.of(x, builder.constant("w", weights, 8, 4, 3, 3)), Map.of()), -1, 8, 3, 3);
        Graph graph = Graph.read(builder.toBytes());
        Graph quantised = STANDARD.apply(graph, examples(1, 4, 1, 4, 5, 5));
        assertThat(quantised.outputs().keySet()).containsExactly("conv");
        assertThat(Objects.requireNonNull(quantised.producer("conv")).op()).isEqualTo("DequantizeLinear");
    }

    private static Graph cnn() {
        return STANDARD.apply(RandomNets.cnn(1, 4), examples(1, 4, 1, 4, 16, 16));
    }
}
