package io.haechi.onnx.compress;

import static org.assertj.core.api.Assertions.assertThat;

import io.haechi.onnx.Exported;
import io.haechi.onnx.GraphBuilder;
import io.haechi.onnx.Tensor;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.Node;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups of operators that spell out one become that one, and transpositions meet. */
class FusionTest {
    private GraphBuilder builder = new GraphBuilder("g", 20);

    @Test
    void aProductAndItsBiasBecomeAGemm() {
        String x = builder.input("x", -1, 4);
        String product = node("MatMul", x, builder.constant("w", values(12), 4, 3));
        Graph graph = graph(node("Add", builder.constant("b", values(3), 3), product));
        Graph fused = Passes.fuseGemm().apply(graph);
        assertThat(ops(fused)).containsExactly("Gemm");
        assertThat(fused.nodes().getFirst().inputs()).containsExactly("x", "w", "b");
        Answers.assertSame(graph, fused, Map.of("x", Tensor.of(values(8), 2, 4)));
    }

    @Test
    void aGemmTurnsItsInputsItself() {
        String x = builder.input("x", 4, 2);
        String w = builder.input("w", 3, 4);
        String right = builder.node("Transpose", List.of(w), Map.of("perm", new long[] {1, 0}));
        String gemm = builder.node("Gemm", List.of(node("Transpose", x), right), Map.of("alpha", 2f, "beta", 3f));
        Graph graph = graph(node("Add", gemm, builder.constant("b", values(2), 2, 1)));
        Graph fused = Simplify.standard().apply(graph);
        assertThat(ops(fused)).containsExactly("Gemm");
        Node only = fused.nodes().getFirst();
        assertThat(only.integer("transA", 0)).isEqualTo(1);
        assertThat(only.integer("transB", 0)).isEqualTo(1);
        Answers.assertSame(graph, fused, Map.of("x", Tensor.of(values(8), 4, 2), "w", Tensor.of(values(12), 3, 4)));
    }

