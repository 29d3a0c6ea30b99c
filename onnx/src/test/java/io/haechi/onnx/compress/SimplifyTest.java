package io.haechi.onnx.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haechi.core.ModelException;
import io.haechi.onnx.GraphBuilder;
import io.haechi.onnx.RandomModel;
import io.haechi.onnx.Tensor;
import io.haechi.onnx.graph.Graph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SimplifyTest {
    private static final Path MODELS = Path.of("../models/src/main/resources/io/haechi/models");

    static LongStream seeds() {
        return LongStream.range(1000, 1120);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void simplifyingNeverChangesTheAnswer(long seed) {
        RandomModel model = RandomModel.of(seed);
        Graph graph = Graph.read(model.bytes());
        Map<String, Tensor> inputs = Map.of("x", model.input());
        Simplify.Report report = Simplify.standard().report(graph);
        Answers.assertSame(graph, report.graph(), inputs);
        assertThat(report.graph().nodes().size())
                .isLessThanOrEqualTo(graph.nodes().size());
        assertThat(Simplify.standard().apply(report.graph())).isSameAs(report.graph());
        // What is written is what was made.
        Answers.assertSame(graph, Graph.read(report.graph().toBytes()), inputs);
    }

    static LongStream fewSeeds() {
        return LongStream.range(2000, 2030);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("fewSeeds")
    void eachPassAloneKeepsTheAnswerToo(long seed) {
        RandomModel model = RandomModel.of(seed);
        Graph graph = Graph.read(model.bytes());
        for (Pass pass : Passes.all()) {
            Answers.assertSame(graph, pass.apply(graph), Map.of("x", model.input()));
        }
    }

    @ParameterizedTest
    @CsvSource({"voice-simple-cnn, 128", "voice-bilstm, 100"})
    void shippedModelsAnswerAsBefore(String name, int bands) throws IOException {
        Graph graph = Graph.read(Files.readAllBytes(MODELS.resolve(name).resolve("model.onnx")));
        Random random = new Random(7);
        float[] values = new float[2 * bands * 201];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        Map<String, Tensor> inputs = Map.of("input", Tensor.of(values, 2, 1, bands, 201));
        Graph standard = Simplify.standard().apply(graph);
        Answers.assertSame(graph, standard, inputs);
        assertThat(standard.toBytes().length).isLessThanOrEqualTo(graph.toBytes().length);
        Graph widened = Simplify.widening().apply(graph);
        Answers.assertSame(graph, widened, inputs);
        assertThat(widened.nodes().size()).isLessThan(standard.nodes().size());
        assertThat(widened.nodes()).noneMatch(node -> node.is("Cast"));
    }

    @Test
    void theReportSaysWhatEachPassDid() {
        GraphBuilder builder = new GraphBuilder("g", 17);
        String x = builder.input("x", 2, 3);
        builder.node("Exp", List.of(x), Map.of());
        String same = builder.node("Identity", List.of(x), Map.of());
        builder.output(builder.node("Relu", List.of(same), Map.of()), 2, 3);
        Simplify.Report report = Simplify.standard().report(Graph.read(builder.toBytes()));
        assertThat(report.steps())
                .containsExactly(
                        new Simplify.Step("remove-identities", 3, 2, 0, 0),
                        new Simplify.Step("remove-dead", 2, 1, 0, 0));
    }

    @Test
    void passesThatNeverEndAreStopped() {
        GraphBuilder builder = new GraphBuilder("g", 17);
        builder.output(builder.node("Relu", List.of(builder.input("x", 1)), Map.of()), 1);
        Pass restless = new Pass() {
            @Override
            public String name() {
                return "restless";
            }

            @Override
            public Graph apply(Graph graph) {
                return graph.edit().build();
            }
        };
        Simplify simplify = new Simplify(List.of(restless));
        assertThatThrownBy(() -> simplify.apply(Graph.read(builder.toBytes())))
                .isInstanceOf(ModelException.class)
                .hasMessage("The model is not simple after 100 rounds of restless");
        assertThatThrownBy(() -> new Simplify(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
