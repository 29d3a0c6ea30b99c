package io.haechi.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is written runs, and says what was asked for. */
class GraphBuilderTest {
    @Test
    void aGraphOfTwoNodesRunsForAnyNumberOfRows() {
        GraphBuilder graph = new GraphBuilder("affine", 17);
        String x = graph.input("x", -1, 2);
        String weights = graph.constant("w", new float[] {1, 2, 3, 4}, 2, 2);
        String bias = graph.constant("b", new float[] {10, 20}, 2);
        String product = graph.node("MatMul", List.of(x, weights), Map.of());
        graph.output(graph.node("Add", List.of(product, bias), Map.of()), "y", -1, 2);
        try (OnnxRunner runner = OnnxRunner.open(graph.toBytes(), 1)) {
            assertThat(runner.run(new float[] {1, 1}, 1, 2)).containsExactly(14, 26);
            assertThat(runner.run(new float[] {1, 0, 0, 1}, 2, 2)).containsExactly(11, 22, 13, 24);
            assertThat(runner.inputs().get("x")).containsExactly(-1, 2);
            assertThat(runner.outputs().get("y")).containsExactly(-1, 2);
        }
    }

    @Test
    void attributesOfEveryTypeReachTheOperator() {
        GraphBuilder graph = new GraphBuilder("attributes", 17);
        String x = graph.input("x", 1, 1, 2, 2);
        String pooled = graph.node(
                "MaxPool", List.of(x), Map.of("kernel_shape", new int[] {2, 1}, "auto_pad", "VALID", "ceil_mode", 0));
        String leaky = graph.node("LeakyRelu", List.of(pooled), Map.of("alpha", 0.5));
        List<String> halves = graph.nodes(
                "Split", List.of(leaky, graph.constant("sizes", new long[] {1, 1}, 2)), 2, Map.of("axis", 3L));
        graph.output(graph.node("Concat", List.of(halves.get(1), halves.get(0)), Map.of("axis", -1)), "y", 1, 1, 1, 2);
        try (OnnxRunner runner = OnnxRunner.open(graph.toBytes(), 1)) {
            assertThat(runner.run(new float[] {-4, 1, -2, 3}, 1, 1, 2, 2)).containsExactly(3, -1);
        }
    }

    @Test
    void wholeNumbersOfEightAndThirtyTwoBitsMeanWhatTheySay() {
        GraphBuilder graph = new GraphBuilder("integers", 17);
        String x = graph.input("x", 3);
        String half = graph.constant("scale", new float[] {0.5f});
        String bytes = graph.unsignedBytes("bytes", new byte[] {(byte) 200, 0, 1}, 3);
        String codes = graph.signedBytes("codes", new byte[] {-127, 0, 127}, 3);
        String sums = graph.constant("sums", new int[] {-70_000, 0, 1 << 30}, 3);
        String all = x;
        for (String integers : List.of(bytes, codes, sums)) {
            all = graph.node(
                    "Add", List.of(all, graph.node("DequantizeLinear", List.of(integers, half), Map.of())), Map.of());
        }
        graph.output(all, "y", 3);
        try (OnnxRunner runner = OnnxRunner.open(graph.toBytes(), 1)) {
            assertThat(runner.run(new float[] {0, 1, 0}, 3)).containsExactly(-34_963.5f, 1, 64 + (1 << 29));
        }
        assertThatThrownBy(() -> graph.signedBytes("few", new byte[2], 3))
                .hasMessageContaining("needs 3 values, got 2");
    }

    @Test
    void halfPrecisionHalvesTheFileAndStaysWithinItsRounding() {
        Random random = new Random(1);
        float[] weights = new float[64 * 64];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.nextGaussian();
        }
        byte[] full = product(weights, WeightStorage.FLOAT32);
        byte[] half = product(weights, WeightStorage.FLOAT16);
        assertThat(half.length).isBetween(weights.length * 2, weights.length * 2 + 500);
        float[] ones = new float[64];
        java.util.Arrays.fill(ones, 1);
        try (OnnxRunner a = OnnxRunner.open(full, 1);
                OnnxRunner b = OnnxRunner.open(half, 1)) {
            float[] expected = a.run(ones, 1, 64);
            float[] got = b.run(ones, 1, 64);
            for (int i = 0; i < 64; i++) {
                assertThat(got[i]).isCloseTo(expected[i], within(64 * 3f / 2048));
            }
            assertThat(got).isNotEqualTo(expected);
        }
    }

    @Test
    void whatHalfPrecisionCannotHoldStaysFull() {
        float[] large = new float[512];
        large[7] = 1e6f;
        assertThat(WeightStorage.FLOAT16.halves(large)).isFalse();
        large[7] = Float.NaN;
        assertThat(WeightStorage.FLOAT16.halves(large)).isFalse();
        large[7] = -65504f;
        assertThat(WeightStorage.FLOAT16.halves(large)).isTrue();
        assertThat(WeightStorage.FLOAT16.halves(new float[10])).isFalse();
    }

    @Test
    void theSameCallsGiveTheSameBytes() {
        float[] weights = new float[64 * 64];
        assertThat(product(weights, WeightStorage.FLOAT16)).isEqualTo(product(weights, WeightStorage.FLOAT16));
    }

    @Test
    void wrongUseIsSaidAtOnce() {
        GraphBuilder graph = new GraphBuilder("g", 17);
        graph.input("x", 1);
        assertThatThrownBy(() -> graph.input("x", 1)).hasMessageContaining("\"x\"");
        assertThatThrownBy(() -> graph.node("Relu", List.of("nowhere"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere");
        assertThatThrownBy(() -> graph.constant("c", new float[3], 2, 2)).hasMessageContaining("needs 4 values, got 3");
        assertThatThrownBy(() -> graph.node("Relu", List.of("x"), Map.of("a", new Object())))
                .hasMessageContaining("\"a\"");
        assertThatThrownBy(graph::toBytes).hasMessageContaining("no output");
        assertThatThrownBy(() -> new GraphBuilder("g", 5)).hasMessageContaining("got 5");
    }

    private static byte[] product(float[] weights, WeightStorage storage) {
        GraphBuilder graph = new GraphBuilder("product", 17).store(storage);
        String x = graph.input("x", -1, 64);
        String w = graph.constant("w", weights, 64, 64);
        graph.output(graph.node("MatMul", List.of(x, w), Map.of()), "y", -1, 64);
        return graph.toBytes();
    }
}
