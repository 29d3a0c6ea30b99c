package io.haechi.onnx.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.haechi.onnx.GraphBuilder;
import io.haechi.onnx.Tensor;
import io.haechi.onnx.WeightStorage;
import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Normalisation, scales and shifts become part of the weights beside them, where that is exact. */
class FoldingTest {
    private static final Map<String, Object> NO_EPSILON = Map.of("epsilon", 0f);
    private static final Map<String, Object> PADDED = Map.of("pads", new long[] {1, 1, 1, 1});

    private final GraphBuilder builder = new GraphBuilder("g", 17);

    @Test
    void aNormalisationAfterAConvolutionBecomesItsWeights() {
        String x = builder.input("x", 1, 1, 2, 2);
        String w = builder.constant("w", new float[] {1, 2}, 2, 1, 1, 1);
        String b = builder.constant("b", new float[] {10, 20}, 2);
        // γ 3, 4; β 5, 6; μ 7, 8; σ² 4, 16: scales 1.5 and 1, shifts 5 − 10.5 and 6 − 8.
        String y = norm(node("Conv", x, w, b), new float[] {3, 4}, new float[] {5, 6}, new float[] {7, 8}, 4, 16);
        Graph folded = Passes.foldBatchNorm().apply(graph(y));
        assertThat(ops(folded)).containsExactly("Conv");
        Node conv = folded.nodes().getFirst();
        assertThat(conv.output()).isEqualTo(y);
        assertThat(constant(folded, conv.input(1)).floats()).containsExactly(1.5f, 2);
        assertThat(constant(folded, conv.input(2)).floats()).containsExactly(15 - 5.5f, 20 - 2);
    }

    @Test
    void aNormalisationBeforeAnUnpaddedConvolutionBecomesItsWeights() {
        String x = builder.input("x", 1, 2, 3, 3);
        String y = norm(x, new float[] {3, 4}, new float[] {5, 6}, new float[] {7, 8}, 4, 16);
        String w = builder.constant("w", new float[] {1, 2, 3, 4}, 2, 2, 1, 1);
        Graph folded = Passes.foldBatchNorm().apply(graph(node("Conv", y, w)));
        Node conv = folded.nodes().getFirst();
        assertThat(ops(folded)).containsExactly("Conv");
        assertThat(constant(folded, conv.input(1)).floats()).containsExactly(1.5f, 2, 4.5f, 4);
        // 1 · −5.5 + 2 · −2 and 3 · −5.5 + 4 · −2
        assertThat(constant(folded, conv.input(2)).floats()).containsExactly(-9.5f, -24.5f);
    }

    @Test
    void beforeAPaddedConvolutionOnlyAScaleIsFolded() {
        String x = builder.input("x", 1, 1, 3, 3);
        String shifted = norm(x, new float[] {3}, new float[] {5}, new float[] {7}, 4);
        String w = builder.constant("w", new float[9], 1, 1, 3, 3);
        Graph graph = graph(builder.node("Conv", List.of(shifted, w), PADDED));
        assertThat(Passes.foldBatchNorm().apply(graph)).isSameAs(graph);

        GraphBuilder other = new GraphBuilder("g", 17);
        String y = other.input("x", 1, 1, 3, 3);
        String scaled = other.node(
                "BatchNormalization",
                List.of(
                        y,
                        other.constant("gamma", new float[] {3}, 1),
                        other.constant("beta", new float[] {0}, 1),
                        other.constant("mean", new float[] {0}, 1),
                        other.constant("variance", new float[] {4}, 1)),
                NO_EPSILON);
        String v = other.constant("w", new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 1, 1, 3, 3);
        other.output(other.node("Conv", List.of(scaled, v), PADDED));
        Graph folded = Passes.foldBatchNorm().apply(Graph.read(other.toBytes()));
        assertThat(ops(folded)).containsExactly("Conv");
        assertThat(constant(folded, folded.nodes().getFirst().input(1)).floats())
                .containsExactly(1.5f, 3, 4.5f, 6, 7.5f, 9, 10.5f, 12, 13.5f);
    }

    /** Every layer, before and behind, in groups, turned, with factors: the answer stays. */
    @ParameterizedTest
    @ValueSource(strings = {"conv", "grouped", "transposed", "gemm", "turned", "matmul"})
    void everyLayerTakesANormalisationBehindIt(String layer) {
        boolean isPicture = !List.of("gemm", "turned", "matmul").contains(layer);
        String x = isPicture ? builder.input("x", 2, 4, 5, 5) : builder.input("x", 2, 4);
        Random random = new Random(3);
        String y = layer(layer, x, random);
        y = norm(y, random(random, 6), random(random, 6), random(random, 6), 1, 2, 3, 4, 5, 6);
        Graph graph = graph(y);
        Graph folded = Passes.foldBatchNorm().apply(graph);
        assertThat(ops(folded)).doesNotContain("BatchNormalization");
        Answers.assertSame(graph, folded, input(random, isPicture));
    }

