package io.haechi.onnx.compress;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.haechi.onnx.GraphBuilder;
import io.haechi.onnx.Tensor;
import io.haechi.onnx.WeightStorage;
import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.Node;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Constants are folded, dead operators and identities go, and only those. */
class CleaningTest {
    private final GraphBuilder builder = new GraphBuilder("g", 17);

    @Test
    void whatIsTheSameAtEveryRunIsComputedOnce() {
        String x = builder.input("x", 2);
        String a = builder.constant("a", new float[] {1, 2}, 2);
        String b = builder.constant("b", new float[] {3, 5}, 2);
        String sum = node("Add", a, b);
        String root = node("Sqrt", node("Mul", sum, a));
        Graph folded = folded(node("Mul", x, root));
        assertThat(ops(folded)).containsExactly("Mul");
        // sqrt((1 + 3) * 1) and sqrt((2 + 5) * 2)
        assertThat(onlyConstant(folded).floats()).containsExactly(2, (float) Math.sqrt(14));
    }

    @Test
    void shapesOfKnownSizesAreConstants() {
        String x = builder.input("x", 2, 3, 4);
        String shape = node("Shape", x);
        String last = builder.node("Gather", List.of(shape, builder.constant("i", new long[] {2})), Map.of("axis", 0));
        String four = builder.node("Cast", List.of(last), Map.of("to", DataType.FLOAT.getNumber()));
        Graph folded = Passes.foldConstants().apply(folded(node("Div", x, node("Sqrt", four))));
        assertThat(ops(folded)).containsExactly("Div");
        assertThat(onlyConstant(folded).floats()).containsExactly(2);
    }

    @Test
    void aFileDoesNotGrow() {
        String x = builder.input("x", 1000, 1000);
        String zeros = node("ConstantOfShape", builder.constant("shape", new long[] {1000, 1000}, 2));
        String wide = node(
                "Expand",
                builder.constant("one", new float[] {1}, 1),
                builder.constant("to", new long[] {1000, 1000}, 2));
        Graph graph = graph(node("Sum", x, zeros, wide));
        assertThat(Passes.foldConstants().apply(graph)).isSameAs(graph);
    }

    @Test
    void aLargeWeightIsTransposedOnlyIfItsFirstFormVanishes() {
        String x = builder.input("x", 40, 40);
        String w = builder.constant("w", new float[1600], 40, 40);
        Graph once = folded(node("MatMul", x, node("Transpose", w)));
        assertThat(ops(once)).containsExactly("MatMul");
        GraphBuilder both = new GraphBuilder("g", 17);
        String y = both.input("x", 40, 40);
        String v = both.constant("w", new float[1600], 40, 40);
        String turned = both.node("Transpose", List.of(v), Map.of());
        String first = both.node("MatMul", List.of(y, turned), Map.of());
        both.output(both.node("MatMul", List.of(first, v), Map.of()), 40, 40);
        Graph twice = Graph.read(both.toBytes());
        assertThat(Passes.foldConstants().apply(twice)).isSameAs(twice);
    }

    @Test
    void halvedWeightsStayHalvedUnlessAskedFor() {
        String x = builder.input("x", 1, 32);
        String w = builder.store(WeightStorage.FLOAT16).constant("w", filled(32 * 32, 0.1f), 32, 32);
        Graph graph = graph(node("MatMul", x, w));
        assertThat(Passes.foldConstants().apply(graph)).isSameAs(graph);
        Graph wide = Passes.widenHalves().apply(graph);
        assertThat(ops(wide)).containsExactly("MatMul");
        assertThat(onlyConstant(wide)).hasToString("FLOAT [32, 32]");
        // the half nearest to 0.1
        assertThat(onlyConstant(wide).floats()).containsOnly(0.0999755859375f);
    }

    @Test
    void quantisedWeightsStayQuantised() {
        String x = builder.input("x", 1, 2);
        String w = builder.constant("w", new float[] {1, 2, 3, 4}, 2, 2);
        String scale = builder.constant("scale", new float[] {0.5f});
        String quantised = node("QuantizeLinear", w, scale);
        Graph graph = graph(node("MatMul", x, node("DequantizeLinear", quantised, scale)));
        assertThat(Passes.foldConstants().apply(graph)).isSameAs(graph);
    }

