package io.haechi.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haechi.core.ModelException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two models joined answer as the second does to what the first one says, whatever their tensors are called. */
class ComposeTest {
    @Test
    void theSecondHearsWhatTheFirstSays() {
        byte[] joined = Compose.chain("both", affine(2, 1, 17), affine(10, 3, 17));
        try (OnnxRunner runner = OnnxRunner.open(joined, 1)) {
            assertThat(runner.run(new float[] {1, 5}, 2, 1)).containsExactly(33, 113);
            assertThat(runner.inputs()).containsOnlyKeys("x");
            assertThat(runner.outputs()).containsOnlyKeys("y");
        }
    }

    @Test
    void modelsCanBeJoinedAgainAndAgain() {
        byte[] twice = Compose.chain("twice", affine(2, 0, 17), affine(2, 0, 17));
        byte[] thrice = Compose.chain("thrice", twice, affine(2, 0, 17));
        try (OnnxRunner runner = OnnxRunner.open(Compose.chain("six", thrice, thrice), 1)) {
            assertThat(runner.run(new float[] {1}, 1, 1)).containsExactly(64);
        }
    }

    @Test
    void aModelCanStandInsideAGraphOfOnesOwn() {
        GraphBuilder graph = new GraphBuilder("own", 17);
        String wave = graph.input("x", -1, 1);
        String features = graph.node("Neg", List.of(wave), Map.of());
        Map<String, String> outputs = graph.append(affine(3, 1, 17), Map.of("x", features));
        assertThat(outputs).containsOnlyKeys("y");
        graph.output(outputs.values().iterator().next(), "logit", -1, 1);
        try (OnnxRunner runner = OnnxRunner.open(graph.toBytes(), 1)) {
            assertThat(runner.run(new float[] {2}, 1, 1)).containsExactly(-5);
        }
    }

    @Test
    void differentOperatorSetsAndForeignInputsAreRefused() {
        assertThatThrownBy(() -> Compose.chain("both", affine(1, 1, 17), affine(1, 1, 18)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("operator set 18, the graph in 17");
        GraphBuilder graph = new GraphBuilder("own", 17);
        graph.input("a", 1, 1);
        assertThatThrownBy(() -> graph.append(affine(1, 1, 17), Map.of("b", "a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[x]");
        assertThatThrownBy(() -> Compose.chain("no", new byte[] {1, 2}, affine(1, 1, 17)))
                .isInstanceOf(ModelException.class);
    }

    private static byte[] affine(float factor, float offset, int opset) {
        GraphBuilder graph = new GraphBuilder("affine", opset);
        String x = graph.input("x", -1, 1);
        String product = graph.node("Mul", List.of(x, graph.constant("c", new float[] {factor}, 1)), Map.of());
        String sum = graph.node("Add", List.of(product, graph.constant("c", new float[] {offset}, 1)), Map.of());
        graph.output(sum, "y", -1, 1);
        return graph.toBytes();
    }
}
