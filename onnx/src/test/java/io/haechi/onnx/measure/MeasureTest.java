package io.haechi.onnx.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haechi.onnx.GraphBuilder;
import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.Tensor;
import java.util.ArrayList;
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
            assertThat(latencies.get(1).p50Millis()).isGreaterThan(latencies.get(0).p50Millis());
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
    void memoryThatIsTouchedIsSeen() {
        List<byte[]> kept = new ArrayList<>();
        long bytes = PeakMemory.of(() -> {
                    for (int i = 0; i < 64; i++) {
                        byte[] megabyte = new byte[1 << 20];
                        java.util.Arrays.fill(megabyte, (byte) i);
                        kept.add(megabyte);
                    }
                })
                .orElse(-1);
        // The heap may already own some of it; the figure is of the process, never below nothing.
        assertThat(kept).hasSize(64);
        assertThat(bytes).isBetween(0L, 1L << 30);
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
