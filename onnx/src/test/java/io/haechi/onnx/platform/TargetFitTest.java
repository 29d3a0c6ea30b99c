package io.haechi.onnx.platform;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.haechi.onnx.GraphBuilder;
import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.GraphEdit;
import io.haechi.onnx.graph.Node;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetFitTest {

    @Test
    void aPlainConvolutionRunsEverywhere() {
        Graph graph = convolution(2);
        assertThat(TargetFit.of(graph, Target.ANDROID).taken()).isEqualTo(Map.of("nnapi", 2));
        assertThat(TargetFit.of(graph, Target.TENSORRT).taken()).isEqualTo(Map.of("tensorrt", 2));
        TargetFit cpu = TargetFit.of(graph, Target.CPU);
        assertThat(cpu.operators()).isEqualTo(2);
        assertThat(cpu.fallbacks()).isEmpty();
    }

    @Test
    void aConvolutionOverOneSizeFallsBack() {
        TargetFit fit = TargetFit.of(convolution(1), Target.ANDROID);
        assertThat(fit.taken()).isEqualTo(Map.of("nnapi", 1));
        assertThat(fit.fallbacks())
                .containsExactly(new Fallback(
                        "conv", "Conv", "nnapi needs a picture: four sizes; xnnpack needs a picture: four sizes"));
    }

    @Test
    void recurrenceFallsBackOnPhonesOnly() {
        Graph graph = convolution(2);
        GraphEdit edit = graph.edit();
        edit.add(Node.of("LSTM", List.of("x", "w", "w"), List.of("h"), Map.of("hidden_size", 4)));
        Graph with = edit.build();
        assertThat(TargetFit.of(with, Target.ANDROID).fallbacks())
                .containsExactly(new Fallback("h", "LSTM", "nnapi does not have LSTM; xnnpack does not have LSTM"));
        assertThat(TargetFit.of(with, Target.TENSORRT).fallbacks()).isEmpty();
    }

    @Test
    void tensorRtWantsSymmetricBytes() {
        assertThat(TargetFit.of(quantised(DataType.UINT8, (byte) 3), Target.TENSORRT)
                        .fallbacks())
                .extracting(Fallback::reason)
                .containsExactly(
                        "tensorrt needs a zero point of 0, that is signed bytes and symmetric ranges",
                        "tensorrt does not take UINT8 here");
        assertThat(TargetFit.of(quantised(DataType.INT8, (byte) 0), Target.TENSORRT)
                        .fallbacks())
                .isEmpty();
        assertThat(TargetFit.of(quantised(DataType.UINT8, (byte) 3), Target.ANDROID)
                        .fallbacks())
                .isEmpty();
    }

    @Test
    void whatIsComputedFromConstantsDoesNotCount() {
        Graph graph = convolution(2);
        GraphEdit edit = graph.edit();
        String half = edit.constant("half", Constant.of(new float[] {1}, 1).toHalf());
        edit.add(Node.of("Cast", List.of(half), List.of("wide"), Map.of("to", DataType.FLOAT.getNumber())));
        assertThat(TargetFit.of(edit.build(), Target.ANDROID).operators()).isEqualTo(2);
    }

    private static Graph quantised(DataType type, byte zero) {
        GraphBuilder builder = new GraphBuilder("q", 17);
        String x = builder.input("x", 1, 4);
        builder.output(builder.node("Relu", List.of(x), Map.of()), "y", 1, 4);
        Graph graph = Graph.read(builder.toBytes());
        GraphEdit edit = graph.edit();
        String scale = edit.constant("scale", Constant.of(new float[] {0.1f}));
        String point = edit.constant("point", Constant.of(type, new byte[] {zero}));
        edit.add(Node.of("QuantizeLinear", List.of("x", scale, point), List.of("q"), Map.of()));
        edit.add(Node.of("DequantizeLinear", List.of("q", scale, point), List.of("d"), Map.of()));
        return edit.build();
    }

    /** Conv and Relu over this many sizes besides batch and channels. */
    private static Graph convolution(int sizes) {
        GraphBuilder graph = new GraphBuilder("net", 17);
        long[] input = sizes == 1 ? new long[] {1, 3, 8} : new long[] {1, 3, 8, 8};
        long[] kernel = sizes == 1 ? new long[] {4, 3, 3} : new long[] {4, 3, 3, 3};
        String x = graph.input("x", input);
        String w = graph.constant("w", new float[sizes == 1 ? 36 : 108], kernel);
        String c = graph.node("Conv", List.of(x, w), Map.of());
        graph.output(
                graph.node("Relu", List.of(c), Map.of()), sizes == 1 ? new long[] {1, 4, 6} : new long[] {1, 4, 6, 6});
        return Graph.read(graph.toBytes());
    }
}