    @ParameterizedTest
    @ValueSource(strings = {"conv", "grouped", "gemm", "turned", "matmul"})
    void everyLayerWithoutEdgesTakesANormalisationBeforeIt(String layer) {
        boolean isPicture = !List.of("gemm", "turned", "matmul").contains(layer);
        String x = isPicture ? builder.input("x", 2, 4, 5, 5) : builder.input("x", 2, 4);
        Random random = new Random(4);
        String y = norm(x, random(random, 4), random(random, 4), random(random, 4), 1, 2, 3, 4);
        Graph graph = graph(layer(layer, y, random));
        Graph folded = Passes.foldBatchNorm().apply(graph);
        assertThat(ops(folded)).doesNotContain("BatchNormalization");
        Answers.assertSame(graph, folded, input(random, isPicture));
    }

    private String layer(String layer, String x, Random random) {
        return switch (layer) {
            case "conv" -> node("Conv", x, builder.constant("w", random(random, 6 * 4 * 9), 6, 4, 3, 3), bias(random));
            case "grouped" ->
                builder.node(
                        "Conv",
                        List.of(x, builder.constant("w", random(random, 6 * 2 * 9), 6, 2, 3, 3)),
                        Map.of("group", 2, "auto_pad", "VALID"));
            case "transposed" ->
                builder.node(
                        "ConvTranspose",
                        List.of(x, builder.constant("w", random(random, 4 * 3 * 4), 4, 3, 2, 2), bias(random)),
                        Map.of("group", 2, "strides", new long[] {2, 2}));
            case "gemm" ->
                builder.node(
                        "Gemm",
                        List.of(
                                x,
                                builder.constant("w", random(random, 24), 4, 6),
                                builder.constant("b", random(random, 6), 1, 6)),
                        Map.of("alpha", 0.7f, "beta", 1.3f));
            case "turned" ->
                builder.node("Gemm", List.of(x, builder.constant("w", random(random, 24), 6, 4)), Map.of("transB", 1));
            default -> node("MatMul", x, builder.constant("w", random(random, 24), 4, 6));
        };
    }

    private String bias(Random random) {
        return builder.constant("b", random(random, 6), 6);
    }

    private static Map<String, Tensor> input(Random random, boolean isPicture) {
        return Map.of("x", isPicture ? Tensor.of(random(random, 200), 2, 4, 5, 5) : Tensor.of(random(random, 8), 2, 4));
    }

    @Test
    void aResultThatSomebodyElseSeesIsLeftAlone() {
        String x = builder.input("x", 1, 1, 2, 2);
        String conv = node("Conv", x, builder.constant("w", new float[] {1}, 1, 1, 1, 1));
        String y = norm(conv, new float[] {3}, new float[] {5}, new float[] {7}, 4);
        Graph graph = graph(node("Add", y, conv));
        assertThat(Passes.foldBatchNorm().apply(graph)).isSameAs(graph);
    }

    @Test
    void aResultThatTheModelGivesIsLeftAlone() {
        String x = builder.input("x", 1, 1, 2, 2);
        String conv = node("Conv", x, builder.constant("w", new float[] {1}, 1, 1, 1, 1));
        String y = norm(conv, new float[] {3}, new float[] {5}, new float[] {7}, 4);
        builder.output(conv);
        Graph graph = graph(y);
        assertThat(Passes.foldBatchNorm().apply(graph)).isSameAs(graph);
    }

    @Test
    void weightsThatAreSharedOrHalvedOrNotFiniteAreLeftAlone() {
        String x = builder.input("x", 1, 1, 2, 2);
        String shared = builder.constant("w", new float[] {1}, 1, 1, 1, 1);
        String y = norm(node("Conv", x, shared), new float[] {3}, new float[] {5}, new float[] {7}, 4);
        y = norm(node("Conv", y, shared), new float[] {3}, new float[] {5}, new float[] {7}, 4);
        String infinite = builder.constant("i", new float[] {Float.POSITIVE_INFINITY}, 1, 1, 1, 1);
        y = norm(node("Conv", y, infinite), new float[] {3}, new float[] {5}, new float[] {7}, 4);
        String none = builder.constant("n", new float[] {Float.NaN}, 1, 1, 1, 1);
        y = norm(node("Conv", y, none), new float[] {3}, new float[] {5}, new float[] {7}, 4);
        builder.store(WeightStorage.FLOAT16);
        String half = builder.constant("h", random(new Random(1), 512), 512, 1, 1, 1);
        builder.store(WeightStorage.FLOAT32);
        y = norm(node("Conv", y, half), random(new Random(1), 512), new float[512], new float[512], ones(512));
        Graph graph = graph(y);
        // The third layer's scale is not in the way of the fourth's weights, which are not numbers.
        assertThat(Passes.foldBatchNorm().apply(graph)).isSameAs(graph);
        assertThat(Simplify.widening().apply(graph).nodes().size())
                .isLessThan(graph.nodes().size());
    }

