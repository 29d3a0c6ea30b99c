package io.haechi.onnx.compress;

import static org.assertj.core.api.Assertions.assertThat;

import io.haechi.onnx.GraphBuilder;
import io.haechi.onnx.Tensor;
import io.haechi.onnx.WeightStorage;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FoldRegionsTest {
    private static final int UNITS = 512;
    private static final Map<String, Tensor> INPUTS = Map.of("x", Tensor.of(new float[] {1, -2, 3, 0.5f}, 2, 2));

    @Test
    void weightsThatAreTakenApartAndJoinedAnewAreConstants() {
        GraphBuilder builder = new GraphBuilder("gates", 17);
        String x = builder.input("x", 2, 2);
        String w = builder.constant("w", values(4 * UNITS * 2), 4L * UNITS, 2);
        builder.output(builder.node("Gemm", List.of(x, gates(builder, w)), Map.of("transB", 1)), "y", 2, 4L * UNITS);
        Graph graph = Graph.read(builder.toBytes());
        // One slice alone would add to the file, since the others need the whole.
        assertThat(Passes.foldConstants().apply(graph)).isSameAs(graph);
        Graph folded = Passes.foldRegions().apply(graph);
        assertThat(folded.nodes()).extracting(Node::op).containsExactly("Gemm", "Identity");
        assertThat(folded.toBytes().length).isLessThan(graph.toBytes().length);
        Answers.assertSame(graph, folded, INPUTS);
    }

    @Test
    void whatWouldMakeTheFileGrowStays() {
        GraphBuilder builder = new GraphBuilder("shared", 17);
        String x = builder.input("x", 2, 2);
        String w = builder.constant("w", values(4 * UNITS * 2), 4L * UNITS, 2);
        String reordered = builder.node("Gemm", List.of(x, gates(builder, w)), Map.of("transB", 1));
        String plain = builder.node("Gemm", List.of(x, w), Map.of("transB", 1));
        builder.output(builder.node("Add", List.of(reordered, plain), Map.of()), "y", 2, 4L * UNITS);
        Graph graph = Graph.read(builder.toBytes());
        // The whole has to stay for the other layer.
        assertThat(Passes.foldRegions().apply(graph)).isSameAs(graph);
    }

    @Test
    void weightsInHalfPrecisionStayHalved() {
        GraphBuilder builder = new GraphBuilder("half", 17).store(WeightStorage.FLOAT16);
        String x = builder.input("x", 2, 2);
        String w = builder.constant("w", values(4 * UNITS * 2), 4L * UNITS, 2);
        builder.output(builder.node("Gemm", List.of(x, gates(builder, w)), Map.of("transB", 1)), "y", 2, 4L * UNITS);
        Graph graph = Graph.read(builder.toBytes());
        Graph folded = Passes.foldRegions().apply(graph);
        assertThat(folded.nodes()).extracting(Node::op).contains("Cast");
        Answers.assertSame(graph, folded, INPUTS);
    }

    /** The four gates of an LSTM in another order. */
    private static String gates(GraphBuilder builder, String w) {
        List<String> gates = new ArrayList<>();
        for (long gate : new long[] {0, 3, 1, 2}) {
            String from = builder.constant("from", new long[] {gate * UNITS}, 1);
            String to = builder.constant("to", new long[] {(gate + 1) * UNITS}, 1);
            gates.add(builder.node("Slice", List.of(w, from, to, builder.constant("axes", new long[1], 1)), Map.of()));
        }
        return builder.node("Concat", gates, Map.of("axis", 0));
    }

    private static float[] values(int count) {
        Random random = new Random(6);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
