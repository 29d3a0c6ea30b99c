package io.haechi.onnx.compress.quantise;

import static io.haechi.onnx.compress.quantise.RandomNets.agreement;
import static io.haechi.onnx.compress.quantise.RandomNets.all;
import static io.haechi.onnx.compress.quantise.RandomNets.examples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.haechi.core.ModelException;
import io.haechi.onnx.Tensor;
import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.Node;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HybridQuantisationTest {
    private static final HybridQuantisation HYBRID = new HybridQuantisation(StaticQuantisation.STANDARD, 128);

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.haechi.onnx.compress.quantise.RandomNets#seeds")
    void eachKindOfLayerGetsItsOwnWay(long seed) {
        Graph graph = RandomNets.hearing(seed, 128);
        List<Map<String, Tensor>> inputs = examples(seed, 8, 1, 2, 8, 20);
        Graph hybrid = HYBRID.apply(graph, inputs);
        assertThat(all(hybrid, "DynamicQuantizeLSTM")).hasSize(1);
        assertThat(all(hybrid, "LSTM")).isEmpty();
        assertThat(all(hybrid, "Conv"))
                .hasSize(2)
                .allSatisfy(conv -> assertThat(maker(hybrid, conv.input(1))).isEqualTo("DequantizeLinear"));
        assertThat(agreement(graph, hybrid, inputs)).isGreaterThan(25);
        assertThat(graph.toBytes().length / (double) hybrid.toBytes().length).isGreaterThan(3.3);
    }

    @Test
    void aSmallLstmIsStoredAsBytes() {
        Graph graph = RandomNets.hearing(1, 32);
        Graph hybrid = HYBRID.apply(graph, examples(1, 4, 1, 2, 8, 20));
        assertThat(all(hybrid, "DynamicQuantizeLSTM")).isEmpty();
        assertThat(hybrid.constants().values())
                .filteredOn(constant -> constant.type() == DataType.INT8)
                .extracting(Constant::count)
                .contains(4 * 32 * 16);
        assertThat(agreement(graph, hybrid, examples(2, 8, 1, 2, 8, 20))).isGreaterThan(25);
    }

    @Test
    void withoutRecurrenceItIsStaticQuantisation() {
        Graph graph = RandomNets.cnn(2, 3);
        List<Map<String, Tensor>> inputs = examples(2, 4, 1, 3, 16, 16);
        assertThat(HYBRID.recurrent(graph)).isEmpty();
        assertThat(HYBRID.apply(graph, inputs).toBytes())
                .isEqualTo(StaticQuantisation.STANDARD.apply(graph, inputs).toBytes());
    }

    @Test
    void layersAreKeptOutOfEither() {
        Graph graph = RandomNets.hearing(1, 128);
        List<Map<String, Tensor>> inputs = examples(1, 4, 1, 2, 8, 20);
        Calibration measured = HYBRID.calibration(graph, inputs);
        List<String> candidates = HYBRID.candidates(graph);
        String lstm = LayerChoice.nameOf(all(graph, "LSTM").getFirst());
        assertThat(candidates).hasSize(3).contains(lstm);
        LayerChoice others = LayerChoice.ALL.withoutOps(Set.of("LSTM"));
        Graph floats = HYBRID.withLayers(others).apply(graph, measured);
        assertThat(all(floats, "LSTM")).hasSize(1);
        assertThat(floats.toBytes())
                .isEqualTo(StaticQuantisation.STANDARD
                        .withLayers(others)
                        .apply(graph, measured)
                        .toBytes());
        Graph only = HYBRID.withLayers(LayerChoice.only(Set.of(lstm))).apply(graph, measured);
        assertThat(all(only, "DynamicQuantizeLSTM")).hasSize(1);
        assertThat(all(only, "QuantizeLinear")).isEmpty();
        assertThat(agreement(graph, only, inputs)).isGreaterThan(25);
    }

    @Test
    void whatIsQuantisedAlreadyIsRefused() {
        Graph graph = RandomNets.hearing(1, 128);
        List<Map<String, Tensor>> inputs = examples(1, 4, 1, 2, 8, 20);
        Graph hybrid = HYBRID.apply(graph, inputs);
        assertThatThrownBy(() -> HYBRID.apply(hybrid, inputs))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("quantised already");
    }

    private static String maker(Graph graph, String tensor) {
        Node maker = graph.producer(tensor);
        return maker == null ? "" : maker.op();
    }
}
