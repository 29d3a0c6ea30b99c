package io.haechi.onnx.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haechi.onnx.GraphBuilder;
import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class MeasureTest {

    @Test
    void aModelWithAHundredTimesTheWorkIsSlower() {
        List<Map<String, Tensor>> inputs = List.of(Map.of("x", Tensor.of(new float[256 * 256], 256, 256)));
        try (OnnxRunner light = OnnxRunner.open(products(1), 1);
                OnnxRunner heavy = OnnxRunner.open(products(100), 1)) {
            List<Latency> latencies = Latency.sideBySide(List.of(light, heavy), inputs, 7);
            assertThat(latencies).hasSize(2).allSatisfy(latency -> {
                assertThat(latency.runs()).isEqualTo(7);
                assertThat(latency.p50Millis()).isPositive().isLessThanOrEqualTo(latency.p95Millis());
            });
            assertThat(latencies.get(1).p50Millis())
                    .isGreaterThan(latencies.get(0).p50Millis());
        }
    }

    @Test
    void nothingToMeasureIsRefused() {
        assertThatThrownBy(() -> Latency.sideBySide(List.of(), List.of(), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 1 rounds and 0 inputs");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aModelWithTwentyMoreMegabytesOfWeightsTakesMoreMemory() throws InterruptedException {
        Map<String, Tensor> inputs = Map.of("x", Tensor.of(new float[256], 1, 256));
        long small = PeakMemory.of(wide(256), inputs).orElseThrow();
        long large = PeakMemory.of(wide(20_480), inputs).orElseThrow();
        assertThat(large - small).isGreaterThan(15_000_000);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aModelOfWordsHasAFigureToo() throws InterruptedException {
        GraphBuilder graph = new GraphBuilder("words", 17);
        String ids = graph.longInput("ids", 1, -1);
        String table = graph.constant("table", new float[1000 * 64], 1000, 64);
        graph.output(graph.node("Gather", List.of(table, ids), Map.of()), "y", 1, -1, 64);
        // The last word: zeros, or a number beyond the table, would not do for every model.
        Map<String, Tensor> words = Map.of("ids", Tensor.of(new long[] {3, 999}, 1, 2));
        assertThat(PeakMemory.of(graph.toBytes(), words)).isPresent();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aModelThatCannotRunHasNoFigure() throws InterruptedException {
        assertThat(PeakMemory.of(new byte[] {1, 2, 3}, Map.of("x", Tensor.of(new float[1], 1))))
                .isEmpty();
    }

    private static byte[] wide(int columns) {
        GraphBuilder graph = new GraphBuilder("wide", 17);
        String x = graph.input("x", 1, 256);
        float[] values = new float[256 * columns];
        java.util.Arrays.fill(values, 0.5f);
        String w = graph.constant("w", values, 256, columns);
        graph.output(graph.node("MatMul", List.of(x, w), Map.of()), "y", 1, columns);
        return graph.toBytes();
    }

    private static byte[] products(int count) {
        GraphBuilder graph = new GraphBuilder("products", 17);
        String x = graph.input("x", 256, 256);
        String w = graph.constant("w", new float[256 * 256], 256, 256);
        String y = x;
        for (int i = 0; i < count; i++) {
            y = graph.node("MatMul", List.of(y, w), Map.of());
        }
        graph.output(y, "y", 256, 256);
        return graph.toBytes();
    }
}
