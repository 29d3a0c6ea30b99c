package io.haechi.onnx.compress;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import io.haechi.onnx.Attributes;
import io.haechi.onnx.GraphBuilder;
import io.haechi.onnx.ModelFile;
import io.haechi.onnx.Tensor;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.Node;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A tensor that an inner graph uses is seen by somebody, though no operator lists it. */
class CapturedTest {
    private final GraphBuilder builder = new GraphBuilder("g", 20);

    @Test
    void aLayerWhoseResultIsCapturedKeepsItsWeights() {
        String x = builder.input("x", 1, 1, 2, 2);
        String w = builder.constant("w", new float[] {2}, 1, 1, 1, 1);
        String conv = builder.node("Conv", List.of(x, w), Map.of());
        String three = builder.constant("three", new float[] {3}, 1);
        builder.output(builder.node("Mul", List.of(conv, three), Map.of()), 1, 1, 2, 2);
        Graph graph = capturing(conv);
        assertThat(Passes.foldScales().apply(graph)).isSameAs(graph);
        assertThat(Simplify.standard().apply(graph).nodes())
                .extracting(Node::op)
                .containsExactlyInAnyOrder("Conv", "Mul", "ReduceMax", "Greater", "If");
        assertSame(graph);
    }

    @Test
    void identitiesAndConstantsThatAreCapturedAreFollowed() {
        String x = builder.input("x", 1, 1, 2, 2);
        String same = builder.node("Identity", List.of(x), Map.of());
        String one = builder.constant("one", new float[] {1}, 1);
        String two = builder.node("Add", List.of(one, one), Map.of());
        String sum = builder.node("Add", List.of(same, two), Map.of());
        builder.output(builder.node("Relu", List.of(sum), Map.of()), 1, 1, 2, 2);
        Graph graph = capturing(two);
        Graph simple = Simplify.standard().apply(graph);
        assertThat(simple.nodes())
                .extracting(Node::op)
                .containsExactlyInAnyOrder("Add", "Relu", "ReduceMax", "Greater", "If");
        assertSame(graph);
        assertSame(capturing(same));
    }

    private static void assertSame(Graph graph) {
        Map<String, Tensor> inputs = Map.of("x", Tensor.of(new float[] {-3, 1, 2, 5}, 1, 1, 2, 2));
        Answers.assertSame(graph, Simplify.standard().apply(graph), inputs);
    }

    /** The model with another output, which an If takes from this tensor. */
    private Graph capturing(String tensor) {
        ModelProto.Builder model = ModelFile.parse(builder.toBytes()).toBuilder();
        model.getGraphBuilder()
                .addInitializer(TensorProto.newBuilder()
                        .setName("nought")
                        .setDataType(TensorProto.DataType.FLOAT.getNumber())
                        .setRawData(ByteString.copyFrom(new byte[4])))
                .addNode(NodeProto.newBuilder()
                        .setOpType("ReduceMax")
                        .addInput("x")
                        .addOutput("most")
                        .addAttribute(Attributes.of("keepdims", 0)))
                .addNode(NodeProto.newBuilder()
                        .setOpType("Greater")
                        .addInput("most")
                        .addInput("nought")
                        .addOutput("yes"))
                .addNode(NodeProto.newBuilder()
                        .setOpType("If")
                        .addInput("yes")
                        .addOutput("chosen")
                        .addAttribute(branch("then_branch", "Neg", tensor))
                        .addAttribute(branch("else_branch", "Abs", tensor)))
                .addOutput(ValueInfoProto.newBuilder().setName("chosen"));
        return Graph.read(model.build().toByteArray());
    }

    private static AttributeProto branch(String name, String op, String tensor) {
        String made = op + "_of_it";
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.GRAPH)
                .setG(GraphProto.newBuilder()
                        .setName(name)
                        .addNode(NodeProto.newBuilder()
                                .setOpType(op)
                                .addInput(tensor)
                                .addOutput(made))
                        .addOutput(ValueInfoProto.newBuilder().setName(made)))
                .build();
    }
}
