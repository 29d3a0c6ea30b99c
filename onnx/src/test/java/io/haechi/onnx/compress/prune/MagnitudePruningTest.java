package io.haechi.onnx.compress.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.haechi.core.ModelException;
import io.haechi.onnx.GraphBuilder;
import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.WeightStorage;
import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.measure.PackedSize;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MagnitudePruningTest {
    @Test
    void oneThresholdOverAllWeights() {
        Sparse sparse = MagnitudePruning.prune(two(), MagnitudeOptions.ofSparsity(0.5));
        assertThat(constant(sparse.graph(), "a").floats()).containsExactly(0, 0, 0, -4);
        assertThat(constant(sparse.graph(), "b").floats()).containsExactly(30, 0, 10, -20);
        assertThat(constant(sparse.graph(), "bias").floats()).containsExactly(0.1f, 0.2f);
        assertThat(sparse.layers()).containsExactly(new Sparse.Layer("a", 4, 3), new Sparse.Layer("b", 4, 1));
        assertThat(sparse.sparsity()).isEqualTo(0.5);
        assertThat(sparse.summary())
                .startsWith("50.0 % of the weights of 2 layers are zero.")
                .contains("no faster: dense kernels");
        try (OnnxRunner runner = OnnxRunner.open(sparse.graph().toBytes(), 1)) {
            // (1, 1) -> (0.1 + 0 + 0, 0.2 + 0 - 4) -> (30 * 0.1 + 10 * -3.8, 0 * 0.1 - 20 * -3.8)
            float[] y = runner.run(new float[] {1, 1}, 1, 2);
            assertThat(y[0]).isCloseTo(-35, within(1e-4f));
            assertThat(y[1]).isCloseTo(76, within(1e-4f));
        }
    }

    @Test
    void zerosThatTrainingMadeAreCounted() {
        Graph sparse =
                MagnitudePruning.prune(two(), MagnitudeOptions.ofSparsity(0.5)).graph();
        Sparse counted = MagnitudePruning.count(two(), sparse);
        assertThat(counted.layers()).containsExactly(new Sparse.Layer("a", 4, 3), new Sparse.Layer("b", 4, 1));
        assertThat(counted.sparsity()).isEqualTo(0.5);
        assertThat(counted.gzipBytesBefore()).isEqualTo(PackedSize.of(two().toBytes()));
        assertThat(counted.gzipBytesAfter()).isEqualTo(PackedSize.of(sparse.toBytes()));
    }

    @Test
    void everyLayerItsShare() {
        MagnitudeOptions options = new MagnitudeOptions(0.5, Scope.PER_LAYER, Set.of());
        Sparse sparse = MagnitudePruning.prune(two(), options);
        assertThat(constant(sparse.graph(), "a").floats()).containsExactly(0, 0, 3, -4);
        assertThat(constant(sparse.graph(), "b").floats()).containsExactly(30, 0, 0, -20);
    }

    @Test
    void whatIsKeptOutStays() {
        for (String kept : List.of("gemm_2", "b")) {
            MagnitudeOptions options = new MagnitudeOptions(0.5, Scope.GLOBAL, Set.of(kept));
            Sparse sparse = MagnitudePruning.prune(two(), options);
            assertThat(sparse.layers()).containsExactly(new Sparse.Layer("a", 4, 2));
        }
        MagnitudeOptions none = new MagnitudeOptions(0.5, Scope.GLOBAL, Set.of("Gemm"));
        assertThatThrownBy(() -> MagnitudePruning.prune(two(), none))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("The model has no weights that can be pruned");
    }

    @Test
    void halfPrecisionStaysHalfPrecision() {
        GraphBuilder graph = new GraphBuilder("half", 17).store(WeightStorage.FLOAT16);
        float[] values = new float[256];
        for (int i = 0; i < values.length; i++) {
            values[i] = i + 1;
        }
        String x = graph.input("x", 1, 16);
        String product = graph.node("MatMul", List.of(x, graph.constant("a", values, 16, 16)), Map.of());
        graph.output(product, "y", 1, 16);
        Sparse sparse = MagnitudePruning.prune(Graph.read(graph.toBytes()), MagnitudeOptions.ofSparsity(0.5));
        Constant half = Objects.requireNonNull(sparse.graph().constant("a_half"));
        assertThat(half.sizeBytes()).isEqualTo(512);
        assertThat(half.floats()[127]).isZero();
        assertThat(half.floats()[128]).isEqualTo(129);
    }

    @Test
    void zerosCompress() {
        Graph graph = Drawn.graph(3);
        Sparse half = MagnitudePruning.prune(graph, MagnitudeOptions.ofSparsity(0.5));
        Sparse most = MagnitudePruning.prune(graph, MagnitudeOptions.ofSparsity(0.9));
        assertThat(half.gzipBytesAfter()).isLessThan(half.gzipBytesBefore());
        assertThat(most.gzipBytesAfter()).isLessThan(half.gzipBytesAfter());
        assertThat(half.sparsity()).isCloseTo(0.5, within(0.001));
    }

    @Test
    void equalWeightsGoInOrder() {
        GraphBuilder graph = new GraphBuilder("equal", 17);
        String x = graph.input("x", 1, 2);
        String a = graph.constant("a", new float[] {1, -1, 1, 1}, 2, 2);
        graph.output(graph.node("MatMul", List.of(x, a), Map.of()), "y", 1, 2);
        Sparse sparse = MagnitudePruning.prune(Graph.read(graph.toBytes()), MagnitudeOptions.ofSparsity(0.75));
        assertThat(constant(sparse.graph(), "a").floats()).containsExactly(0, 0, 0, 1);
    }

    @Test
    void sharesOutsideAreRefused() {
        for (double sparsity : new double[] {0, 1, 2, -1, Double.NaN}) {
            assertThatThrownBy(() -> MagnitudeOptions.ofSparsity(sparsity))
                    .hasMessage("The share of weights to set to zero must be above 0 and below 1, got " + sparsity);
        }
    }

    private static Constant constant(Graph graph, String name) {
        return Objects.requireNonNull(graph.constant(name));
    }

    /** Two dense layers, the second with weights ten times as large. */
    private static Graph two() {
        GraphBuilder graph = new GraphBuilder("two", 17);
        String x = graph.input("x", 1, 2);
        String a = graph.constant("a", new float[] {1, -2, 3, -4}, 2, 2);
        String bias = graph.constant("bias", new float[] {0.1f, 0.2f}, 2);
        String b = graph.constant("b", new float[] {30, 2.5f, 10, -20}, 2, 2);
        String hidden = graph.node("Gemm", List.of(x, a, bias), Map.of());
        graph.output(graph.node("Gemm", List.of(hidden, b), Map.of()), "y", 1, 2);
        return Graph.read(graph.toBytes());
    }
}
