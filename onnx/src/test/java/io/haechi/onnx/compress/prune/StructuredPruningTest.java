package io.haechi.onnx.compress.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haechi.core.ModelException;
import io.haechi.onnx.GraphBuilder;
import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.WeightStorage;
import io.haechi.onnx.compress.prune.Pruned.Group;
import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which channels go, worked out by hand, and what is left. */
class StructuredPruningTest {
    private static final StructuredOptions HALF = StructuredOptions.ofShare(0.5);

    private final GraphBuilder graph = new GraphBuilder("test", 17);

    @Test
    void theFiltersWithTheSmallestNormsGoAndTakeTheirReadersAlong() {
        String x = graph.input("x", 1, 1, 1, 2);
        // Norms 3, 1, 2, 4: the second and third go.
        String a = conv("a", x, new float[] {3, -1, 2, -4}, 4, 1);
        String relu = node("Relu", Map.of(), a);
        String b = conv("b", relu, new float[] {1, 10, 100, 1000}, 1, 4);
        Pruned pruned = pruned(b, HALF, 1, 1, 1, 2);
        assertThat(pruned.groups()).containsExactly(new Group(List.of("conv"), 4, 2));
        assertThat(pruned.weightsBefore()).isEqualTo(8);
        assertThat(pruned.weightsAfter()).isEqualTo(4);
        assertThat(pruned.graph().constant("a")).isEqualTo(Constant.of(new float[] {3, -4}, 2, 1, 1, 1));
        assertThat(pruned.graph().constant("b")).isEqualTo(Constant.of(new float[] {1, 1000}, 1, 2, 1, 1));
        // x = 1: relu(3) * 1 + relu(-4) * 1000; x = -1: relu(-3) + relu(4) * 1000.
        assertThat(run(pruned.graph(), new long[] {1, 1, 1, 2}, 1, -1)).containsExactly(3, 4000);
    }

    @Test
    void aShareInTwoCutsEndsWhereOneWould() {
        String x = graph.input("x", 1, 1, 1, 1);
        // Seven channels: 0.3 of them are 2, 0.6 of them are 4; cut by 0.43 of the five that are left only 2 of 5 would
        // go.
        String a = conv("a", x, new float[] {7, 1, 6, 2, 5, 3, 4}, 7, 1);
        String y = conv("b", a, new float[] {1, 1, 1, 1, 1, 1, 1}, 1, 7);
        Pruned first = pruned(y, StructuredOptions.ofShare(0.3), 1, 1, 1, 1);
        assertThat(first.groups()).containsExactly(new Group(List.of("conv"), 7, 5));
        for (Scope scope : Scope.values()) {
            StructuredOptions more =
                    StructuredOptions.ofShare(0.3).withScope(scope).onwards(0.6, Map.of("conv", 2));
            Pruned second = StructuredPruning.prune(first.graph(), more);
            assertThat(second.graph().constant("a")).isEqualTo(Constant.of(new float[] {7, 6, 5}, 3, 1, 1, 1));
        }
        assertThatThrownBy(() -> StructuredPruning.prune(
                        first.graph(), StructuredOptions.ofShare(0.5).onwards(0.4, Map.of("conv", 2))))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("takes no channel out");
    }

    @Test
    void biasesAndNormalisationGoWithTheirFilter() {
        String x = graph.input("x", 1, 1, 1, 1);
        String bias = graph.constant("bias", new float[] {5, 6}, 2);
        String a = node("Conv", Map.of(), x, graph.constant("a", new float[] {1, 2}, 2, 1, 1, 1), bias);
        String norm = node(
                "BatchNormalization",
                Map.of("epsilon", 0f),
                a,
                graph.constant("scale", new float[] {3, 4}, 2),
                graph.constant("shift", new float[] {7, 8}, 2),
                graph.constant("mean", new float[] {1, 2}, 2),
                graph.constant("variance", new float[] {4, 16}, 2));
        String b = conv("b", norm, new float[] {10, 1}, 1, 2);
        Pruned pruned = pruned(b, HALF, 1, 1, 1, 1);
        assertThat(pruned.graph().constants()).containsEntry("scale", Constant.of(new float[] {4}, 1));
        // (2 * 3 + 6 - 2) / 4 * 4 + 8
        assertThat(run(pruned.graph(), new long[] {1, 1, 1, 1}, 3)).containsExactly(18);
    }