    @Test
    void productsThatNoGemmCanMakeStay() {
        String x = builder.input("x", -1, 5, 4);
        String deep = node("MatMul", x, builder.constant("w", values(12), 4, 3));
        String y = node("Add", deep, builder.constant("b", values(3), 3));
        String row = builder.input("row", 1, 4);
        String spread = node(
                "Add",
                node("MatMul", row, builder.constant("v", values(12), 4, 3)),
                builder.constant("rows", values(6), 2, 3));
        String single = node("MatMul", row, builder.constant("u", values(4), 4, 1));
        String wide = node("Add", single, builder.constant("columns", values(3), 3));
        String free = builder.input("free", -1, -1);
        String unknown = node("Add", node("MatMul", row, free), builder.constant("c", values(3), 3));
        List.of(spread, wide, unknown).forEach(builder::output);
        Graph graph = graph(y);
        assertThat(Passes.fuseGemm().apply(graph)).isSameAs(graph);
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 18, 21})
    void aLayerNormalisationSpeltOutBecomesOne(int opset) {
        builder = new GraphBuilder("g", opset);
        String x = builder.input("x", -1, 5, 4);
        Graph graph = graph(Exported.layerNorm(
                builder, x, builder.constant("scale", values(4), 4), builder.constant("shift", values(4), 4)));
        Graph fused = Passes.fuseLayerNorm().apply(graph);
        assertThat(ops(fused)).containsExactly("LayerNormalization");
        Node norm = fused.nodes().getFirst();
        assertThat(norm.inputs()).containsExactly("x", "scale", "shift");
        assertThat(norm.integer("axis", 0)).isEqualTo(-1);
        assertThat(norm.number("epsilon", 0)).isEqualTo(1e-5f);
        Answers.assertSame(graph, fused, Map.of("x", Tensor.of(values(40), 2, 5, 4)));
    }

    @Test
    void aLayerNormalisationThatIsNotQuiteOneStays() {
        // Operator set 16 has none.
        builder = new GraphBuilder("g", 16);
        assertUnchanged(Passes.fuseLayerNorm(), norm(builder.input("x", 2, 4), 4));
        // The scale would spread one column to four.
        builder = new GraphBuilder("g", 17);
        assertUnchanged(Passes.fuseLayerNorm(), norm(builder.input("x", 2, 1), 4));
        // It is not known that it would not.
        builder = new GraphBuilder("g", 17);
        assertUnchanged(Passes.fuseLayerNorm(), norm(builder.input("x", 2, -1), 4));
        // Somebody else takes the deviation, by way of the same operator again.
        builder = new GraphBuilder("g", 17);
        String x = builder.input("x", 2, 4);
        String y = norm(x, 4);
        builder.output("sub");
        assertUnchanged(Passes.fuseLayerNorm(), y);
    }

    private String norm(String x, int width) {
        return Exported.layerNorm(
                builder,
                x,
                builder.constant("scale", values(width), width),
                builder.constant("shift", values(width), width));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aGeluSpeltOutBecomesOne(int order) {
        Graph graph = graph(Exported.gelu(builder, builder.input("x", -1, 4), order));
        Graph fused = Passes.fuseGelu().apply(graph);
        assertThat(ops(fused)).containsExactly("Gelu");
        assertThat(fused.nodes().getFirst().text("approximate", "")).isEqualTo("none");
        Answers.assertSame(graph, fused, Map.of("x", Tensor.of(values(8), 2, 4)));
        assertThat(Answers.of(fused, Map.of("x", Tensor.of(new float[] {1, -1, 2, 0}, 1, 4)))
                        .values()
                        .iterator()
                        .next()
                        .floats())
                // x Φ(x), from a table of the normal distribution
                .usingComparatorWithPrecision(1e-5f)
                .containsExactly(0.841345f, -0.158655f, 1.954500f, 0);
    }

    @Test
    void itsApproximationBecomesOneToo() {
        Graph graph = graph(Exported.tanhGelu(builder, builder.input("x", -1, 4)));
        Graph fused = Passes.fuseGelu().apply(graph);
        assertThat(ops(fused)).containsExactly("Gelu");
        assertThat(fused.nodes().getFirst().text("approximate", "")).isEqualTo("tanh");
        Answers.assertSame(graph, fused, Map.of("x", Tensor.of(values(8), 2, 4)));
    }

    @Test
    void aGeluThatIsNotQuiteOneStays() {
        builder = new GraphBuilder("g", 19);
        assertUnchanged(Passes.fuseGelu(), Exported.gelu(builder, builder.input("x", 4), 0));
        builder = new GraphBuilder("g", 20);
        String x = builder.input("x", 4);
        String rough = node("Div", x, builder.constant("c", new float[] {1.41421f}));
        String sum = node("Add", node("Erf", rough), builder.constant("one", new float[] {1}));
        assertUnchanged(
                Passes.fuseGelu(), node("Mul", node("Mul", x, sum), builder.constant("half", new float[] {0.5f})));
        builder = new GraphBuilder("g", 20);
        String y = Exported.gelu(builder, builder.input("x", 4), 0);
        builder.output("erf");
        assertUnchanged(Passes.fuseGelu(), y);
    }

    @Test
    void transpositionsAreComposed() {
        String x = builder.input("x", 2, 3, 4);
        String y = turned(turned(x, 0, 2, 1), 1, 0, 2);
        Graph graph = graph(y);
        Graph merged = Simplify.standard().apply(graph);
        assertThat(ops(merged)).containsExactly("Transpose");
        // y[i][j][k] = t[j][i][k] = x[j][k][i]
        assertThat(merged.nodes().getFirst().integers("perm")).containsExactly(2, 0, 1);
        Answers.assertSame(graph, merged, Map.of("x", Tensor.of(values(24), 2, 3, 4)));
    }

    @Test
    void aPairGoesAlsoAroundOperatorsThatWorkByValue() {
        String x = builder.input("x", 2, 3, 4);
        String between = node("Relu", turned(x, 0, 2, 1));
        between = node("Add", builder.constant("c", new float[] {1}, 1, 1), between);
        Graph graph = graph(node("Exp", turned(between, 0, 2, 1)));
        Graph merged = Simplify.standard().apply(graph);
        assertThat(ops(merged)).containsExactly("Relu", "Add", "Exp");
        Answers.assertSame(graph, merged, Map.of("x", Tensor.of(values(24), 2, 3, 4)));
    }

    @Test
    void chainsOfPairsAreFollowedStepByStep() {
        String x = builder.input("x", 2, 3, 4);
        String y = turned(x, 1, 2, 0);
        for (int i = 0; i < 5; i++) {
            y = turned(node("Tanh", y), 1, 2, 0);
        }
        Graph graph = graph(y);
        Graph merged = Simplify.standard().apply(graph);
        // Six turns of order three are none.
        assertThat(ops(merged)).containsOnly("Tanh").hasSize(5);
        Answers.assertSame(graph, merged, Map.of("x", Tensor.of(values(24), 2, 3, 4)));
    }

    @Test
    void tensorsThatWereTurnedAlikeAreAddedBefore() {
        String a = builder.input("a", 2, 3);
        String b = builder.input("b", 1, 3);
        Graph graph = graph(node("Sub", turned(a, 1, 0), turned(b, 1, 0)));
        Graph merged = Simplify.standard().apply(graph);
        assertThat(ops(merged)).containsExactly("Sub", "Transpose");
        Answers.assertSame(graph, merged, Map.of("a", Tensor.of(values(6), 2, 3), "b", Tensor.of(values(3), 1, 3)));
    }

    @Test
    void transpositionsThatOthersSeeOrThatCannotPassStay() {
        String x = builder.input("x", 2, 3);
        String first = turned(x, 1, 0);
        String rows = node("Add", first, builder.constant("row", values(2), 2));
        builder.output(turned(rows, 1, 0));
        String soft = builder.node("Softmax", List.of(turned(x, 1, 0)), Map.of("axis", 0));
        builder.output(turned(soft, 1, 0));
        String shared = turned(x, 1, 0);
        String relu = node("Relu", shared);
        builder.output(shared);
        Graph graph = graph(turned(relu, 1, 0));
        assertThat(Passes.mergeTransposes().apply(graph)).isSameAs(graph);
    }

    private void assertUnchanged(Pass pass, String output) {
        Graph graph = graph(output);
        assertThat(pass.apply(graph)).isSameAs(graph);
    }

    private String turned(String x, long... order) {
        return builder.node("Transpose", List.of(x), Map.of("perm", order));
    }

    private String node(String op, String... inputs) {
        return builder.node(op, List.of(inputs), Map.of());
    }

    private Graph graph(String output) {
        builder.output(output);
        return Graph.read(builder.toBytes());
    }

    private static float[] values(int count) {
        Random random = new Random(count);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static List<String> ops(Graph graph) {
        return graph.nodes().stream().map(Node::op).toList();
    }
}