    @Test
    void whatTheRuntimeRefusesIsLeftToIt() {
        String x = builder.input("x", 2);
        String bad = node("Gather", builder.constant("d", new float[2], 2), builder.constant("i", new long[] {7}, 1));
        Graph graph = graph(node("Add", x, bad));
        assertThat(Passes.foldConstants().apply(graph)).isSameAs(graph);
    }

    @Test
    void whatLeadsNowhereGoes() {
        String x = builder.input("x", 2);
        String aside = node("Exp", x);
        node("Add", aside, builder.constant("c", new float[] {1}, 1));
        Graph clean = Passes.removeDead().apply(graph(node("Relu", x)));
        assertThat(ops(clean)).containsExactly("Relu");
        assertThat(clean.constants()).isEmpty();
        assertThat(Passes.removeDead().apply(clean)).isSameAs(clean);
    }

    @Test
    void operatorsThatDoNothingGo() {
        String x = builder.input("x", -1, 3, 4);
        String y = node("Identity", x);
        y = node("Dropout", y);
        y = builder.node("Cast", List.of(y), Map.of("to", 1));
        y = node("Reshape", y, builder.constant("s", new long[] {-1, 3, 4}, 3));
        y = builder.node("Transpose", List.of(y), Map.of("perm", new long[] {0, 1, 2}));
        y = node("Slice", y, longs(0), longs(Long.MAX_VALUE), longs(1));
        y = builder.node("Concat", List.of(y), Map.of("axis", 0));
        y = node("Mul", builder.constant("ones", new float[] {1, 1, 1, 1}, 4), y);
        y = node("Add", y, builder.constant("zero", new float[] {0}));
        y = node("Sub", y, builder.constant("zeros", new float[3], 1, 3, 1));
        y = node("Div", y, builder.constant("one", new float[] {1}, 1, 1, 1));
        Graph clean = Passes.removeIdentities().apply(graph(node("Relu", y)));
        assertThat(ops(clean)).containsExactly("Relu");
        assertThat(clean.nodes().getFirst().inputs()).containsExactly("x");
    }

    @Test
    void operatorsThatDoSomethingAfterAllStay() {
        String x = builder.input("x", -1, 1);
        // Spreads one column to four.
        String y = node("Add", x, builder.constant("zeros", new float[4], 4));
        // Raises the rank.
        y = node("Mul", y, builder.constant("one", new float[] {1}, 1, 1, 1));
        y = node("Sub", builder.constant("zero", new float[] {0}), y);
        y = node("Div", builder.constant("unit", new float[] {1}), y);
        y = node("Slice", y, longs(1), longs(Long.MAX_VALUE), longs(1));
        y = node("Reshape", y, builder.constant("s", new long[] {-1, 1, 3}, 3));
        y = builder.node("Cast", List.of(y), Map.of("to", DataType.DOUBLE.getNumber()));
        Graph graph = graph(builder.node("Cast", List.of(y), Map.of("to", 1)));
        assertThat(Passes.removeIdentities().apply(graph)).isSameAs(graph);
    }

    @Test
    void anOutputKeepsItsName() {
        String x = builder.input("x", 2);
        String y = node("Relu", x);
        node("Exp", y);
        builder.output(y, "first", 2);
        builder.output(y, "second", 2);
        builder.output(x, "echo", 2);
        Graph graph = Graph.read(builder.toBytes());
        Graph clean = Simplify.standard().apply(graph);
        // Relu makes "first" itself; "second" has to be copied, and "echo" is the input.
        assertThat(ops(clean)).containsExactlyInAnyOrder("Relu", "Identity", "Identity");
        Answers.assertSame(graph, clean, Map.of("x", Tensor.of(new float[] {-1, 2}, 2)));
    }

    private String node(String op, String... inputs) {
        return builder.node(op, List.of(inputs), Map.of());
    }

    private String longs(long value) {
        return builder.constant("n", new long[] {value}, 1);
    }

    private Graph graph(String output) {
        builder.output(output);
        return Graph.read(builder.toBytes());
    }

    private Graph folded(String output) {
        return Passes.foldConstants().apply(graph(output));
    }

    private static float[] filled(int count, float value) {
        float[] values = new float[count];
        java.util.Arrays.fill(values, value);
        return values;
    }

    private static List<String> ops(Graph graph) {
        return graph.nodes().stream().map(Node::op).toList();
    }

    private static Constant onlyConstant(Graph graph) {
        assertThat(graph.constants()).hasSize(1);
        return Objects.requireNonNull(graph.constants().values().iterator().next());
    }
}
