package io.haechi.onnx.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.haechi.core.ModelException;
import io.haechi.onnx.GraphBuilder;
import io.haechi.onnx.OnnxRunner;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphTest {
    private static final Node RELU = Node.of("Relu", List.of("x"), List.of("r"), Map.of());

    @Test
    void writesWhatItRead() {
        Graph graph = Graph.read(scaled());
        assertThat(graph.opset()).isEqualTo(17);
        assertThat(graph.inputs()).containsOnlyKeys("x");
        assertThat(graph.inputs().get("x")).isEqualTo(new Value(TensorProto.DataType.FLOAT, new long[] {-1, 3}));
        assertThat(graph.constant("two")).isEqualTo(Constant.of(new float[] {2, 3, 4}, 3));
        Graph again = Graph.read(graph.toBytes());
        assertThat(again.nodes()).isEqualTo(graph.nodes());
        assertThat(again.constants()).isEqualTo(graph.constants());
        assertThat(run(again, 1, 2, 3)).containsExactly(2, 6, 12);
    }

    @Test
    void constantOperatorsAndListedConstantsBecomeConstants() {
        TensorProto listed = Constant.of(new float[] {5}, 1).write("listed");
        NodeProto constant = NodeProto.newBuilder()
                .setOpType("Constant")
                .addOutput("five")
                .addAttribute(AttributeProto.newBuilder()
                        .setName("value")
                        .setType(AttributeProto.AttributeType.TENSOR)
                        .setT(Constant.of(new float[] {5}, 1).write("")))
                .build();
        Graph graph = Graph.read(model(GraphProto.newBuilder()
                .addInitializer(listed)
                .addInput(value("x"))
                .addInput(value("listed"))
                .addNode(constant)
                .addNode(node("Add", "s", "five", "listed"))
                .addNode(node("Add", "y", "s", "x"))));
        assertThat(graph.inputs()).containsOnlyKeys("x");
        assertThat(graph.nodes()).extracting(Node::op).containsExactly("Add", "Add");
        assertThat(graph.constants()).containsOnlyKeys("five", "listed");
    }

    @Test
    void anInnerGraphUsesTensorsAroundIt() {
        Graph graph = Graph.read(conditional());
        assertThat(graph.isCaptured("r")).isTrue();
        assertThat(graph.onlyConsumer("r")).isNull();
        Graph moved = graph.edit()
                .add(Node.of("Neg", List.of("x"), List.of("n"), Map.of()))
                .redirect("r", "n")
                .remove(graph.nodes().getFirst())
                .build();
        assertThat(moved.isCaptured("n")).isTrue();
        assertThat(moved.isCaptured("r")).isFalse();
        // x = -3: Relu gave 0; now the branch is given -x = 3.
        assertThat(run(Graph.read(moved.toBytes()), -3)).containsExactly(3);
    }

    @Test
    void anOutputThatIsRedirectedKeepsItsName() {
        Graph graph = Graph.read(scaled());
        Graph changed = graph.edit().redirect("y", "x").build();
        assertThat(changed.outputs()).containsOnlyKeys("y");
        assertThat(run(changed, 1, 2, 3)).containsExactly(1, 2, 3);
    }

    @Test
    void constantsThatNobodyUsesAreDropped() {
        Graph graph = Graph.read(scaled());
        GraphEdit edit = graph.edit();
        edit.constant("spare", Constant.of(new float[] {1}, 1));
        assertThat(edit.build().constants()).containsOnlyKeys("two");
    }

    @Test
    void whatIsAddedIsSorted() {
        Graph graph = Graph.read(scaled());
        GraphEdit edit = graph.edit();
        Node mul = graph.nodes().stream()
                .filter(node -> node.is("Mul"))
                .findFirst()
                .orElseThrow();
        edit.replace(mul, mul.withInputs(List.of("a", mul.input(1))));
        edit.add(Node.of("Neg", List.of("b"), List.of("a"), Map.of()));
        edit.add(Node.of("Neg", List.of("x"), List.of("b"), Map.of()));
        assertThat(edit.build().nodes()).extracting(Node::op).startsWith("Neg", "Neg", "Mul");
    }

    @Test
    void impossibleChangesAreRefused() {
        Graph graph = Graph.read(scaled());
        assertThatThrownBy(() -> graph.edit()
                        .add(Node.of("Neg", List.of("nothing"), List.of("z"), Map.of()))
                        .build())
                .hasMessage("Neg \"z\" takes the tensor \"nothing\", which nobody makes");
        assertThatThrownBy(() -> graph.edit()
                        .add(Node.of("Neg", List.of("q"), List.of("p"), Map.of()))
                        .add(Node.of("Neg", List.of("p"), List.of("q"), Map.of()))
                        .build())
                .hasMessageContaining("wait for each other");
        assertThatThrownBy(() -> graph.edit()
                        .add(Node.of("Neg", List.of("x"), List.of("y"), Map.of()))
                        .build())
                .hasMessage("The tensor \"y\" is made twice");
        assertThatThrownBy(() -> graph.edit().replaceConstant("x", Constant.of(new float[1], 1)))
                .hasMessage("The graph has no constant \"x\" to replace");
    }

    @Test
    void aTensorWhoseValuesDoNotFitIsRefused() {
        TensorProto cut = Constant.of(new float[] {1, 2}, 2).write("w").toBuilder()
                .setDims(0, 3)
                .build();
        byte[] model = model(
                GraphProto.newBuilder().addInitializer(cut).addInput(value("x")).addNode(node("Add", "y", "x", "w")));
        assertThatThrownBy(() -> Graph.read(model))
                .isInstanceOf(ModelException.class)
                .hasMessage("The tensor \"w\" of shape [3] needs 3 values of type FLOAT, the file has 2");
    }

    @Test
    void everyWayToStoreNumbersIsRead() {
        TensorProto floats = TensorProto.newBuilder()
                .setDataType(1)
                .addDims(2)
                .addFloatData(1.5f)
                .addFloatData(-2)
                .build();
        assertThat(Constant.read(floats).floats()).containsExactly(1.5f, -2);
        TensorProto bytes = TensorProto.newBuilder()
                .setDataType(TensorProto.DataType.INT8.getNumber())
                .addDims(2)
                .addInt32Data(-128)
                .addInt32Data(127)
                .build();
        assertThat(Constant.read(bytes).longs()).containsExactly(-128, 127);
        TensorProto longs = TensorProto.newBuilder()
                .setDataType(TensorProto.DataType.INT64.getNumber())
                .addInt64Data(1L << 40)
                .build();
        assertThat(Constant.read(longs).longs()).containsExactly(1L << 40);
        TensorProto halves = TensorProto.newBuilder()
                .setDataType(TensorProto.DataType.FLOAT16.getNumber())
                .addDims(1)
                .addInt32Data(0x3C00)
                .build();
        assertThat(Constant.read(halves).floats()).containsExactly(1);
        assertThat(Constant.of(new float[] {0.1f}, 1).toHalf().floats()[0]).isEqualTo(0.0999755859375f);
    }

    @Test
    void settingsAreRead() {
        Node conv = RELU.with("strides", new long[] {2, 1})
                .with("auto_pad", "VALID")
                .with("alpha", 0.5f);
        assertThat(conv.integers("strides")).containsExactly(2, 1);
        assertThat(conv.integers("pads")).isNull();
        assertThat(conv.text("auto_pad", "NOTSET")).isEqualTo("VALID");
        assertThat(conv.number("alpha", 1)).isEqualTo(0.5f);
        assertThat(conv.integer("group", 1)).isEqualTo(1);
        assertThat(conv).hasToString("Relu \"r\"");
    }

    private static byte[] scaled() {
        GraphBuilder graph = new GraphBuilder("scaled", 17);
        String x = graph.input("x", -1, 3);
        String two = graph.constant("two", new float[] {2, 3, 4}, 3);
        graph.output(graph.node("Mul", List.of(x, two), Map.of()), "y", -1, 3);
        return graph.toBytes();
    }

    /** y = x < 0 ? relu x : -relu x, the inner graphs taking relu x from outside. */
    private static byte[] conditional() {
        GraphProto negative = GraphProto.newBuilder()
                .setName("negative")
                .addNode(node("Identity", "t", "r"))
                .addOutput(value("t"))
                .build();
        GraphProto other = GraphProto.newBuilder()
                .setName("other")
                .addNode(node("Neg", "e", "r"))
                .addOutput(value("e"))
                .build();
        NodeProto branch = NodeProto.newBuilder()
                .setOpType("If")
                .addInput("c")
                .addOutput("y")
                .addAttribute(graph("then_branch", negative))
                .addAttribute(graph("else_branch", other))
                .build();
        return model(GraphProto.newBuilder()
                .addInitializer(Constant.of(new float[] {0}, 1).write("zero"))
                .addInput(value("x"))
                .addNode(node("Relu", "r", "x"))
                .addNode(node("Less", "l", "x", "zero"))
                .addNode(node("Identity", "c", "l"))
                .addNode(branch));
    }

    private static AttributeProto graph(String name, GraphProto body) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.GRAPH)
                .setG(body)
                .build();
    }

    private static NodeProto node(String op, String output, String... inputs) {
        return NodeProto.newBuilder()
                .setOpType(op)
                .addAllInput(List.of(inputs))
                .addOutput(output)
                .build();
    }

    private static byte[] model(GraphProto.Builder graph) {
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph.setName("test").addOutput(value("y")))
                .build()
                .toByteArray();
    }

    private static ValueInfoProto value(String name) {
        TypeProto.Tensor tensor = TypeProto.Tensor.newBuilder()
                .setElemType(1)
                .setShape(TensorShapeProto.newBuilder()
                        .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(1)))
                .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    private static float[] run(Graph graph, float... x) {
        try (OnnxRunner runner = OnnxRunner.open(graph.toBytes(), 1)) {
            long[] shape = x.length == 1 ? new long[] {1} : new long[] {1, x.length};
            return runner.run(x, shape);
        }
    }
}
