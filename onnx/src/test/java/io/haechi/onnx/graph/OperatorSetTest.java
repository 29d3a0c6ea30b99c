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
import io.haechi.core.ModelException;
import io.haechi.onnx.Attributes;
import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The runtime still understands old operator sets: what it answers before and after is compared. */
class OperatorSetTest {
    private static final long[] SHAPE = {2, 3, 4, 5};

    static Stream<Arguments> operators() {
        return Stream.of(
                Arguments.of(7, node("Clip", Map.of("min", -0.5f, "max", 0.25f), "x")),
                Arguments.of(10, node("Clip", Map.of("max", 0.25f), "x")),
                Arguments.of(7, node("Pad", Map.of("pads", new long[] {0, 0, 1, 2, 0, 0, 3, 0}, "value", 1.5f), "x")),
                Arguments.of(9, node("Pad", Map.of("pads", new long[8], "mode", "edge"), "x")),
                Arguments.of(7, node("Slice", Map.of("starts", new long[] {1, 0}, "ends", new long[] {2, -1}), "x")),
                Arguments.of(
                        9,
                        node(
                                "Slice",
                                Map.of("starts", new long[] {1}, "ends", new long[] {4}, "axes", new long[] {3}),
                                "x")),
                Arguments.of(9, node("TopK", Map.of("k", 2, "axis", 3), "x")),
                Arguments.of(7, node("Dropout", Map.of("ratio", 0.4f), "x")),
                Arguments.of(10, node("Dropout", Map.of("ratio", 0.4f), "x")),
                Arguments.of(12, node("Unsqueeze", Map.of("axes", new long[] {0, 3}), "x")),
                Arguments.of(11, node("ReduceSum", Map.of("axes", new long[] {1, 3}, "keepdims", 0), "x")),
                Arguments.of(11, node("ReduceSum", Map.of(), "x")),
                Arguments.of(12, node("Softmax", Map.of("axis", 3), "x")),
                Arguments.of(12, node("Softmax", Map.of("axis", 2), "x")),
                Arguments.of(8, node("Softmax", Map.of(), "x")),
                Arguments.of(11, node("LogSoftmax", Map.of("axis", -1), "x")),
                Arguments.of(8, node("Hardmax", Map.of("axis", 1), "x")),
                Arguments.of(7, node("Upsample", Map.of("scales", new float[] {1, 1, 2, 3}, "mode", "nearest"), "x")),
                Arguments.of(9, node("Upsample", Map.of("mode", "linear"), "x", "scales")),
                Arguments.of(10, node("Resize", Map.of("mode", "nearest"), "x", "scales")),
                Arguments.of(9, node("Scatter", Map.of("axis", 0), "x", "places", "updates")),
                Arguments.of(8, node("BatchNormalization", Map.of(), "x", "three", "three", "three", "positive")));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("operators")
    void anOldOperatorMeansTheSameInTheNewSet(int opset, NodeProto node) {
        Graph old = model(opset, node, 1);
        Graph raised = OperatorSet.raised(old, 13);
        assertThat(raised.opset()).isEqualTo(13);
        Tensor expected = answer(old);
        Tensor got = answer(raised);
        assertThat(got.shape()).isEqualTo(expected.shape());
        assertThat(got.floats()).containsExactly(expected.floats());
    }

    @Test
    void whatStandsInsideAnIfIsRaisedToo() {
        NodeProto clip = node("Clip", Map.of("min", -0.5f, "max", 0.25f), "x");
        NodeProto decision = NodeProto.newBuilder()
                .setOpType("If")
                .addInput("yes")
                .addOutput("y")
                .addAttribute(branch("then_branch", clip))
                .addAttribute(branch("else_branch", node("Softmax", Map.of("axis", 1), "x")))
                .build();
        Graph old = model(10, decision, 1);
        Graph raised = OperatorSet.raised(old, 13);
        assertThat(raised.opset()).isEqualTo(13);
        assertThat(raised.everyNode()).extracting(Node::op).contains("If", "Clip", "Flatten", "Softmax", "Reshape");
        assertThat(answer(raised).floats()).containsExactly(answer(old).floats());
    }

    @Test
    void aGraphThatIsNewEnoughStaysAsItIs() {
        Graph graph = model(13, node("Relu", Map.of(), "x"), 1);
        assertThat(OperatorSet.raised(graph, 11)).isSameAs(graph);
        assertThat(OperatorSet.raised(graph, 13)).isSameAs(graph);
        assertThatThrownBy(() -> OperatorSet.raised(graph, 14))
                .hasMessageContaining("to operator set 13 at most, got 14");
    }

    @Test
    void whatTheNewSetCannotSayIsRefused() {
        NodeProto norm = node("BatchNormalization", Map.of("spatial", 0), "x", "three", "three", "three", "positive");
        Graph places = model(8, norm, 1);
        assertThatThrownBy(() -> OperatorSet.raised(places, 13))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("normalises each place by itself");
    }

    private static NodeProto node(String op, Map<String, Object> settings, String... inputs) {
        NodeProto.Builder node = NodeProto.newBuilder()
                .setOpType(op)
                .addAllInput(List.of(inputs))
                .addOutput("y");
        if (op.equals("TopK")) {
            node.addOutput("places_of_y");
        }
        settings.forEach((key, value) -> node.addAttribute(Attributes.of(key, value)));
        return node.build();
    }

    private static AttributeProto branch(String name, NodeProto node) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.GRAPH)
                .setG(GraphProto.newBuilder()
                        .setName(name)
                        .addNode(node.toBuilder().setOutput(0, name + "_y"))
                        .addOutput(ValueInfoProto.newBuilder().setName(name + "_y")))
                .build();
    }

    private static Graph model(int opset, NodeProto node, int truth) {
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(4)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset));
        long[] places = new long[120];
        float[] updates = new float[120];
        for (int i = 0; i < 60; i++) {
            places[i] = 1; // The second half puts its values in the other place.
            updates[i] = i;
        }
        model.getGraphBuilder()
                .setName("old")
                .addNode(node)
                .addInput(new Value(DataType.FLOAT, SHAPE).write("x"))
                .addOutput(ValueInfoProto.newBuilder().setName("y"))
                .addInitializer(Constant.of(new float[] {1, 1, 2, 3}, 4).write("scales"))
                .addInitializer(Constant.of(places, SHAPE).write("places"))
                .addInitializer(Constant.of(updates, SHAPE).write("updates"))
                .addInitializer(Constant.of(new float[] {1, 2, 3}, 3).write("three"))
                .addInitializer(Constant.of(new float[] {1, 0.5f, 2}, 3).write("positive"))
                .addInitializer(
                        Constant.raw(DataType.BOOL, new byte[] {(byte) truth}).write("yes"));
        return Graph.read(model.build().toByteArray());
    }

    private static Tensor answer(Graph graph) {
        Random random = new Random(4);
        float[] values = new float[120];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        try (OnnxRunner runner = OnnxRunner.open(graph.toBytes(), 1)) {
            return runner.run(Map.of("x", Tensor.of(values, SHAPE)))
                    .values()
                    .iterator()
                    .next();
        }
    }
}
