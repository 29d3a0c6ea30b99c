package io.haechi.onnx.compress.quantise;

import static io.haechi.onnx.compress.quantise.RandomNets.examples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haechi.core.ModelException;
import io.haechi.onnx.Tensor;
import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MixedPrecisionTest {
    private static final StaticQuantisation STATIC = StaticQuantisation.STANDARD.withFewestWeights(256);
    private static final List<Map<String, Tensor>> EXAMPLES = examples(1, 6, 1, 4, 16, 16);

    @Test
    void theLayerWithOutliersIsTheMostSensitiveAndIsKeptOut() {
        Graph graph = withOutliers();
        Function<LayerChoice, Graph> quantise = quantise(graph);
        List<String> layers = STATIC.candidates(graph);
        assertThat(layers).hasSize(8);
        List<Sensitivity> order = Sensitivity.of(graph, layers, EXAMPLES, quantise);
        assertThat(order).hasSize(8).isSortedAccordingTo((a, b) -> Double.compare(a.decibels(), b.decibels()));
        assertThat(order.getFirst().layer()).isEqualTo("conv_5");
        assertThat(order.getFirst().op()).isEqualTo("Conv");
        double all = agreement(graph, quantise.apply(LayerChoice.ALL));
        MixedPrecision mixed =
                MixedPrecision.search(order, quantise, model -> agreement(graph, Graph.read(model)), all + 6);
        assertThat(mixed.kept()).startsWith("conv_5").hasSizeLessThan(8);
        assertThat(mixed.accuracy()).isGreaterThanOrEqualTo(all + 6);
        assertThat(RandomNets.constant(mixed.graph(), "conv.weight_5"))
                .isEqualTo(RandomNets.constant(graph, "conv.weight_5"));
    }

    @Test
    void fewestLayersAreFoundWithFewMeasurements() {
        List<Sensitivity> order = IntStream.range(0, 100)
                .mapToObj(i -> new Sensitivity("l" + i, "Conv", i))
                .toList();
        Graph graph = RandomNets.cnn(1, 4);
        for (int needed : new int[] {0, 1, 2, 3, 17, 64, 98, 99}) {
            int[] kept = new int[1];
            MixedPrecision found = MixedPrecision.search(
                    order,
                    choice -> {
                        kept[0] = choice.keptNames().size();
                        return graph;
                    },
                    _ -> kept[0] >= needed ? 1 : 0,
                    1);
            assertThat(found.kept()).hasSize(needed);
            assertThat(found.measured()).isLessThanOrEqualTo(15);
        }
    }

    @Test
    void anAccuracyOutOfReachIsRefusedWithTheBestThereWas() {
        List<Sensitivity> order = List.of(new Sensitivity("a", "Conv", 1), new Sensitivity("b", "Conv", 2));
        Graph graph = RandomNets.cnn(1, 4);
        assertThatThrownBy(() -> MixedPrecision.search(order, _ -> graph, _ -> 0.75, 0.9))
                .isInstanceOf(ModelException.class)
                .hasMessage(
                        "No mixture reaches the accuracy 0.9: the best of 2 has 0.75, with 1 of 2 layers kept out (a)");
        assertThatThrownBy(() -> MixedPrecision.search(List.of(), _ -> graph, _ -> 1, 0))
                .hasMessage("There is no layer to quantise");
        assertThatThrownBy(() -> MixedPrecision.search(order, _ -> graph, _ -> 1, Double.NaN))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> Sensitivity.of(graph, List.of("conv"), List.of(), _ -> graph))
                .isInstanceOf(ModelException.class)
                .hasMessage("There is no example to measure the sensitivity of layers on");
    }

    /** One filter tap of each channel is fifty times the others, so that these have few steps left. */
    private static Graph withOutliers() {
        Graph graph = RandomNets.cnn(1, 4);
        Constant weights = RandomNets.constant(graph, "conv.weight_5");
        float[] values = weights.floats();
        int each = values.length / (int) weights.dims()[0];
        for (int i = 0; i < values.length; i += each) {
            values[i] *= 50;
        }
        return graph.edit()
                .replaceConstant("conv.weight_5", Constant.of(values, weights.dims()))
                .build();
    }

    private static Function<LayerChoice, Graph> quantise(Graph graph) {
        Calibration ranges = STATIC.calibration(graph, EXAMPLES);
        return layers -> STATIC.withLayers(layers).apply(graph, ranges);
    }

    private static double agreement(Graph graph, Graph other) {
        return RandomNets.agreement(graph, other, EXAMPLES);
    }
}