    @Test
    void theScaleOfBatchNormalisationDecidesIfAskedFor() {
        String x = graph.input("x", 1, 1, 1, 1);
        String norm = batchNorm(conv("a", x, new float[] {1, 2, 3}, 3, 1), 0.5f, -2, 0.1f);
        String y = conv("b", norm, new float[] {1, 1, 1}, 1, 3);
        Pruned pruned =
                pruned(y, StructuredOptions.ofShare(0.34).withCriterion(Criterion.BATCH_NORM_SCALE), 1, 1, 1, 1);
        assertThat(pruned.graph().constant("a")).isEqualTo(Constant.of(new float[] {1, 2}, 2, 1, 1, 1));
    }

    @Test
    void bothSidesOfAnAdditionLoseTheSame() {
        String x = graph.input("x", 1, 1, 1, 1);
        // Norms divided by their means 2 and 4: (0.5, 1.5) and (1.75, 0.25), in the mean (1.125, 0.875).
        String a = conv("a", x, new float[] {1, 3}, 2, 1);
        String b = conv("b", a, new float[] {7, 0, 0.5f, 0.5f}, 2, 2);
        String y = conv("c", node("Add", Map.of(), a, b), new float[] {1, 1}, 1, 2);
        Pruned pruned = pruned(y, HALF, 1, 1, 1, 1);
        assertThat(pruned.groups()).containsExactly(new Group(List.of("conv", "conv_2"), 2, 1));
        // x = 2: 2 + 7 * 2
        assertThat(run(pruned.graph(), new long[] {1, 1, 1, 1}, 2)).containsExactly(16);
    }

    @Test
    void aConcatenationKeepsCount() {
        String x = graph.input("x", 1, 1, 1, 1);
        String a = conv("a", x, new float[] {1, 9}, 2, 1);
        String b = conv("b", x, new float[] {8, 2}, 2, 1);
        String both = node("Concat", Map.of("axis", 1), a, b);
        String y = conv("c", both, new float[] {1, 10, 100, 1000}, 1, 4);
        Pruned pruned = pruned(y, HALF, 1, 1, 1, 1);
        assertThat(pruned.graph().constant("c")).isEqualTo(Constant.of(new float[] {10, 100}, 1, 2, 1, 1));
        assertThat(run(pruned.graph(), new long[] {1, 1, 1, 1}, 1)).containsExactly(90 + 800);
    }

    @Test
    void depthwiseConvolutionsLoseGroups() {
        String x = graph.input("x", 1, 1, 1, 1);
        String a = conv("a", x, new float[] {1, 2, 6}, 3, 1);
        String b = node("Conv", Map.of("group", 3), a, graph.constant("b", new float[] {1, 1, 2}, 3, 1, 1, 1));
        String y = conv("c", b, new float[] {1, 10, 100}, 1, 3);
        Pruned pruned = pruned(y, StructuredOptions.ofShare(0.7), 1, 1, 1, 1);
        assertThat(pruned.graph().nodes().get(1).integer("group", 0)).isEqualTo(1);
        assertThat(run(pruned.graph(), new long[] {1, 1, 1, 1}, 1)).containsExactly(1200);
    }

    @Test
    void behindAFlatteningAChannelIsManyColumns() {
        String x = graph.input("x", -1, 1, 1, 2);
        String a = conv("a", x, new float[] {1, 3}, 2, 1);
        String flat = node("Flatten", Map.of(), a);
        String y = node("Gemm", Map.of("transB", 1), flat, graph.constant("g", new float[] {1, 10, 100, 1000}, 1, 4));
        Pruned pruned = pruned(y, HALF, -1, 1);
        assertThat(pruned.graph().constant("g")).isEqualTo(Constant.of(new float[] {100, 1000}, 1, 2));
        assertThat(run(pruned.graph(), new long[] {1, 1, 1, 2}, 1, 2)).containsExactly(300 + 6000);
    }