    @Test
    void aProductOfMoreThanMatricesTakesNoNormalisation() {
        String x = builder.input("x", 2, 3, 4);
        String product = node("MatMul", x, builder.constant("w", random(new Random(1), 12), 4, 3));
        Graph graph = graph(norm(product, new float[3], new float[3], new float[3], 1, 1, 1));
        assertThat(Passes.foldBatchNorm().apply(graph)).isSameAs(graph);
    }

    @Test
    void scalesAndShiftsBecomeWeightsAndBias() {
        String x = builder.input("x", 1, 1, 2, 2);
        String y = node("Conv", x, builder.constant("w", new float[] {1, 2}, 2, 1, 1, 1));
        y = node("Mul", y, builder.constant("m", new float[] {3, 4}, 2, 1, 1));
        y = node("Add", builder.constant("a", new float[] {5, 6}, 1, 2, 1, 1), y);
        y = node("Div", y, builder.constant("d", new float[] {2}));
        y = node("Sub", builder.constant("s", new float[] {1}, 1), y);
        Graph folded = new Simplify(List.of(Passes.foldScales())).apply(graph(y));
        assertThat(ops(folded)).containsExactly("Conv");
        Node conv = folded.nodes().getFirst();
        // 1 − (3x + 5) / 2 and 1 − (8x + 6) / 2
        assertThat(constant(folded, conv.input(1)).floats()).containsExactly(-1.5f, -4);
        assertThat(constant(folded, conv.input(2)).floats()).containsExactly(-1.5f, -2);
    }

    @Test
    void aProductOfManyAxesTakesAScaleButNoShift() {
        String x = builder.input("x", 2, 3, 2);
        String y = node("MatMul", x, builder.constant("w", new float[] {1, 2, 3, 4}, 2, 2));
        y = node("Mul", y, builder.constant("m", new float[] {10, 100}, 2));
        y = node("Add", y, builder.constant("a", new float[] {5, 6}, 2));
        Graph folded = new Simplify(List.of(Passes.foldScales())).apply(graph(y));
        assertThat(ops(folded)).containsExactly("MatMul", "Add");
        assertThat(constant(folded, folded.nodes().getFirst().input(1)).floats())
                .containsExactly(new float[] {10, 200, 30, 400}, within(0f));
    }

    @Test
    void constantsThatAreNotOnePerChannelAreLeftAlone() {
        String x = builder.input("x", 1, 1, 2, 2);
        String y = node("Conv", x, builder.constant("w", new float[] {1, 2}, 2, 1, 1, 1));
        y = node("Mul", y, builder.constant("columns", new float[] {3, 4}, 2));
        y = node("Conv", y, builder.constant("v", new float[] {1, 2}, 1, 2, 1, 1));
        y = node("Add", y, builder.constant("wider", new float[] {5, 6}, 2, 1, 1));
        y = node("Conv", y, builder.constant("u", new float[] {1, 2}, 1, 2, 1, 1));
        y = node("Add", y, builder.constant("deeper", new float[] {5}, 1, 1, 1, 1, 1));
        y = node("Relu", y);
        Graph graph = graph(y);
        assertThat(Passes.foldScales().apply(graph)).isSameAs(graph);
    }

    @Test
    void divisionByZeroIsLeftToTheRuntime() {
        String x = builder.input("x", 1, 1, 2, 2);
        String y = node("Conv", x, builder.constant("w", new float[] {1}, 1, 1, 1, 1));
        Graph graph = graph(node("Div", y, builder.constant("zero", new float[] {0})));
        assertThat(Passes.foldScales().apply(graph)).isSameAs(graph);
    }

    private String norm(String x, float[] gamma, float[] beta, float[] mean, float... variance) {
        int channels = gamma.length;
        return builder.node(
                "BatchNormalization",
                List.of(
                        x,
                        builder.constant("gamma", gamma, channels),
                        builder.constant("beta", beta, channels),
                        builder.constant("mean", mean, channels),
                        builder.constant("variance", variance, channels)),
                NO_EPSILON);
    }

    private String node(String op, String... inputs) {
        return builder.node(op, new ArrayList<>(List.of(inputs)), Map.of());
    }

    private Graph graph(String output) {
        builder.output(output);
        return Graph.read(builder.toBytes());
    }

    private static float[] random(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static float[] ones(int count) {
        float[] values = new float[count];
        java.util.Arrays.fill(values, 1);
        return values;
    }

    private static List<String> ops(Graph graph) {
        return graph.nodes().stream().map(Node::op).toList();
    }

    private static Constant constant(Graph graph, String name) {
        return Objects.requireNonNull(graph.constant(name), name);
    }
}
