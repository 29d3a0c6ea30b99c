package io.haechi.onnx.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.haechi.onnx.GraphBuilder;
import io.haechi.onnx.Operators;
import io.haechi.onnx.RandomModel;
import io.haechi.onnx.Tensor;
import io.haechi.onnx.Trace;
import io.haechi.onnx.compress.Passes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ShapesTest {
    private static final Path MODELS = Path.of("../models/src/main/resources/io/haechi/models");
    private static final Path SILERO =
            Path.of("../audio/src/main/resources/io/haechi/audio/speech/silero-vad-6.2.3-16k.onnx");

    @Test
    void everyAcceptedOperatorHasARule() {
        Set<String> without = new TreeSet<>(Operators.STANDARD);
        without.removeAll(Rules.ALL.keySet());
        // Constants are read as such, what has graphs of its own is not looked into, and the rest is rare: its sizes
        // are
        // unknown.
        assertThat(without)
                .containsExactly(
                        "AffineGrid",
                        "Attention",
                        "CenterCropPad",
                        "Col2Im",
                        "Compress",
                        "Constant",
                        "DeformConv",
                        "Det",
                        "GridSample",
                        "If",
                        "Loop",
                        "MaxRoiPool",
                        "MaxUnpool",
                        "NonMaxSuppression",
                        "RoiAlign",
                        "Scan",
                        "Unique",
                        "Upsample");
        assertThat(Operators.STANDARD).containsAll(Rules.ALL.keySet());
    }

    @Test
    void shapesThatTheModelComputesAreFollowed() {
        GraphBuilder graph = new GraphBuilder("exported", 17);
        String x = graph.input("x", 2, 3, 4, 5);
        String shape = graph.node("Shape", List.of(x), Map.of());
        String batch = gather(graph, shape, 0);
        String rows = gather(graph, shape, 2);
        String channels = gather(graph, shape, 1);
        String product = graph.node("Mul", List.of(channels, rows), Map.of());
        String target = graph.node(
                "Concat",
                List.of(
                        unsqueezed(graph, batch),
                        unsqueezed(graph, product),
                        graph.constant("rest", new long[] {-1}, 1)),
                Map.of("axis", 0));
        String y = graph.node("Reshape", List.of(x, target), Map.of());
        graph.output(y, "y", -1, -1, -1);
        Shapes shapes = Shapes.of(Graph.read(graph.toBytes()));
        assertThat(shapes.numbers(target)).containsExactly(2, 12, -1);
        assertThat(shapes.dims(y)).containsExactly(2, 12, 5);
        assertThat(shapes.type(y)).isEqualTo(DataType.FLOAT);
    }

    @Test
    void whatIsUnknownStaysUnknownUntilTheInputIsPinned() {
        GraphBuilder graph = new GraphBuilder("free", 17);
        String x = graph.input("x", -1, 3, 4);
        String shape = graph.node("Shape", List.of(x), Map.of());
        String target = graph.node(
                "Concat",
                List.of(unsqueezed(graph, gather(graph, shape, 0)), graph.constant("rest", new long[] {-1}, 1)),
                Map.of("axis", 0));
        String y = graph.node("Reshape", List.of(x, target), Map.of());
        String copied = graph.node("Reshape", List.of(x, graph.constant("copy", new long[] {0, -1}, 2)), Map.of());
        graph.output(y, "y", -1, -1);
        graph.output(copied, "z", -1, 12);
        Graph read = Graph.read(graph.toBytes());
        Shapes free = Shapes.of(read);
        assertThat(free.numbers(shape)).isNull();
        assertThat(free.dims(y)).containsExactly(-1, -1);
        assertThat(free.dims(copied)).containsExactly(-1, 12);
        Shapes pinned = Shapes.of(read, Map.of("x", new long[] {7, 3, 4}));
        assertThat(pinned.numbers(shape)).containsExactly(7, 3, 4);
        assertThat(pinned.dims(y)).containsExactly(7, 12);
        assertThatThrownBy(() -> Shapes.of(read, Map.of("x", new long[] {7, 4, 4})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The input \"x\" is FLOAT [-1, 3, 4], it cannot have the sizes [7, 4, 4]");
        assertThatThrownBy(() -> Shapes.of(read, Map.of("z", new long[0]))).hasMessageContaining("no input \"z\"");
    }

    /** Sizes computed by hand from the definition of Slice. */
    @ParameterizedTest(name = "{0}:{1}:{2} of {3}")
    @CsvSource({
        "0, 9223372036854775807, 1, 7, 7",
        "1, -1, 1, 7, 5",
        "-3, 100, 2, 7, 2",
        "5, 2, 1, 7, 0",
        "-1, -100, -1, 7, 7",
        "6, 0, -2, 7, 3",
        "0, 3, 1, -1, -1"
    })
    void slicesAreCounted(long start, long end, long step, long size, long count) {
        assertThat(Cut.of(size, start, end, step).count()).isEqualTo(count);
    }

    @Test
    void aSliceTakesTheNumbersItSays() {
        assertThat(Cut.of(4, -1, Long.MIN_VALUE + 1, -2).taken(10, 11, 12, 13)).containsExactly(13, 11);
        assertThat(Cut.of(4, 0, Known.ANY, 1).count()).isEqualTo(Sizes.FREE);
    }

    @Test
    void operatorsThatBreakTheirRulesAreUnknown() {
        GraphBuilder graph = new GraphBuilder("broken", 17);
        String x = graph.input("x", 2, 3);
        String w = graph.constant("w", new float[8], 2, 4);
        List<String> broken = List.of(
                graph.node("Concat", List.of(x, x), Map.of("axis", 7)),
                graph.node("MatMul", List.of(x, w), Map.of()),
                graph.node("Transpose", List.of(x), Map.of("perm", new long[] {0, 5})),
                graph.node("Add", List.of(x, w), Map.of()),
                graph.node("MaxPool", List.of(x), Map.of()),
                graph.node("Conv", List.of(x, w), Map.of()),
                graph.node("Squeeze", List.of(x, graph.constant("a", new long[] {-9}, 1)), Map.of()),
                graph.node("Expand", List.of(x, graph.constant("e", new long[] {5, 5}, 2)), Map.of()));
        broken.forEach(graph::output);
        Shapes shapes = Shapes.of(Graph.read(graph.toBytes()));
        for (String each : broken) {
            assertThat(shapes.dims(each)).as(each).isNull();
        }
        assertThat(shapes.value("no such tensor")).isEqualTo(new Value(DataType.UNDEFINED, null));
    }

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theRuntimeNeverGivesOtherShapes(long seed) {
        RandomModel model = RandomModel.of(seed);
        Map<String, Value> truth = Trace.of(model.bytes(), Map.of("x", model.input()));
        Graph graph = Graph.read(model.bytes());
        assertAgree(Shapes.of(graph), truth, false);
        assertAgree(Shapes.of(graph, Map.of("x", model.input().shape())), truth, true);
    }

    @ParameterizedTest
    @CsvSource({"voice-simple-cnn, 128", "voice-bilstm, 100"})
    void shippedModelsAreWhollyUnderstood(String name, int bands) throws IOException {
        byte[] model = Files.readAllBytes(MODELS.resolve(name).resolve("model.onnx"));
        Graph graph = Graph.read(model);
        long[] sizes = {2, 1, bands, 201};
        Tensor input = Tensor.of(new float[2 * bands * 201], sizes);
        Map<String, Value> truth = Trace.of(model, Map.of("input", input));
        assertAgree(Shapes.of(graph), truth, false);
        assertAgree(Shapes.of(graph, Map.of("input", sizes)), truth, true);
    }

    @Test
    void anExportedModelIsWhollyUnderstoodOnceItsConstantsAreFolded() throws IOException {
        byte[] model = Files.readAllBytes(SILERO);
        Map<String, Tensor> inputs = Map.of(
                "input", Tensor.of(new float[3 * 576], 3, 576),
                "h", Tensor.of(new float[128], 1, 1, 128),
                "c", Tensor.of(new float[128], 1, 1, 128));
        Graph graph = Graph.read(model);
        Map<String, Value> truth = Trace.of(model, inputs);
        assertAgree(Shapes.of(graph), truth, false);
        Graph folded = Passes.foldConstants().apply(graph);
        truth.keySet().removeIf(name -> folded.producer(name) == null);
        assertAgree(Shapes.of(folded, Map.of("input", new long[] {3, 576})), truth, true);
    }

    private static void assertAgree(Shapes shapes, Map<String, Value> truth, boolean areWhole) {
        assertThat(truth).isNotEmpty();
        truth.forEach((name, real) -> {
            Value inferred = shapes.value(name);
            assertThat(fits(inferred, real))
                    .as("%s is %s, inferred %s", name, real, inferred)
                    .isTrue();
            assertThat(!areWhole || (inferred.isWhole() && inferred.type() == real.type()))
                    .as("%s is %s, only known %s", name, real, inferred)
                    .isTrue();
        });
    }

    private static boolean fits(Value inferred, Value real) {
        boolean isType = inferred.type() == DataType.UNDEFINED || inferred.type() == real.type();
        boolean isRank = inferred.rank() < 0 || inferred.rank() == real.rank();
        for (int i = 0; isRank && i < inferred.rank(); i++) {
            isRank = inferred.size(i) < 0 || inferred.size(i) == real.size(i);
        }
        return isType && isRank;
    }

    private static String gather(GraphBuilder graph, String from, long index) {
        return graph.node("Gather", List.of(from, graph.constant("index", new long[] {index})), Map.of("axis", 0));
    }

    private static String unsqueezed(GraphBuilder graph, String x) {
        return graph.node("Unsqueeze", List.of(x, graph.constant("axes", new long[] {0}, 1)), Map.of());
    }
}