    @Test
    void aFlatteningOfUnknownSizeKeepsItsChannels() {
        String x = graph.input("x", -1, 1, 1, -1);
        String a = conv("a", x, new float[] {1, 3}, 2, 1);
        String y = node(
                "Gemm", Map.of("transB", 1), node("Flatten", Map.of(), a), graph.constant("g", new float[4], 1, 4));
        assertThatThrownBy(() -> pruned(y, HALF, -1, 1))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("No channel can be pruned: every one reaches an output");
    }

    @Test
    void headsAndInnerUnitsOfATransformerGoButNotItsWidth() {
        Graph block = Transformers.ours();
        Pruned pruned = StructuredPruning.prune(block, HALF);
        assertThat(pruned.groups()).extracting(Group::before).containsExactly(4, 16);
        assertThat(pruned.groups()).extracting(Group::after).containsExactly(2, 8);
        assertThat(run(pruned.graph(), new long[] {1, 5, 8}, new float[40])).hasSize(40);
        Pruned across = StructuredPruning.prune(block, HALF.withAcrossNorms(true));
        assertThat(across.weightsAfter()).isLessThanOrEqualTo(pruned.weightsAfter());
    }

    @Test
    void headsOfAFusedProjectionWithComputedSizesGo() {
        Pruned pruned = StructuredPruning.prune(Transformers.pytorch(), HALF);
        assertThat(pruned.groups()).containsExactly(new Group(List.of("matmul"), 4, 2));
        assertThat(constant(pruned.graph(), "qkv").dims()).containsExactly(8, 12);
        assertThat(run(pruned.graph(), new long[] {2, 5, 8}, new float[80])).hasSize(80);
    }

    @Test
    void hiddenUnitsOfAMemoryGoFromEveryGate() {
        String x = graph.input("x", 3, 1, 2);
        float[] input = new float[4 * 2 * 2];
        for (int i = 0; i < input.length; i++) {
            input[i] = i / 2 % 2 == 0 ? 0.01f : 1; // the first unit of every gate is the smaller one
        }
        List<String> answers = graph.nodes(
                "LSTM",
                List.of(
                        x,
                        graph.constant("w", input, 1, 8, 2),
                        graph.constant("r", filled(16, 0.5f), 1, 8, 2),
                        graph.constant("b", filled(16, 0), 1, 16)),
                2,
                Map.of("hidden_size", 2));
        String last = node("Squeeze", Map.of(), answers.get(1), graph.constant("axes", new long[] {0}, 1));
        String y = node("Gemm", Map.of(), last, graph.constant("g", new float[] {3, 5}, 2, 1));
        Pruned pruned = pruned(y, HALF, 1, 1);
        assertThat(pruned.groups()).containsExactly(new Group(List.of("lstm"), 2, 1));
        assertThat(pruned.graph().constant("w")).isEqualTo(Constant.of(filled(8, 1), 1, 4, 2));
        assertThat(pruned.graph().constant("g")).isEqualTo(Constant.of(new float[] {5}, 1, 1));
        assertThat(run(pruned.graph(), new long[] {3, 1, 2}, filled(6, 1))).hasSize(1);
    }

    @Test
    void whatReachesAnOutputOrAnUnknownOperatorStays() {
        String x = graph.input("x", 1, 1, 1, 4);
        String shown = conv("a", x, filled(4, 1), 4, 1);
        String summed = conv("b", x, filled(4, 1), 4, 1);
        String free = conv("c", x, filled(4, 1), 4, 1);
        String unknown = node("CumSum", Map.of(), summed, graph.constant("axis", new long[] {1}));
        graph.output(shown, "shown", 1, 4, 1, 4);
        String all = node("Sum", Map.of(), conv("d", unknown, filled(4, 1), 1, 4), conv("e", free, filled(4, 1), 1, 4));
        Pruned pruned = pruned(all, HALF, 1, 1, 1, 4);
        assertThat(pruned.groups()).containsExactly(new Group(List.of("conv_3"), 4, 2));
    }

