package io.haechi.onnx.compress.quantise;

import static io.haechi.onnx.compress.quantise.RandomNets.examples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.haechi.core.ModelException;
import io.haechi.onnx.Tensor;
import io.haechi.onnx.compress.quantise.LayerErrors.LayerError;
import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LayerErrorsTest {
    @Test
    void cosineAndDecibelsAreThoseOfTheFormula() {
        Difference difference = new Difference();
        difference.add(new float[] {3, 0}, new float[] {3, 4});
        difference.add(new float[] {0}, new float[] {0});
        // 9 / (3 * 5), and 10 log10(9 / 16).
        assertThat(difference.cosine()).isCloseTo(0.6, within(1e-12));
        assertThat(difference.decibels()).isCloseTo(-2.4987747, within(1e-6));
        assertThatThrownBy(() -> difference.add(new float[1], new float[2])).isInstanceOf(ModelException.class);
        Difference same = new Difference();
        same.add(new float[2], new float[2]);
        assertThat(same.cosine()).isEqualTo(1);
        assertThat(same.decibels()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void theLayerThatWasSpoiltIsTheFirstThatLoses() {
        Graph graph = RandomNets.cnn(1, 4);
        Constant weights = RandomNets.constant(graph, "conv.weight_3");
        float[] spoilt = weights.floats();
        float[] noise = RandomNets.gaussian(new Random(2), 0.05, spoilt.length);
        for (int i = 0; i < spoilt.length; i++) {
            spoilt[i] += noise[i];
        }
        Graph other = graph.edit()
                .replaceConstant("conv.weight_3", Constant.of(spoilt, weights.dims()))
                .build();
        List<LayerError> errors = LayerErrors.between(graph, other, examples(1, 3, 2, 4, 16, 16));
        assertThat(errors).hasSize(graph.nodes().size());
        LayerError first = errors.stream()
                .filter(error -> Double.isFinite(error.decibels()))
                .findFirst()
                .orElseThrow();
        assertThat(first.tensor()).isEqualTo("conv_3");
        assertThat(first.op()).isEqualTo("Conv");
        assertThat(first.cosine()).isBetween(0.5, 0.999);
        List<LayerError> worst = LayerErrors.worst(errors, 3);
        assertThat(worst).hasSize(3);
        assertThat(worst.getFirst().decibels()).isLessThanOrEqualTo(first.decibels());
    }

    @Test
    void aQuantisedTwinIsComparedTensorByTensor() {
        Graph graph = RandomNets.cnn(2, 3);
        List<Map<String, Tensor>> examples = examples(2, 6, 1, 3, 16, 16);
        Graph quantised = StaticQuantisation.STANDARD.apply(graph, examples);
        List<LayerError> errors = LayerErrors.between(graph, quantised, examples);
        assertThat(errors).extracting(LayerError::tensor).contains("conv", "relu_3", "globalaveragepool", "y");
        assertThat(errors).allSatisfy(error -> {
            assertThat(error.decibels()).as(error.toString()).isGreaterThan(20);
            assertThat(error.cosine()).as(error.toString()).isGreaterThan(0.99);
        });
        Graph dynamic = DynamicQuantisation.STANDARD.apply(RandomNets.encoder(1));
        assertThat(LayerErrors.between(RandomNets.encoder(1), dynamic, RandomNets.sentences(1, 3)))
                .extracting(LayerError::op)
                .contains("MatMul", "Gather", "Softmax");
    }
}
