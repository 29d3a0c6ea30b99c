package io.haechi.onnx.compress.quantise;

import static io.haechi.onnx.compress.quantise.RandomNets.examples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haechi.core.ModelException;
import io.haechi.onnx.GraphBuilder;
import io.haechi.onnx.Tensor;
import io.haechi.onnx.WeightStorage;
import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever cannot be quantised is refused with one sentence that says why. */
class RefusalTest {
    private static final StaticQuantisation STATIC = StaticQuantisation.STANDARD.withFewestWeights(256);
    private static final Graph CNN = RandomNets.cnn(1, 4);

    @Test
    void aModelThatIsQuantisedAlready() {
        Graph integer = STATIC.apply(CNN, examples(1, 2, 1, 4, 16, 16));
        Graph dynamic = DynamicQuantisation.STANDARD.apply(RandomNets.lstm(1, 128));
        Graph stored = DynamicQuantisation.STANDARD.apply(CNN);
        for (Graph graph : List.of(integer, dynamic, stored)) {
            assertThatThrownBy(() -> STATIC.apply(graph, List.of()))
                    .isInstanceOf(ModelException.class)
                    .hasMessageStartingWith("The model is quantised already (it")
                    .hasMessageEndingWith("quantise the float model that it was made from");
            assertThatThrownBy(() -> DynamicQuantisation.STANDARD.apply(graph))
                    .hasMessageContaining("quantised already");
            assertThatThrownBy(() -> HalfPrecision.STANDARD.apply(graph)).hasMessageContaining("quantised already");
        }
    }

    @Test
    void halfPrecisionIsNoQuantisationAndIsWidenedFirst() {
        GraphBuilder builder = new GraphBuilder("half", 17).store(WeightStorage.FLOAT16);
        String x = builder.input("x", -1, 32);
        String w = builder.constant("w", RandomNets.gaussian(new Random(1), 1, 32, 32), 32, 32);
        builder.output(builder.node("MatMul", List.of(x, w), Map.of()), "y", -1, 32);
        Graph graph = Graph.read(builder.toBytes());
        List<Map<String, Tensor>> examples = examples(1, 4, 2, 32);
        for (Graph quantised : List.of(DynamicQuantisation.STANDARD.apply(graph), STATIC.apply(graph, examples))) {
            assertThat(RandomNets.agreement(graph, quantised, examples)).isGreaterThan(38);
            assertThat(RandomNets.all(quantised, "Cast")).hasSizeLessThanOrEqualTo(1);
        }
        assertThat(RandomNets.all(HalfPrecision.STANDARD.apply(graph), "Cast")).hasSize(1);
    }

    @Test
    void weightsThatAreNoNumbers() {
        float[] values = RandomNets.gaussian(new Random(1), 1, 32, 32);
        values[5] = Float.NaN;
        Graph graph = product(values);
        String message =
                "The weights \"w\" hold NaN at place 5; a model with such weights answers nothing, so it is not"
                        + " quantised";
        assertThatThrownBy(() -> STATIC.apply(graph, examples(1, 1, 1, 32)))
                .isInstanceOf(ModelException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> DynamicQuantisation.STANDARD.apply(graph)).hasMessage(message);
        assertThatThrownBy(() -> HalfPrecision.STANDARD.apply(graph)).hasMessage(message);
    }

    @Test
    void calibrationWithoutExamplesOrWithWrongOnes() {
        assertThatThrownBy(() -> STATIC.apply(CNN, List.of()))
                .isInstanceOf(ModelException.class)
                .hasMessage("There is no calibration example; at least one is needed, a hundred are better");
        assertThatThrownBy(() -> STATIC.apply(CNN, examples(1, 2, 1, 5, 16, 16)))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("Calibration example 1 does not fit the model: The model failed: ");
        assertThatThrownBy(() -> STATIC.apply(CNN, List.of(Map.of("z", Tensor.of(new float[1], 1)))))
                .isInstanceOf(ModelException.class)
                .hasMessage("Calibration example 1 does not fit the model: The model has the inputs [x], got values for"
                        + " [z]");
    }

