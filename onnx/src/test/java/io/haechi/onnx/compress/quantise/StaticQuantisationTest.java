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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StaticQuantisationTest {
    /** All linear layers, however small: it is the arithmetic that is tested, not the speed. */
    private static final StaticQuantisation STANDARD = StaticQuantisation.STANDARD.withFewestWeights(256);

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
        // 5.1 / 255 = 0.02 for the input; weights 0.01 and 0.02; the runtime makes the bias 1 / 0.0002 and -3 / 0.0004.
        Node quantise = all(quantised, "QuantizeLinear").getFirst();
        assertThat(quantise.input(0)).isEqualTo("x");
        assertThat(constant(quantised, quantise.input(1)).floats()[0]).isCloseTo(0.02f, within(1e-8f));
        assertThat(constant(quantised, quantise.input(2)).longs()).containsExactly(50);
        Node layer = all(quantised, "Conv").getFirst();
        Node weight = Objects.requireNonNull(quantised.producer(layer.input(1)));
        assertThat(constant(quantised, weight.input(0)).longs()).containsExactly(127, 0, 0, 0, 0, -127, 0, 0);
        assertThat(constant(quantised, weight.input(1)).floats()).containsExactly(0.01f, 0.02f);
        assertThat(constant(quantised, layer.input(2)).floats()).containsExactly(1, -3);
    }

    @Test
    void theBiasOfAGemmIsWholeNumbersOfItsOwnScale() {
        GraphBuilder builder = new GraphBuilder("one", 17);
        String x = builder.input("x", 1, 2);
        float[] weights = new float[256];
        weights[0] = 1.27f;
        weights[129] = -2.54f;
        String w = builder.constant("w", weights, 2, 128);
        String b = builder.constant("b", new float[] {1, -3}, 2);
        String gemm = builder.node("Gemm", List.of(builder.input("z", 1, 128), w, b), Map.of("transB", 1));
        builder.output(gemm, "y", 1, 2);
        builder.output(x, "same", 1, 2);
        float[] values = new float[128];
        values[0] = -1;
        values[1] = 4.1f;
        Map<String, Tensor> example = Map.of("x", Tensor.of(new float[2], 1, 2), "z", Tensor.of(values, 1, 128));
        Graph quantised = STANDARD.apply(Graph.read(builder.toBytes()), List.of(example));
        Node layer = all(quantised, "Gemm").getFirst();
        Node bias = Objects.requireNonNull(quantised.producer(layer.input(2)));
        assertThat(constant(quantised, bias.input(0)).type()).isEqualTo(DataType.INT32);
        assertThat(constant(quantised, bias.input(0)).longs()).containsExactly(5000, -7500);
        assertThat(constant(quantised, bias.input(1)).floats()[1]).isCloseTo(0.0004f, within(1e-9f));
    }

    @Test
    void whatRoundingShiftsIsTakenFromTheBias() {
        GraphBuilder builder = new GraphBuilder("shift", 17);
        String x = builder.input("x", -1, 4, 3, 3);
        // With a scale of 0.01 the second weight is rounded down by 0.004, the third up by 0.003.
        String w = builder.constant("w", new float[] {1.27f, 0.504f, 0.507f, 0}, 1, 4, 1, 1);
        String b = builder.constant("b", new float[] {2}, 1);
        builder.output(builder.node("Conv", List.of(x, w, b), Map.of()), "y", -1, 1, 3, 3);
        Graph graph = Graph.read(builder.toBytes());
        List<Map<String, Tensor>> examples = new ArrayList<>();
        for (float level : new float[] {5, 15}) {
            float[] values = new float[36];
            Arrays.fill(values, 9, 18, level);
            Arrays.fill(values, 18, 27, 2 * level);
            examples.add(Map.of("x", Tensor.of(values, 1, 4, 3, 3)));
        }
        Graph quantised = STANDARD.apply(graph, examples);
        float bias =
                constant(quantised, all(quantised, "Conv").getFirst().input(2)).floats()[0];
        // Mean inputs 10 and 20: 2 - (-0.004 * 10 + 0.003 * 20).
        assertThat(bias).isCloseTo(1.98f, within(1e-5f));
        Graph known =
                STANDARD.apply(graph, STANDARD.calibration(graph, examples).ranges());
        assertThat(constant(known, all(known, "Conv").getFirst().input(2)).floats())
                .containsExactly(2);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.haechi.onnx.compress.quantise.RandomNets#seeds")
    void correctedBiasesLeaveLessOfAShift(long seed) {
        // Inputs far from zero, where rounding errors add up.
        Graph graph = RandomNets.cnn(seed, 4);
        List<Map<String, Tensor>> examples = examples(seed, 8, 1, 4, 16, 16);
        examples.forEach(example -> {
            float[] values = Objects.requireNonNull(example.get("x")).floats();
            for (int i = 0; i < values.length; i++) {
                values[i] += 3;
            }
        });
        Graph corrected = STANDARD.apply(graph, examples);
        Graph plain =
                STANDARD.apply(graph, STANDARD.calibration(graph, examples).ranges());
        assertThat(agreement(graph, corrected, examples)).isGreaterThan(agreement(graph, plain, examples));
    }

    @Test
    void smallLinearLayersComputeInFloatsWithWeightsOfBytes() {
        Graph graph = RandomNets.cnn(1, 4);
        List<Map<String, Tensor>> examples = examples(1, 4, 1, 4, 16, 16);
        Graph quantised = StaticQuantisation.STANDARD.apply(graph, examples);
        Node hidden = all(quantised, "Gemm").getFirst();
        assertThat(Objects.requireNonNull(quantised.producer(hidden.input(0))).op())
                .isNotEqualTo("DequantizeLinear");
        Node scaled = Objects.requireNonNull(quantised.producer(hidden.input(1)));
        Node cast = Objects.requireNonNull(quantised.producer(scaled.input(0)));
        assertThat(constant(quantised, cast.input(0)).type()).isEqualTo(DataType.INT8);
        assertThat(agreement(graph, quantised, examples)).isGreaterThan(30);
    }

    @Test
    void convolutionsOfFewWeightsThatStayFloatsAreHalved() {
        GraphBuilder builder = new GraphBuilder("first", 17);
        String x = builder.input("x", -1, 1, 12, 12);
        String first = builder.node(
                "Conv",
                List.of(x, builder.constant("w", RandomNets.gaussian(new Random(1), 1, 16, 1, 5, 5), 16, 1, 5, 5)),
                Map.of());
        String second = builder.node(
                "Conv",
                List.of(first, builder.constant("v", RandomNets.gaussian(new Random(2), 1, 8, 16, 3, 3), 8, 16, 3, 3)),
                Map.of());
        builder.output(second, "y", -1, 8, 6, 6);
        Graph quantised = STANDARD.apply(Graph.read(builder.toBytes()), examples(1, 4, 1, 1, 12, 12));
        Node layer = all(quantised, "Conv").getFirst();
        Node cast = Objects.requireNonNull(quantised.producer(layer.input(1)));
        assertThat(constant(quantised, cast.input(0)).type()).isEqualTo(DataType.FLOAT16);
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
        Node weight = Objects.requireNonNull(
                quantised.producer(all(quantised, "Conv").getFirst().input(1)));
        assertThat(constant(quantised, weight.input(0)).dims()).containsExactly(16, 4, 3, 3);
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
