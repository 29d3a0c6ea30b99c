package io.haechi.onnx.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haechi.onnx.GraphBuilder;
import io.haechi.onnx.WeightStorage;
import io.haechi.onnx.graph.Graph;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MultiplyAddsTest {
    private final GraphBuilder graph = new GraphBuilder("counted", 17);

    @Test
    void aConvolutionTakesAKernelForEachValueThatComesOut() {
        String x = graph.input("x", -1, 6, 10, 12);
        String y = graph.node(
                "Conv",
                List.of(x, weights(8, 3, 3, 5)),
                Map.of("group", 2, "strides", new int[] {2, 1}, "pads", new int[] {1, 2, 1, 2}));
        // 5 rows, 12 columns, 8 channels; each of 3 channels of its group by 3 x 5.
        assertThat(count(y, 1, 6, 10, 12).total()).isEqualTo(5 * 12 * 8 * 3 * 3 * 5);
    }

    @Test
    void twoExamplesAreTwiceTheWork() {
        String y = graph.node("Conv", List.of(graph.input("x", -1, 1, 4, 4), weights(2, 1, 3, 3)), Map.of());
        assertThat(count(y, 2, 1, 4, 4).total()).isEqualTo(2 * (2 * 2 * 2 * 9));
    }

    @Test
    void aTransposedConvolutionTakesAKernelForEachValueThatComesIn() {
        String y = graph.node(
                "ConvTranspose", List.of(graph.input("x", -1, 4, 7), weights(4, 3, 6)), Map.of("strides", new int[] {2
                }));
        assertThat(count(y, 1, 4, 7).total()).isEqualTo(4 * 7 * 3 * 6);
    }

    @ParameterizedTest(name = "transA {0}, transB {1}")
    @CsvSource({"0, 0", "0, 1", "1, 0", "1, 1"})
    void aProductOfMatricesIsRowsTimesAcrossTimesColumns(int transA, int transB) {
        String a = graph.input("x", -1, -1);
        String b = transB == 0 ? weights(5, 7) : weights(7, 5);
        String y = graph.node("Gemm", List.of(a, b), Map.of("transA", transA, "transB", transB));
        MultiplyAdds count = transA == 0 ? count(y, 3, 5) : count(y, 5, 3);
        assertThat(count.byOperator()).containsExactly(Map.entry("Gemm", 3L * 5 * 7));
    }

    @Test
    void aStackOfProductsIsAsManyProducts() {
        String x = graph.input("x", -1, 4, 9, 5);
        String turned = graph.node("Transpose", List.of(x), Map.of("perm", new int[] {0, 1, 3, 2}));
        String y = graph.node("MatMul", List.of(x, turned), Map.of());
        assertThat(count(y, 2, 4, 9, 5).total()).isEqualTo(2 * 4 * 9 * 9 * 5);
    }

    @ParameterizedTest(name = "{0}: {1} gates")
    @CsvSource({"LSTM, 4", "GRU, 3", "RNN, 1"})
    void aRecurrentLayerTakesEveryWeightAtEveryStep(String op, int gates) {
        String x = graph.input("x", -1, -1, 10);
        String y = graph.nodes(
                        op,
                        List.of(x, weights(2, gates * 6, 10), weights(2, gates * 6, 6)),
                        2,
                        Map.of("hidden_size", 6, "direction", "bidirectional"))
                .getFirst();
        // 25 steps of 3 sequences, both ways.
        assertThat(count(y, 25, 3, 10).total()).isEqualTo(25L * 3 * 2 * gates * 6 * (10 + 6));
    }

    @Test
    void integersCountAsFloatsDo() {
        String x = graph.input("x", -1, 2, 8, 8);
        List<String> rounded = graph.nodes("DynamicQuantizeLinear", List.of(x), 3, Map.of());
        String kernel = graph.unsignedBytes("kernel", new byte[3 * 2 * 3 * 3], 3, 2, 3, 3);
        String y = graph.node("ConvInteger", List.of(rounded.get(0), kernel, rounded.get(2)), Map.of());
        assertThat(count(y, 1, 2, 8, 8).byOperator()).containsExactly(Map.entry("ConvInteger", 6L * 6 * 3 * 2 * 9));
    }

    @ParameterizedTest
    @EnumSource(WeightStorage.class)
    void howWeightsAreStoredChangesNothing(WeightStorage storage) {
        graph.store(storage);
        String y = graph.node("MatMul", List.of(graph.input("x", -1, 40), weights(40, 30)), Map.of());
        assertThat(count(y, 1, 40).total()).isEqualTo(1200);
    }

    /** VGG-19 for 224 x 224 pixels in three colours: torchvision's table of models says 19.63 GFLOPS, meaning these. */
    @Test
    void vgg19TakesWhatIsPublished() {
        String x = graph.input("x", -1, 3, 224, 224);
        long channels = 3;
        int[] convolutions = {2, 2, 4, 4, 4};
        for (int block = 0; block < 5; block++) {
            long filters = Math.min(512, 64 << block);
            for (int i = 0; i < convolutions[block]; i++) {
                // Weights as inputs: they have a size and need no memory.
                String kernel = graph.input("kernel" + block + i, filters, channels, 3, 3);
                x = graph.node("Conv", List.of(x, kernel), Map.of("pads", new int[] {1, 1, 1, 1}));
                channels = filters;
            }
            x = graph.node(
                    "MaxPool", List.of(x), Map.of("kernel_shape", new int[] {2, 2}, "strides", new int[] {2, 2}));
        }
        x = graph.node("Flatten", List.of(x), Map.of());
        long features = 512 * 7 * 7;
        for (long units : new long[] {4096, 4096, 1000}) {
            x = graph.node("Gemm", List.of(x, graph.input("dense" + features + units, features, units)), Map.of());
            features = units;
        }
        MultiplyAdds count = count(x, 1, 3, 224, 224);
        assertThat(Math.round(count.total() / 1e7)).isEqualTo(1963);
        assertThat(count.byOperator()).containsEntry("Gemm", 25088L * 4096 + 4096 * 4096 + 4096 * 1000);
    }

    @Test
    void whatIsLeftOutIsNamed() {
        String x = graph.input("x", -1, 4);
        String y = graph.node("Einsum", List.of(x, weights(4, 5)), Map.of("equation", "ij,jk->ik"));
        MultiplyAdds count = count(y, 3, 4);
        assertThat(count.total()).isZero();
        assertThat(count.uncounted()).containsExactly("Einsum");
    }

    @Test
    void sizesThatDoNotFollowAreNotGuessed() {
        String x = graph.input("x", -1, -1);
        graph.output(graph.node("MatMul", List.of(x, weights(4, 5)), Map.of()), "y", -1, 5);
        Graph read = Graph.read(graph.toBytes());
        assertThatThrownBy(() -> MultiplyAdds.of(read, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("MatMul")
                .hasMessageContaining("do not follow from the sizes of the inputs");
        assertThatThrownBy(() -> MultiplyAdds.of(read, Map.of("picture", new long[] {1, 4})))
                .hasMessageContaining("no input \"picture\"");
    }

    private String weights(long... shape) {
        long size = 1;
        for (long each : shape) {
            size *= each;
        }
        return graph.constant("weights" + size, new float[(int) size], shape);
    }

    private MultiplyAdds count(String output, long... input) {
        graph.output(output, "counted", new long[0]);
        return MultiplyAdds.of(Graph.read(graph.toBytes()), Map.of("x", input));
    }
}
