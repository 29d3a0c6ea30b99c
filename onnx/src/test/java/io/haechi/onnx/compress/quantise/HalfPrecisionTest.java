package io.haechi.onnx.compress.quantise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.haechi.core.ModelException;
import io.haechi.onnx.GraphBuilder;
import io.haechi.onnx.graph.Graph;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HalfPrecisionTest {
    @Test
    void halvesAFileAndHardlyChangesTheAnswer() {
        Graph graph = RandomNets.lstm(1, 64);
        Graph half = HalfPrecision.STANDARD.apply(graph);
        assertThat(graph.toBytes().length / (double) half.toBytes().length).isGreaterThan(1.95);
        assertThat(RandomNets.agreement(graph, half, RandomNets.examples(1, 4, 20, 2, 24)))
                .isGreaterThan(60);
    }

    @Test
    void whatHalfPrecisionCannotHoldStaysAnIsland() {
        Random random = new Random(1);
        float[] large = RandomNets.gaussian(random, 1, 400);
        large[7] = 70_000;
        float[] tiny = RandomNets.gaussian(random, 1e-6, 400);
        float[] usual = RandomNets.gaussian(random, 1, 400);
        GraphBuilder builder = new GraphBuilder("islands", 17);
        String x = builder.input("x", 1, 400);
        for (float[] values : List.of(large, tiny, usual)) {
            x = builder.node("Add", List.of(x, builder.constant("c", values, 400)), Map.of());
        }
        builder.output(x, "y", 1, 400);
        Graph half = HalfPrecision.STANDARD.apply(Graph.read(builder.toBytes()));
        assertThat(RandomNets.constant(half, "c").type()).isEqualTo(DataType.FLOAT);
        assertThat(RandomNets.constant(half, "c_2").type()).isEqualTo(DataType.FLOAT);
        assertThat(RandomNets.constant(half, "c_3_half").type()).isEqualTo(DataType.FLOAT16);
    }

    @Test
    void underflowIsToldFromRounding() {
        float[] normal = RandomNets.gaussian(new Random(2), 0.02, 1000);
        assertThat(HalfPrecision.fits(normal)).isTrue();
        // A few weights near zero among larger ones are no loss.
        Arrays.fill(normal, 0, 50, 1e-9f);
        assertThat(HalfPrecision.fits(normal)).isTrue();
        Arrays.fill(normal, 1e-9f);
        assertThat(HalfPrecision.fits(normal)).isFalse();
        assertThat(HalfPrecision.fits(new float[300])).isTrue();
    }

    @Test
    void layersStayFloats() {
        Graph graph = RandomNets.cnn(1, 4);
        HalfPrecision chosen = new HalfPrecision(LayerChoice.ALL.withoutOps(Set.of("Conv", "Gemm")));
        assertThatThrownBy(() -> chosen.apply(graph))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("The model has no weights to store in half precision");
    }
}