    @Test
    void dropoutAndItsMaskGoAlong() {
        String x = graph.input("x", 1, 1, 1, 1);
        List<String> kept = graph.nodes("Dropout", List.of(conv("a", x, new float[] {1, 3}, 2, 1)), 2, Map.of());
        String mask = node("Cast", Map.of("to", 1), kept.get(1));
        String y = conv("b", node("Add", Map.of(), kept.get(0), mask), new float[] {10, 100}, 1, 2);
        Pruned pruned = pruned(y, HALF, 1, 1, 1, 1);
        assertThat(pruned.groups()).containsExactly(new Group(List.of("conv"), 2, 1));
        assertThat(run(pruned.graph(), new long[] {1, 1, 1, 1}, 1)).hasSize(1);
    }

    @Test
    void oneThresholdOverAllTakesFromTheEvenLayerLast() {
        String x = graph.input("x", 1, 1, 1, 1);
        String even = conv("a", x, new float[] {1, 1, 1, 1}, 4, 1);
        String uneven = conv("b", even, new float[] {9, 9, 9, 9, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0}, 4, 4);
        String y = conv("c", uneven, filled(4, 1), 1, 4);
        Pruned pruned = pruned(y, StructuredOptions.ofShare(0.4).withScope(Scope.GLOBAL), 1, 1, 1, 1);
        assertThat(pruned.groups()).extracting(Group::after).containsExactly(4, 1);
    }

    @Test
    void multiplesStay() {
        String x = graph.input("x", 1, 1, 1, 1);
        String a = conv("a", x, filled(20, 1), 20, 1);
        String b = conv("b", a, filled(120, 1), 6, 20);
        String y = conv("c", b, filled(6, 1), 1, 6);
        Pruned pruned = pruned(y, HALF.withMultipleOf(8), 1, 1, 1, 1);
        // 10 of 20 would stay: 16 do; of 6 all do, which is less than one multiple.
        assertThat(pruned.groups()).extracting(Group::after).containsExactly(16, 6);
    }

    @Test
    void whatIsKeptOutStays() {
        String x = graph.input("x", 1, 1, 1, 1);
        String a = conv("a", x, filled(4, 1), 4, 1);
        String b = conv("b", a, filled(16, 1), 4, 4);
        String y = conv("c", b, filled(4, 1), 1, 4);
        graph.output(y, "y", 1, 1, 1, 1);
        Graph whole = Graph.read(graph.toBytes());
        Pruned byName = StructuredPruning.prune(whole, HALF.withKept(Set.of("conv_2")));
        assertThat(byName.groups()).extracting(Group::layers).containsExactly(List.of("conv"));
        Pruned byWeight = StructuredPruning.prune(whole, HALF.withKept(Set.of("c")));
        assertThat(byWeight.graph().constant("c")).isEqualTo(constant(whole, "c"));
        assertThatThrownBy(() -> StructuredPruning.prune(whole, HALF.withKept(Set.of("Conv"))))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("kept out");
    }

    @Test
    void halfPrecisionBehindACastIsPrunedToo() {
        graph.store(WeightStorage.FLOAT16);
        String x = graph.input("x", 1, 1, 1, 1);
        float[] values = filled(512, 1);
        Arrays.fill(values, 256, 512, 3);
        String a = conv("a", x, values, 512, 1);
        Pruned pruned = pruned(conv("b", a, filled(512, 1), 1, 512), HALF, 1, 1, 1, 1);
        assertThat(pruned.graph().constant("a_half"))
                .isEqualTo(Constant.of(filled(256, 3), 256, 1, 1, 1).toHalf());
        assertThat(run(pruned.graph(), new long[] {1, 1, 1, 1}, 1)).containsExactly(3 * 256);
    }

