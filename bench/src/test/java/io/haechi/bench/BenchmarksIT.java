package io.haechi.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.haechi.core.Problem;
import io.haechi.core.model.Calibration;
import io.haechi.core.model.Card;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.ModelStore;
import io.haechi.core.model.Provenance;
import io.haechi.onnx.GraphBuilder;
import io.haechi.onnx.Tensor;
import io.haechi.voice.Voice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs every benchmark as short as it can be: that it works and says what it should, not how fast it is. */
class BenchmarksIT {
    private static final String NO_PYTHON = "no-such-python-anywhere";

    @TempDir
    private Path folder = Path.of("");

    private BenchOptions quick() {
        return new BenchOptions(10, 0, 1, ModelStore.of(folder), NO_PYTHON, List.of());
    }

    @Test
    void theJsonIsOneObjectWithEveryFigure() throws IOException {
        BenchReport report = Benchmarks.run("front-end", quick(), _ -> {});
        JsonNode json = new ObjectMapper().readTree(report.toJson().toString());

        assertThat(json.path("schema").asText()).isEqualTo("haechi/1");
        assertThat(json.path("machine").path("cpu").asText()).isNotEmpty();
        assertThat(json.path("machine").path("processors").asInt()).isPositive();
        assertThat(json.path("method").path("interleaved").asBoolean()).isTrue();
        JsonNode logMel = json.path("comparisons").get(0);
        assertThat(logMel.path("name").asText()).isEqualTo("log-mel-128");
        JsonNode ours = logMel.path("measurements").get(0);
        JsonNode theirs = logMel.path("measurements").get(1);
        assertThat(ours.path("isReference").asBoolean()).isFalse();
        assertThat(ours.path("timesRealTime").asDouble()).isPositive();
        assertThat(theirs.path("name").asText()).startsWith("JTransforms");
        assertThat(theirs.path("haechiTimesAsFast").asDouble())
                .isEqualTo(
                        theirs.path("median").asDouble() / ours.path("median").asDouble());
        assertThat(report.toText()).contains("command  haechi bench front-end", "cpu ", "x real time", "x as fast");
    }

    @Test
    void aRecordingIsJudgedFromItsFileOn() {
        BenchReport report =
                Benchmarks.run("detect", new BenchOptions(10, 0, 1, ModelStore.of(), NO_PYTHON, List.of()), _ -> {});
        Comparison detect = report.comparisons().getFirst();
        assertThat(detect.ours().name()).isEqualTo("Haechi " + Voice.DEFAULT_MODEL);
        assertThat(detect.notes()).anyMatch(note -> note.contains("real-time factor"));
        assertThat(report.missing()).anyMatch(sentence -> sentence.contains("no-such-python-anywhere"));
    }

    @Test
    void aMissingPythonIsASentenceSaidOnce() {
        BenchReport report = Benchmarks.run("front-end", quick(), _ -> {});

        assertThat(report.missing())
                .singleElement()
                .asString()
                .contains(NO_PYTHON, "install", "HAECHI_PYTHON")
                .endsWith(".");
        assertThat(report.toText()).contains(NO_PYTHON);
    }

    @Test
    void aProgramThatIsNoPythonIsASentenceToo() {
        BenchReport report = Benchmarks.run("front-end", quick().withPython("false"), _ -> {});

        assertThat(report.missing())
                .isNotEmpty()
                .allSatisfy(
                        sentence -> assertThat(sentence).contains("\"false\" does not do the task", "HAECHI_PYTHON"));
    }

    @Test
    void decodesBothKindsOfFile() {
        BenchReport report = Benchmarks.run("decode", quick(), _ -> {});

        assertThat(report.comparisons()).extracting(Comparison::name).contains("decode-wav");
        assertThat(report.comparisons())
                .allSatisfy(comparison ->
                        assertThat(comparison.ours().timesRealTime()).isGreaterThan(1));
    }

    @Test
    void measuresEveryVoiceModelWindowByWindow() {
        Path model = folder.resolve("voice-tiny");
        Map<String, Object> settings = Map.of(
                "frontEnd", Map.of("kind", "log-mel", "bands", 8),
                "window", Map.of("seconds", 3.0, "hopSeconds", 1.5),
                "dangerThreshold", 0.9);
        Provenance made = new Provenance("0".repeat(64), "tiny", 1, "test", null, "2026-01-01T00:00:00Z");
        Card card = new Card(
                Card.SCHEMA,
                "voice-tiny",
                Problem.VOICE.name(),
                "tiny",
                made,
                0.5,
                Calibration.NONE,
                Map.of(),
                settings,
                Map.of(),
                Map.of(),
                "",
                List.of());
        ModelPackage.write(model, card, Map.of("model.onnx", network()));

        BenchReport report = Benchmarks.run("inference", quick(), _ -> {});

        Comparison windows = report.comparisons().stream()
                .filter(comparison -> comparison.name().equals("voice-tiny"))
                .findFirst()
                .orElseThrow();
        // 10 s hold five windows of 3 s every 1.5 s.
        assertThat(windows.ours().pieces()).hasSize(5);
        assertThat(windows.ours().soundSeconds()).isEqualTo(7.5);
        assertThat(windows.ours().pieceMillis(0.95))
                .isGreaterThanOrEqualTo(windows.ours().pieceMillis(0.5));
        assertThat(report.toText()).contains("windows/s", "p95");
    }

