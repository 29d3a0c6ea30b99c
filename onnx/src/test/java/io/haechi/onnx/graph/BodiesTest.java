package io.haechi.onnx.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.Tensor;
import io.haechi.onnx.compress.Passes;
import io.haechi.onnx.compress.Simplify;
import io.haechi.onnx.compress.quantise.DynamicQuantisation;
import io.haechi.onnx.compress.quantise.HalfPrecision;
import io.haechi.onnx.compress.quantise.StaticQuantisation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A model that holds two networks and an input that chooses between them, as voice activity detectors do for two sampling
 * rates; one keeps its weights inside the branch, one outside of it.
 */
class BodiesTest {
    private static final int WIDTH = 64;

    @ParameterizedTest(name = "choice {0}")
    @ValueSource(longs = {0, 1})
    void weightsInsideABranchAreCompressedToo(long choice) {
        Graph graph = twoNetworks("then", "else");
        int before = graph.toBytes().length;
        Graph half = HalfPrecision.STANDARD.apply(graph);
        assertThat(half.toBytes().length).isLessThan(before * 55 / 100);
        assertThat(error(graph, half, choice)).isLessThan(1e-3);
        Graph dynamic = DynamicQuantisation.STANDARD.apply(graph);
        assertThat(dynamic.toBytes().length).isLessThan(before * 32 / 100);
        assertThat(error(graph, dynamic, choice)).isLessThan(0.02);
        assertThat(DynamicQuantisation.STANDARD.candidates(graph)).containsExactlyInAnyOrder("y_then", "y_else");
    }

    @ParameterizedTest(name = "choice {0}")
    @ValueSource(longs = {0, 1})
    void aBranchThatIsAlwaysTakenTakesThePlaceOfTheIf(long choice) {
        // Inner tensors of both branches have one name, which an outer tensor has as well.
        Graph graph = twoNetworks("inner", "inner");
        Graph fixed =
                graph.edit().fix("which", Constant.of(new long[] {choice})).build();
        assertThat(fixed.inputs()).containsOnlyKeys("x");
        Graph simple = Simplify.standard().apply(fixed);
        assertThat(simple.nodes()).extracting(Node::op).doesNotContain("If", "Equal");
        assertThat(simple.outputs().keySet()).containsExactly("y");
        assertThat(simple.toBytes().length).isLessThan(graph.toBytes().length * 55 / 100);
        assertThat(error(graph, simple, choice)).isLessThan(1e-6);
        assertThatThrownBy(() -> graph.edit().fix("z", Constant.of(new long[] {1})))
                .hasMessage("The model has no input \"z\"; its inputs are [x, which]");
    }

    @Test
    void anIfThatDependsOnAnInputStays() {
        Graph graph = twoNetworks("then", "else");
        assertThat(Passes.foldIf().apply(graph)).isSameAs(graph);
    }

    @Test
    void integersNeedTheInputThatDecidesToBeFixed() {
        Graph graph = twoNetworks("then", "else");
        List<Map<String, Tensor>> examples = List.of(inputs(1));
        assertThatThrownBy(() -> StaticQuantisation.STANDARD.apply(graph, examples))
                .hasMessageEndingWith("ranges inside If and Loop are not measured, so fix the input that decides");
    }

    @Test
    void remarksOfExportersAreLeftOut() {
        ModelProto.Builder model = ModelProto.newBuilder();
        try {
            model.mergeFrom(twoNetworks("then", "else").toBytes());
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
        int plain = Graph.read(model.build().toByteArray()).toBytes().length;
        NodeProto.Builder decision =
                model.getGraphBuilder().getNodeBuilder(model.getGraph().getNodeCount() - 1);
        assertThat(decision.getOpType()).isEqualTo("If");
        decision.getAttributeBuilder(0)
                .getGBuilder()
                .getNodeBuilder(0)
                .setDocString("line 77 of model.py ".repeat(500));
        Graph read = Graph.read(model.build().toByteArray());
        assertThat(read.toBytes()).hasSize(plain);
    }

    /** The largest difference between the answers, as a share of the largest answer. */
    private static double error(Graph one, Graph other, long choice) {
        float[] expected = answer(one, choice);
        float[] got = answer(other, choice);
        double largest = 0;
        double most = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            most = Math.max(most, Math.abs((double) expected[i] - got[i]));
        }
        return most / largest;
    }

    private static float[] answer(Graph graph, long choice) {
        Map<String, Tensor> inputs = new HashMap<>(inputs(choice));
        inputs.keySet().retainAll(graph.inputs().keySet());
        try (OnnxRunner runner = OnnxRunner.open(graph.toBytes(), 1)) {
            return runner.run(inputs).values().iterator().next().floats();
        }
    }

    private static Map<String, Tensor> inputs(long choice) {
        return Map.of("x", Tensor.of(random(1, 2 * WIDTH), 2, WIDTH), "which", Tensor.of(new long[] {choice}));
    }

    private static float[] random(long seed, int count) {
        Random random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static Graph twoNetworks(String thenName, String elseName) {
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17));
        Constant outer = Constant.of(random(2, WIDTH * WIDTH), WIDTH, WIDTH);
        Constant inner = Constant.of(random(3, WIDTH * WIDTH), WIDTH, WIDTH);
        model.getGraphBuilder()
                .setName("two")
                .addInput(new Value(DataType.FLOAT, new long[] {-1, WIDTH}).write("x"))
                .addInput(new Value(DataType.INT64, new long[0]).write("which"))
                .addInitializer(outer.write("w_outer"))
                .addInitializer(Constant.of(new long[] {1}).write("one"))
                .addNode(node("Equal", "is_first", "which", "one"))
                .addNode(NodeProto.newBuilder()
                        .setOpType("If")
                        .setName("decision")
                        .addInput("is_first")
                        .addOutput("y")
                        .addAttribute(branch("then_branch", thenName, "y_then", "w_outer", null))
                        .addAttribute(branch("else_branch", elseName, "y_else", "w_inner", inner)))
                .addOutput(ValueInfoProto.newBuilder().setName("y"));
        return Graph.read(model.build().toByteArray());
    }

    private static NodeProto node(String op, String output, String... inputs) {
        return NodeProto.newBuilder()
                .setOpType(op)
                .setName(output)
                .addAllInput(List.of(inputs))
                .addOutput(output)
                .build();
    }

    private static AttributeProto branch(
            String name,
            String tensor,
            String output,
            String weights,
            @org.jspecify.annotations.Nullable Constant own) {
        GraphProto.Builder body = GraphProto.newBuilder()
                .setName(name)
                .addNode(node("MatMul", output, "x", weights))
                .addNode(node("Relu", tensor, output))
                .addOutput(ValueInfoProto.newBuilder().setName(tensor));
        if (own != null) {
            body.addInitializer(own.write(weights));
        }
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.GRAPH)
                .setG(body)
                .build();
    }
}
