package io.haechi.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haechi.neural.Layer.BatchNorm;
import io.haechi.neural.Layer.Conv2d;
import io.haechi.neural.Layer.Dense;
import io.haechi.neural.Layer.Dropout;
import io.haechi.neural.Layer.Flatten;
import io.haechi.neural.Layer.GlobalAveragePool;
import io.haechi.neural.Layer.Lstm;
import io.haechi.neural.Layer.Relu;
import io.haechi.neural.Layer.StatsPool;
import io.haechi.neural.Layer.ToSequence;
import io.haechi.neural.quantise.QuantisationAware;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which tensors become bytes. */
class SitesTest {
    @Test
    void aConvolutionIsRoundedBeforeAndBehindItsRectifier() {
        Plan plan = plan(
                Network.of(
                        "cnn",
                        Network.layers(new BatchNorm()),
                        Network.convolution(8),
                        Network.convolution(16),
                        Network.layers(
                                new GlobalAveragePool(), new Dense(64), new Relu(), new Dropout(0.3), new Dense(1))),
                1,
                8,
                12);
        assertThat(plan.sites().ranges())
                .containsExactly(
                        "1.conv2d.input_range",
                        "3.relu.output_range",
                        "6.relu.output_range",
                        "7.globalaveragepool.output_range");
        // The answer, and the layer of 64 weights that makes it, stay in float, so the rectifier before it need not
        // round.
        assertThat(plan.sites().floats()).containsExactly("0.batchnorm", "11.dense");
    }

    @Test
    void aRectifierBehindAPoolMovesInFrontOfIt() {
        Plan plan = plan(Network.of("n", Network.block(8), Network.layers(new Flatten(), new Dense(16))), 1, 8, 8);
        assertThat(plan.steps().stream().map(Plan.Step::path))
                .containsExactly("0.conv2d", "1.batchnorm", "2.relu", "3.maxpool", "4.flatten", "5.dense");
        assertThat(plan.sites().ranges()).containsExactly("0.conv2d.input_range", "2.relu.output_range");
        assertThat(plan.sites().again(plan.steps().get(3))).isEqualTo("2.relu.output_range");
        assertThat(plan.sites().again(plan.steps().get(4))).isEqualTo("2.relu.output_range");
        assertThat(plan.sites().incoming(plan.steps().get(5))).isEqualTo("2.relu.output_range");
        assertThat(plan.sites().isFolded(plan.steps().get(1))).isTrue();
    }

    @Test
    void aBlockRoundsItsInputOnceAndItsSumIfSomethingFollows() {
        Network open = Network.of("n", Network.residual(8, 1), Network.convolution(8));
        assertThat(plan(open, 4, 8, 8).sites().ranges())
                .containsExactly(
                        "0.residual.input_range",
                        "0.residual.body.2.relu.output_range",
                        "0.residual.body.4.batchnorm.output_range",
                        "0.residual.shortcut.1.batchnorm.output_range",
                        "1.relu.output_range",
                        "4.relu.output_range");
        Network closed = Network.of("n", Network.residual(8, 1), Network.layers(new StatsPool()));
        assertThat(plan(closed, 4, 8, 8).sites().ranges()).doesNotContain("1.relu.output_range");
    }

    @Test
    void memoryAndAttentionStayInFloat() {
        Network bilstm = Network.of(
                "n",
                Network.block(8),
                Network.layers(
                        new ToSequence(), new Lstm(6, true, true), new StatsPool(), new Dense(16), new Dense(1)));
        assertThat(Trainer.keptInFloat(bilstm, -1, 1, 8, 12)).containsExactly("5.lstm", "8.dense");
        Network transformer = Network.of("n", Network.transformer(16, 2, 32, 0.1));
        assertThat(Trainer.keptInFloat(transformer, -1, 10, 16))
                .containsExactly(
                        "0.residual.body.0.layernorm",
                        "0.residual.body.1.selfattention",
                        "1.residual.body.0.layernorm");
    }

    @Test
    void aNetworkWithNothingToRoundIsRefused() {
        Network lstm = Network.of("memory", Network.layers(new Lstm(8, false, false), new Dense(1)));
        assertThatThrownBy(() -> plan(lstm, 10, 16))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"memory\" has no Conv2d and no Dense layer");
    }

    @Test
    void floatParametersAreAdoptedWithEmptyRangesAndBack() {
        Network network = Network.of("n", Network.layers(new Conv2d(4, 3), new BatchNorm(), new Relu()));
        Plan inFloat = Plan.of(network, -1, 1, 8, 8);
        Plan rounded = plan(network, 1, 8, 8);
        Parameters start = inFloat.initial(1);
        Parameters adopted = rounded.adopted(start);
        assertThat(adopted.get("0.conv2d.weight")).isSameAs(start.get("0.conv2d.weight"));
        assertThat(adopted.get("2.relu.output_range").values()).containsExactly(0, 0);
        assertThat(List.copyOf(inFloat.adopted(adopted).values().keySet()))
                .isEqualTo(List.copyOf(start.values().keySet()));
        Map<String, Parameters.Value> more = new LinkedHashMap<>(start.values());
        more.put("9.dense.weight", new Parameters.Value(new long[] {1}, new float[1]));
        assertThatThrownBy(() -> rounded.adopted(new Parameters(more)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("9.dense.weight");
    }

    private static Plan plan(Network network, long... form) {
        long[] shape = new long[form.length + 1];
        shape[0] = -1;
        System.arraycopy(form, 0, shape, 1, form.length);
        return Plan.of(network, QuantisationAware.FINE_TUNING, shape);
    }
}
