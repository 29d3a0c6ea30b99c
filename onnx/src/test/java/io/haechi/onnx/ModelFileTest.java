package io.haechi.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.haechi.core.ModelException;
import io.haechi.onnx.compress.quantise.DynamicQuantisation;
import io.haechi.onnx.graph.Graph;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not be loaded is refused with a sentence, and nothing else is ever thrown. */
class ModelFileTest {
    private static final byte[] GOOD = good();

    @Test
    void aGoodModelPasses() {
        assertThatCode(() -> ModelFile.check(GOOD)).doesNotThrowAnyException();
    }

    @Test
    void everyPrefixIsRefusedOrHarmless() {
        for (int length = 0; length < GOOD.length; length++) {
            onlyModelException(Arrays.copyOf(GOOD, length));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void damagedBytesAreRefusedOrHarmless(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 1500; i++) {
            byte[] damaged = GOOD.clone();
            for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            onlyModelException(damaged);
        }
        for (int i = 0; i < 500; i++) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            onlyModelException(noise);
        }
    }

    @Test
    void whatIsNoModelIsRefused() {
        refused(new byte[0], "empty");
        refused("<html>Not found</html>".getBytes(StandardCharsets.UTF_8), "not");
        refused(new byte[1000], "not an ONNX file");
    }

    @Test
    void tooLargeIsRefusedBeforeItIsRead() {
        assertThatThrownBy(() -> ModelFile.check(GOOD, 10))
                .isInstanceOf(ModelException.class)
                .hasMessage("The model has " + GOOD.length + " bytes; at most 10 are accepted");
    }

    @Test
    void dataOutsideTheFileIsRefused() {
        TensorProto outside = TensorProto.newBuilder()
                .setName("w")
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("location").setValue("/etc/passwd"))
                .build();
        refused(changed(graph -> graph.addInitializer(outside)), "\"w\" outside its file");
        // Hidden in an attribute of a node.
        NodeProto constant = NodeProto.newBuilder()
                .setOpType("Constant")
                .addAttribute(AttributeProto.newBuilder().setName("value").setT(outside))
                .build();
        refused(changed(graph -> graph.addNode(constant)), "\"w\" outside its file");
    }

    @Test
    void unknownOperatorsAreRefusedAtAnyDepth() {
        NodeProto random = NodeProto.newBuilder().setOpType("RandomNormal").build();
        refused(changed(graph -> graph.addNode(random)), "\"RandomNormal\"");
        NodeProto foreign =
                NodeProto.newBuilder().setOpType("Relu").setDomain("com.evil").build();
        refused(changed(graph -> graph.addNode(foreign)), "\"com.evil:Relu\"");
        NodeProto nested = NodeProto.newBuilder()
                .setOpType("If")
                .addAttribute(AttributeProto.newBuilder()
                        .setName("then_branch")
                        .setG(GraphProto.newBuilder().addNode(random)))
                .build();
        refused(changed(graph -> graph.addNode(nested)), "\"RandomNormal\"");
    }

    /** As in the shipped BiLSTM, once it is compressed by dynamic quantisation. */
    @Test
    void theRuntimesQuantisedLstmIsAcceptedAndNothingElseOfItsOwn() {
        GraphBuilder graph = new GraphBuilder("lstm", 17);
        String x = graph.input("x", -1, 1, 4);
        String w = graph.constant("w", ramp(4 * 128 * 4), 1, 4 * 128, 4);
        String r = graph.constant("r", ramp(4 * 128 * 128), 1, 4 * 128, 128);
        graph.output(graph.node("LSTM", List.of(x, w, r), Map.of("hidden_size", 128)), "y", -1, 1, 1, 128);
        Graph quantised = DynamicQuantisation.STANDARD.apply(Graph.read(graph.toBytes()));
        assertThat(quantised.nodes())
                .extracting(node -> node.domain() + ":" + node.op())
                .contains("com.microsoft:DynamicQuantizeLSTM");
        assertThatCode(() -> ModelFile.check(quantised.toBytes())).doesNotThrowAnyException();
        try (OnnxRunner runner = OnnxRunner.open(quantised.toBytes(), 1)) {
            assertThat(runner.run(ramp(8), 2, 1, 4)).hasSize(2 * 128);
        }
        NodeProto attention = NodeProto.newBuilder()
                .setOpType("Attention")
                .setDomain("com.microsoft")
                .build();
        refused(changed(model -> model.addNode(attention)), "\"com.microsoft:Attention\"");
        NodeProto disguised =
                NodeProto.newBuilder().setOpType("DynamicQuantizeLSTM").build();
        refused(changed(model -> model.addNode(disguised)), "\"DynamicQuantizeLSTM\"");
    }

    private static float[] ramp(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (i % 17 - 8) / 40f;
        }
        return values;
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "ImageDecoder",
                "RandomNormal",
                "RandomUniformLike",
                "Multinomial",
                "Bernoulli",
                "StringNormalizer",
                "RegexFullMatch",
                "TfIdfVectorizer",
                "SequenceAt",
                "Optional"
            })
    void whatReadsFilesDrawsAtRandomOrWorksOnTextsIsNotOnTheList(String op) {
        assertThat(Operators.STANDARD).doesNotContain(op);
        NodeProto node = NodeProto.newBuilder().setOpType(op).build();
        refused(changed(graph -> graph.addNode(node)), "\"" + op + "\"");
    }

    @Test
    void unknownOperatorSetsAndOwnFunctionsAreRefused() throws InvalidProtocolBufferException {
        ModelProto.Builder model = ModelProto.parseFrom(GOOD).toBuilder();
        model.getOpsetImportBuilder(0).setVersion(99);
        refused(model.build().toByteArray(), "operator set 99; known are 7 to 23");
        ModelProto.Builder functions = ModelProto.parseFrom(GOOD).toBuilder();
        functions.addFunctions(FunctionProto.newBuilder().setName("mine"));
        refused(functions.build().toByteArray(), "(mine)");
    }

    @Test
    void graphsNestedTooDeepAreRefused() {
        GraphProto inner = GraphProto.newBuilder().build();
        for (int i = 0; i < 40; i++) {
            inner = GraphProto.newBuilder()
                    .addNode(NodeProto.newBuilder()
                            .setOpType("If")
                            .addAttribute(
                                    AttributeProto.newBuilder().setName("b").setG(inner)))
                    .build();
        }
        GraphProto deepest = inner;
        assertThatThrownBy(() -> ModelFile.check(changed(graph -> graph.mergeFrom(deepest))))
                .isInstanceOf(ModelException.class);
    }

    private static void refused(byte[] bytes, String because) {
        assertThatThrownBy(() -> ModelFile.check(bytes))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(because);
    }

    private static void onlyModelException(byte[] bytes) {
        try {
            ModelFile.check(bytes);
        } catch (ModelException e) {
            assertThat(e).hasMessageStartingWith("The model");
        }
    }

    private static byte[] changed(Consumer<GraphProto.Builder> change) {
        try {
            ModelProto.Builder model = ModelProto.parseFrom(GOOD).toBuilder();
            change.accept(model.getGraphBuilder());
            return model.build().toByteArray();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] good() {
        GraphBuilder graph = new GraphBuilder("good", 17);
        String x = graph.input("x", -1, 4);
        String w = graph.constant("w", new float[16], 4, 4);
        String y = graph.node("Gemm", List.of(x, w), Map.of("transB", 1));
        graph.output(graph.node("Relu", List.of(y), Map.of()), "y", -1, 4);
        return graph.toBytes();
    }
}