    @Test
    void calibrationOnWhatIsNotFinite() {
        float[] values = new float[4 * 16 * 16];
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            values[99] = bad;
            Map<String, Tensor> example = Map.of("x", Tensor.of(values, 1, 4, 16, 16));
            assertThatThrownBy(() -> STATIC.apply(
                            CNN, List.of(examples(1, 1, 1, 4, 16, 16).getFirst(), example)))
                    .isInstanceOf(ModelException.class)
                    .hasMessageStartingWith("The tensor \"x\" is not finite on calibration example 2");
        }
    }

    @Test
    void calibrationOnZerosAloneIsSafe() {
        List<Map<String, Tensor>> zeros = List.of(Map.of("x", Tensor.of(new float[4 * 16 * 16], 1, 4, 16, 16)));
        for (RangeRule rule : CalibratorTest.RULES) {
            Graph quantised = STATIC.withRule(rule).apply(CNN, zeros);
            assertThat(RandomNets.agreement(CNN, quantised, zeros))
                    .as(rule.toString())
                    .isGreaterThan(20);
        }
    }

    @Test
    void namesThatAreNotThere() {
        StaticQuantisation misspelt = STATIC.withLayers(LayerChoice.ALL.without(Set.of("conv", "covn_2")));
        assertThatThrownBy(() -> misspelt.apply(CNN, examples(1, 1, 1, 4, 16, 16)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The model has no operators named [covn_2]");
        assertThatThrownBy(() -> LayerChoice.only(Set.of())).hasMessageContaining("name at least one");
    }

    @Test
    void nothingToQuantiseAndMissingRanges() {
        GraphBuilder builder = new GraphBuilder("sum", 17);
        String x = builder.input("x", 1, 3);
        builder.output(builder.node("Add", List.of(x, x), Map.of()), "y", 1, 3);
        Graph sum = Graph.read(builder.toBytes());
        assertThatThrownBy(() -> STATIC.apply(sum, examples(1, 1, 1, 3)))
                .hasMessage(
                        "The model has no Conv, and no Gemm or MatMul of 256 constant weights or more, that bytes would"
                                + " make faster");
        assertThatThrownBy(() -> DynamicQuantisation.STANDARD.apply(sum))
                .hasMessageStartingWith("The model has no weights");
        assertThatThrownBy(() -> STATIC.apply(CNN, Map.of("x", new Range(0, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Ranges are missing for the tensors [");
    }

    @Test
    void anOldOperatorSetIsRaised() {
        Graph old = CNN.edit().opset(12).build();
        List<Map<String, Tensor>> examples = examples(1, 2, 1, 4, 16, 16);
        Graph quantised = STATIC.apply(old, examples);
        assertThat(quantised.opset()).isEqualTo(13);
        assertThat(RandomNets.agreement(old, quantised, examples)).isGreaterThan(30);
    }

    @Test
    void aLayerThatNobodyHasIsRefusedWithWhatIsNear() {
        assertThatThrownBy(() -> LayerChoice.keeping(CNN, List.of("Conv", "covn_2")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No layer is called \"covn_2\"; near are conv_2, conv, conv_3; operator types here are Add,"
                        + " Concat, Conv, Flatten, Gemm, GlobalAveragePool, Identity, MaxPool, Relu");
        LayerChoice choice = LayerChoice.keeping(CNN, List.of("Gemm", "conv_3"));
        assertThat(choice.keptOps()).containsExactly("Gemm");
        assertThat(choice.keptNames()).containsExactly("conv_3");
        // The name of a tensor, as reports give it, stands for the operator that makes it.
        String output = CNN.nodes().getFirst().output();
        assertThat(LayerChoice.keeping(CNN, List.of(output)).keptNames())
                .containsExactly(LayerChoice.nameOf(CNN.nodes().getFirst()));
    }

    private static Graph product(float[] weights) {
        GraphBuilder builder = new GraphBuilder("product", 17);
        String x = builder.input("x", -1, 32);
        String w = builder.constant("w", new float[32 * 32], 32, 32);
        builder.output(builder.node("MatMul", List.of(x, w), Map.of()), "y", -1, 32);
        Graph graph = Graph.read(builder.toBytes());
        return graph.edit().replaceConstant("w", Constant.of(weights, 32, 32)).build();
    }
}
