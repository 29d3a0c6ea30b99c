package io.haechi.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.haechi.core.ModelException;
import io.haechi.onnx.graph.Graph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs from many threads, several inputs and outputs, and says clearly what does not fit. */
class OnnxRunnerTest {
    @Test
    void severalInputsAndOutputsGoByName() {
        try (OnnxRunner runner = OnnxRunner.open(gathering(), 1)) {
            Map<String, Tensor> answers = runner.run(
                    Map.of("table", Tensor.of(new float[] {5, 6, 7}, 3), "index", Tensor.of(new long[] {2, 0}, 2)));
            assertThat(answers.keySet()).containsExactly("chosen", "sum");
            assertThat(value(answers, "chosen").floats()).containsExactly(7, 5);
            assertThat(value(answers, "sum").floats()).containsExactly(12);
            assertThat(value(answers, "sum").shape()).isEmpty();
        }
    }

    @Test
    void outputsCanBeChosen() {
        GraphBuilder builder = new GraphBuilder("typed", 17);
        String x = builder.input("x", -1);
        builder.node("Cast", List.of(x), Map.of("to", TensorProto.DataType.STRING.getNumber()));
        builder.output(builder.node("Neg", List.of(x), Map.of()), "y", -1);
        Graph graph = Graph.read(builder.toBytes());
        byte[] model = graph.edit().output("cast").output("neg").build().toBytes();
        try (OnnxRunner runner = OnnxRunner.open(model, 1)) {
            Map<String, Tensor> values = Map.of("x", Tensor.of(new float[] {5}, 1));
            assertThat(runner.outputs()).containsOnlyKeys("y", "cast", "neg");
            // Texts come with no tensor of ours.
            assertThat(runner.floatOutputs()).containsExactly("y", "neg");
            assertThat(runner.run(values, runner.floatOutputs())).containsOnlyKeys("y", "neg");
            assertThatThrownBy(() -> runner.run(values)).isInstanceOf(ModelException.class);
            assertThatThrownBy(() -> runner.run(values, Set.of("z")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The model has the outputs [y, cast, neg], asked for [z]");
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(
            value = TensorProto.DataType.class,
            names = {"INT8", "UINT8", "INT32", "INT64", "BOOL", "FLOAT16", "FLOAT", "DOUBLE"})
    void narrowerAndWiderTypesGoInAndComeOut(TensorProto.DataType type) {
        boolean isFloat = type.name().contains("FLOAT") || type == TensorProto.DataType.DOUBLE;
        try (OnnxRunner runner = OnnxRunner.open(identity(type), 1)) {
            Tensor in = isFloat
                    ? Tensor.of(new float[] {0.5f, -2, 1}, 3)
                    : Tensor.of(new long[] {0, 1, type == TensorProto.DataType.BOOL ? 1 : 100}, 3);
            Tensor out = Objects.requireNonNull(runner.run(Map.of("x", in)).get("y"));
            assertThat(out.shape()).containsExactly(3);
            if (isFloat) {
                assertThat(out.floats()).containsExactly(in.floats());
            } else {
                assertThat(out.longs()).containsExactly(in.longs());
            }
            Tensor other = isFloat ? Tensor.of(new long[3], 3) : Tensor.of(new float[3], 3);
            assertThatThrownBy(() -> runner.run(Map.of("x", other)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("The model's input \"x\" takes ");
        }
    }

    @Test
    void aNumberTooLargeForTheInputIsRefused() {
        try (OnnxRunner runner = OnnxRunner.open(identity(TensorProto.DataType.INT32), 1)) {
            assertThatThrownBy(() -> runner.run(Map.of("x", Tensor.of(new long[] {0, 1, 1L << 40}, 3))))
                    .hasMessage("The model's input \"x\" takes 32-bit whole numbers, got 1099511627776");
        }
    }

    private static byte[] identity(TensorProto.DataType type) {
        GraphBuilder builder = new GraphBuilder("same", 17);
        builder.output(builder.node("Identity", List.of(builder.input("x", 3)), Map.of()), "y", 3);
        ModelProto.Builder model = ModelFile.parse(builder.toBytes()).toBuilder();
        for (ValueInfoProto.Builder value : List.of(
                model.getGraphBuilder().getInputBuilder(0),
                model.getGraphBuilder().getOutputBuilder(0))) {
            value.getTypeBuilder().getTensorTypeBuilder().setElemType(type.getNumber());
        }
        return model.build().toByteArray();
    }

    @Test
    void manyThreadsShareOneRunner() throws Exception {
        try (OnnxRunner runner = OnnxRunner.open(twice(), 1);
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<float[]>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                float value = i;
                answers.add(threads.submit(() -> runner.run(new float[] {value}, 1, 1)));
            }
            for (int i = 0; i < 200; i++) {
                assertThat(answers.get(i).get()).containsExactly(2 * i);
            }
        }
    }

    @Test
    void wrongUseAndWrongShapesAreSaid() {
        OnnxRunner runner = OnnxRunner.open(twice(), 1);
        assertThatThrownBy(() -> runner.run(Map.of("z", Tensor.of(new float[1], 1, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The model has the inputs [x], got values for [z]");
        assertThatThrownBy(() -> runner.run(new float[3], 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> runner.run(new float[2], 1, 2))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("The model failed: ");
        runner.close();
        runner.close();
        assertThatThrownBy(() -> runner.run(new float[1], 1, 1)).hasMessageContaining("closed");
        try (OnnxRunner two = OnnxRunner.open(gathering(), 1)) {
            assertThatThrownBy(() -> two.run(new float[3], 3)).hasMessageContaining("name them");
        }
        assertThatThrownBy(() -> OnnxRunner.open(twice(), 0)).hasMessageContaining("got 0");
    }

    @Test
    void aModelThatPassesTheCheckAndStillMakesNoSenseIsRefused() {
        GraphBuilder graph = new GraphBuilder("senseless", 17);
        String x = graph.input("x", 1, 3);
        String w = graph.constant("w", new float[4], 2, 2);
        graph.output(graph.node("MatMul", List.of(x, w), Map.of()), "y", 1, 2);
        assertThatThrownBy(() -> OnnxRunner.open(graph.toBytes(), 1))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("The model cannot be loaded: ");
    }

    private static Tensor value(Map<String, Tensor> answers, String name) {
        Tensor tensor = answers.get(name);
        if (tensor == null) {
            throw new AssertionError("no " + name + " in " + answers.keySet());
        }
        return tensor;
    }

    private static byte[] twice() {
        GraphBuilder graph = new GraphBuilder("twice", 17);
        String x = graph.input("x", -1, 1);
        graph.output(graph.node("Add", List.of(x, x), Map.of()), "y", -1, 1);
        return graph.toBytes();
    }

    private static byte[] gathering() {
        GraphBuilder graph = new GraphBuilder("gathering", 17);
        String table = graph.input("table", -1);
        String index = graph.longInput("index", -1);
        String chosen = graph.node("Gather", List.of(table, index), Map.of());
        graph.output(chosen, "chosen", -1);
        graph.output(graph.node("ReduceSum", List.of(chosen), Map.of("keepdims", 0)), "sum");
        return graph.toBytes();
    }
}