    @Test
    void aQuantisedModelStandsBesideItsFloats() throws IOException {
        Random random = new Random(1);
        GraphBuilder graph = new GraphBuilder("tiny", 17);
        String x = graph.input("x", -1, 4, 8, 8);
        String weights = graph.constant("w", RandomNetworks.gaussian(random, 0.1, 32, 4, 3, 3), 32, 4, 3, 3);
        graph.output(graph.node("Conv", List.of(x, weights), Map.of()), "y", -1, 32, 6, 6);
        List<Map<String, Tensor>> examples = Stream.generate(() -> RandomNetworks.gaussian(random, 1, 1, 4, 8, 8))
                .limit(6)
                .map(values -> Map.of("x", Tensor.of(values, 1, 4, 8, 8)))
                .toList();
        BenchModel model =
                new BenchModel("tiny model", graph.toBytes(), examples.subList(0, 4), examples.subList(4, 6));
        BenchReport report = Benchmarks.run("quantisation", quick().withModels(List.of(model)), _ -> {});

        Comparison comparison = report.comparisons().getFirst();
        assertThat(comparison.name()).isEqualTo("tiny_model");
        assertThat(comparison.ours().pieces()).hasSize(4);
        assertThat(comparison.models())
                .extracting(ModelFigures::name)
                .containsExactly("Haechi int8", "Haechi dynamic", "Haechi float16", "float32");
        ModelFigures floats = comparison.models().getLast();
        ModelFigures integers = comparison.models().getFirst();
        assertThat(floats.timesSmaller()).isEqualTo(1);
        assertThat(floats.timesAsFast()).isEqualTo(1);
        assertThat(floats.agreement().value()).isEqualTo(1);
        assertThat(integers.bytes()).isLessThan(floats.bytes());
        assertThat(integers.timesSmaller()).isEqualTo((double) floats.bytes() / integers.bytes());
        assertThat(integers.agreement().samples()).isEqualTo(2);
        assertThat(integers.error().decibels()).isBetween(20.0, 80.0);
        assertThat(integers.worst().orElseThrow().op()).isEqualTo("Conv");
        assertThat(comparison.notes())
                .singleElement()
                .asString()
                .contains("on 2 inputs; ranges were measured on 4 others");
        assertThat(report.toText()).contains("tiny_model", "Haechi int8", "worst tensor", "agreement");
        JsonNode json = new ObjectMapper().readTree(report.toJson().toString()).at("/comparisons/0/models");
        assertThat(json.at("/0/bytes").asInt()).isEqualTo(integers.bytes());
        assertThat(json.at("/0/worst/decibels").asDouble()).isPositive();
        // A model has no error against itself, and JSON no infinity.
        assertThat(json.at("/3/answers/decibels").isNull()).isTrue();
    }

    /** The mean of the picture. */
    private static byte[] network() {
        GraphBuilder graph = new GraphBuilder("tiny", 17);
        String picture = graph.input("picture", -1, 1, 8, 301);
        String mean = graph.node("ReduceMean", List.of(picture), Map.of("axes", new long[] {1, 2, 3}, "keepdims", 0L));
        graph.output(mean, "logit", -1);
        return graph.toBytes();
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> Benchmarks.run("everything", quick(), _ -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "No benchmark is called \"everything\"; known are front-end, inference, detect, decode, quantisation,"
                                + " rules, segment, text, growth, structure, all.");
    }

    @Test
    void itemSetsAreMeasuredWithoutPretendingToBeSound() {
        BenchReport report = Benchmarks.run("rules", quick(), _ -> {});

        assertThat(report.comparisons()).extracting(Comparison::name).contains("fp-growth-synthetic-0.005");
        assertThat(report.comparisons().getFirst().ours().median()).isPositive();
        assertThat(report.toText()).contains("Item sets: ").doesNotContain("real time");
        assertThat(report.toJson()
                        .path("comparisons")
                        .get(0)
                        .path("measurements")
                        .get(0)
                        .has("timesRealTime"))
                .isFalse();
    }

    @Test
    void callsAndSentencesAreScoredWithoutPythonToo() {
        BenchReport report = Benchmarks.run("text", quick(), _ -> {});

        assertThat(report.comparisons()).extracting(Comparison::name).containsExactly("text-calls", "text-sentences");
        assertThat(report.toText()).contains(" calls/s.").contains(" sentences/s.");
        assertThat(report.missing()).anySatisfy(sentence -> assertThat(sentence).contains(NO_PYTHON));
    }

    @Test
    void leavesNoFilesBehind() throws IOException {
        Path scratch;
        try (Session session = new Session(quick(), _ -> {})) {
            scratch = session.write("samples.f32", new float[] {1, -2});
            assertThat(Session.read(scratch)).containsExactly(1, -2);
        }
        assertThat(Files.exists(scratch)).isFalse();
        assertThat(Files.exists(scratch.resolveSibling(""))).isFalse();
    }
}