    @Test
    void theImpossibleIsRefused() {
        for (double share : new double[] {0, 1, -0.5, 1.5, Double.NaN}) {
            assertThatThrownBy(() -> StructuredOptions.ofShare(share))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The share of channels to prune must be above 0 and below 1, got " + share);
        }
        assertThatThrownBy(() -> HALF.withMultipleOf(0)).hasMessageContaining("multiple of 1 or more, got 0");
        String x = graph.input("x", 1, 1, 1, 1);
        String a = conv("a", x, new float[] {1, Float.NaN, 2}, 3, 1);
        graph.output(conv("b", a, filled(3, 1), 1, 3), "y", 1, 1, 1, 1);
        Graph broken = Graph.read(graph.toBytes());
        assertThatThrownBy(() -> StructuredPruning.prune(broken, HALF))
                .isInstanceOf(ModelException.class)
                .hasMessage(
                        "The weight \"a\" of Conv \"conv\" holds NaN; a model with such values cannot be pruned, train"
                                + " or export it again");
        assertThatThrownBy(() -> StructuredPruning.prune(broken, HALF.withCriterion(Criterion.BATCH_NORM_SCALE)))
                .hasMessageContaining("No channel can be pruned by its batch normalisation");
        assertThatThrownBy(() -> MagnitudePruning.prune(broken, MagnitudeOptions.ofSparsity(0.5)))
                .hasMessageContaining("holds NaN");
    }

    @Test
    void tooSmallAShareIsRefused() {
        String x = graph.input("x", 1, 1, 1, 1);
        String a = conv("a", x, filled(4, 1), 4, 1);
        String y = conv("b", a, filled(4, 1), 1, 4);
        assertThatThrownBy(() -> pruned(y, StructuredOptions.ofShare(0.1), 1, 1, 1, 1))
                .hasMessage(
                        "A share of 0.1, leaving multiples of 1, takes no channel out of layers of at most 4; ask for"
                                + " more");
    }

    @Test
    void aQuantisedModelIsRefused() {
        String x = graph.input("x", 1, 1);
        List<String> parts = graph.nodes("DynamicQuantizeLinear", List.of(x), 3, Map.of());
        graph.output(node("DequantizeLinear", Map.of(), parts.get(0), parts.get(1), parts.get(2)), "y", 1, 1);
        Graph quantised = Graph.read(graph.toBytes());
        assertThatThrownBy(() -> StructuredPruning.prune(quantised, HALF))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("The model is quantised already (DynamicQuantizeLinear");
    }

    private static Constant constant(Graph graph, String name) {
        return Objects.requireNonNull(graph.constant(name));
    }

    private String batchNorm(String x, float... scales) {
        int size = scales.length;
        return node(
                "BatchNormalization",
                Map.of(),
                x,
                graph.constant("scale", scales, size),
                graph.constant("shift", filled(size, 0), size),
                graph.constant("mean", filled(size, 0), size),
                graph.constant("variance", filled(size, 1), size));
    }

    private String conv(String weight, String x, float[] values, long out, long in) {
        return node("Conv", Map.of(), x, graph.constant(weight, values, out, in, 1, 1));
    }

    private String node(String op, Map<String, Object> settings, String... inputs) {
        return graph.node(op, List.of(inputs), settings);
    }

    private Pruned pruned(String output, StructuredOptions options, long... shape) {
        graph.output(output, "y", shape);
        return StructuredPruning.prune(Graph.read(graph.toBytes()), options);
    }

    private static float[] filled(int count, float value) {
        float[] values = new float[count];
        Arrays.fill(values, value);
        return values;
    }

    private static float[] run(Graph graph, long[] shape, float... input) {
        try (OnnxRunner runner = OnnxRunner.open(Graph.read(graph.toBytes()).toBytes(), 1)) {
            return runner.run(input, shape);
        }
    }
}
