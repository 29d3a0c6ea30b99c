package io.haechi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.haechi.audio.Sound;
import io.haechi.audio.WavWriter;
import io.haechi.core.Problem;
import io.haechi.core.model.Calibration;
import io.haechi.core.model.Card;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.Provenance;
import io.haechi.onnx.GraphBuilder;
import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.Tensor;
import io.haechi.onnx.sample.NpyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A dense layer with random weights, as a plain file and as a package. */
class ModelCompressTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WIDTH = 64;

    @TempDir
    Path folder;

    @RegisterExtension
    final OwnModels own = new OwnModels();

    @Test
    void aPlainFileIsCompressedAndMeasuredByAgreement() throws IOException {
        Path model = Files.write(folder.resolve("net.onnx"), dense(WIDTH));
        Path out = folder.resolve("small.onnx");
        Run run = compress(model, "--samples", table(12), "--method", "fp16", "--out", out, "--json");
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        JsonNode json = JSON.readTree(run.out());
        assertThat(json.get("schema").asText()).isEqualTo("haechi/1");
        assertThat(json.get("chosen").asText()).isEqualTo("fp16");
        assertThat(json.at("/original/bytes").asLong()).isEqualTo(Files.size(model));
        assertThat(json.at("/trials/0/bytes").asLong())
                .isEqualTo(Files.size(out))
                .isLessThan(Files.size(model));
        assertThat(json.at("/trials/0/score/name").asText()).isEqualTo("agreement");
        // Every second one: the others are for ranges.
        assertThat(json.at("/trials/0/score/samples").asInt()).isEqualTo(6);
        assertThat(json.get("note").asText())
                .startsWith("agreement: the largest value of every row stands in the same place, on 6 samples");
        assertThat(json.at("/trials/0/answers/decibels").asDouble()).isGreaterThan(50);
        assertThat(json.at("/trials/0/peakBytes").asLong()).isPositive();
        assertThat(json.at("/trials/0/accepted").asBoolean()).isTrue();
        assertThat(json.at("/trials/0/chosen").asBoolean()).isTrue();
        assertThat(json.at("/trials/0/answers/same").asBoolean()).isFalse();
        assertThat(json.get("caution").asText()).startsWith("one of 6 samples is 16.67 points");
        assertThat(json.get("written").asText()).isEqualTo(out.toString());
        try (OnnxRunner runner = OnnxRunner.open(Files.readAllBytes(out), 1)) {
            assertThat(runner.run(new float[WIDTH], 1, WIDTH)).hasSize(WIDTH);
        }
    }

    @Test
    void agreementIsCountedOnTheTestSamplesAndOnTheDecisionThatWasNamed() throws IOException {
        Path model = Files.write(folder.resolve("net.onnx"), dense(WIDTH));
        Run run = compress(
                model,
                "--samples",
                table(3),
                "--test-samples",
                table(5),
                "--decision",
                "close",
                "--method",
                "fp16",
                "--out",
                folder.resolve("s.onnx"));
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out())
                .contains("agreement: the values differ by less than a tenth of their spread over the samples,"
                        + " on 5 samples of --test-samples")
                .contains("one of 5 samples is 20.00 points, more than the 0.50 that may be lost: give more");
    }

    @Test
    void anInputCanBeFixedAndTakesAStateOfItsOwn() throws IOException {
        GraphBuilder graph = new GraphBuilder("scaled", 17);
        String x = graph.input("x", -1, WIDTH);
        String state = graph.input("state", 2, -1, WIDTH);
        String rate = graph.longInput("rate");
        String product = graph.node("Gemm", List.of(x, weights(graph, WIDTH, WIDTH)), Map.of());
        String wide = graph.node("Cast", List.of(rate), Map.of("to", 1));
        String scaled = graph.node("Mul", List.of(product, wide), Map.of());
        String last = graph.node("ReduceMean", List.of(state), Map.of("axes", new long[] {0}, "keepdims", 0));
        graph.output(graph.node("Add", List.of(scaled, last), Map.of()), "y", -1, WIDTH);
        Path model = Files.write(folder.resolve("state.onnx"), graph.toBytes());
        Path states = folder.resolve("states.npy");
        NpyFile.write(states, Tensor.of(new float[4 * 2 * WIDTH], 4, 2, 1, WIDTH));
        Path out = folder.resolve("s.onnx");
        Object[] common = {"--samples", "x=" + table(4), "--samples", "state=" + states, "--method", "fp16"};
        Run missing = compress(model, common);
        assertThat(missing.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(missing.err())
                .contains("The model has the inputs [x, state, rate]; give --samples INPUT=FILE for each of them.");
        Run run = compress(
                model,
                "--fix",
                "rate=2",
                "--out",
                out,
                "--samples",
                "x=" + table(4),
                "--samples",
                "state=" + states,
                "--method",
                "fp16");
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        try (OnnxRunner runner = OnnxRunner.open(Files.readAllBytes(out), 1)) {
            assertThat(runner.inputs()).containsOnlyKeys("x", "state");
        }
        assertUsage(
                "--fix takes INPUT=NUMBER, such as sr=16000, got \"rate\".",
                "model",
                "compress",
                model,
                "--samples",
                "x=" + states,
                "--fix",
                "rate");
    }

    @Test
    void aMisspeltLayerIsRefusedBeforeAnythingIsMeasured() throws IOException {
        Path model = Files.write(folder.resolve("net.onnx"), dense(WIDTH));
        assertUsage(
                "No layer is called \"gem\"; near are gemm, y; operator types here are Gemm.",
                "model",
                "compress",
                model,
                "--samples",
                table(2),
                "--keep",
                "gem");
        voice();
        // The recordings are not even looked at: there is only a manifest.
        Path data = Files.createDirectories(folder.resolve("empty"));
        Files.writeString(data.resolve("manifest.csv"), "path,label,split,source,group\nnone.wav,fake,train,made,g\n");
        assertUsage(
                "No layer is called \"Gems\"; near are ",
                "model",
                "compress",
                "voice-dense",
                "--data",
                data,
                "--keep",
                "Gems");
    }

    @Test
    void anImpossibleBudgetWritesNothingAndSaysByHowMuch() throws IOException {
        Path model = Files.write(folder.resolve("net.onnx"), dense(WIDTH));
        Path out = folder.resolve("small.onnx");
        Run run = Run.of(
                "model",
                "compress",
                model,
                "--samples",
                table(4),
                "--method",
                "fp16",
                "--budget-latency",
                "500x",
                "--out",
                out);
        assertThat(run.code()).isEqualTo(ExitCode.MODEL);
        assertThat(out).doesNotExist();
        assertThat(run.out()).contains("refused: too slow: ");
        assertThat(run.err())
                .contains("net: nothing inside the budget, nothing written; nearest: too slow: ")
                .contains("at least 500.00 is asked for");
    }

    @Test
    void theReportNamesWhatFallsBackOnATarget() throws IOException {
        Path model = Files.write(folder.resolve("net.onnx"), dense(WIDTH));
        Run run = compress(
                model,
                "--samples",
                table(4),
                "--method",
                "fp16",
                "--target",
                "android",
                "--out",
                folder.resolve("s.onnx"));
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out())
                .containsPattern("android takes \\d+ by nnapi of \\d+ operators")
                .contains("where it is furthest from the original:");
    }

    @Test
    void aPackageIsCompressedToOneThatNamesItsParent() throws IOException {
        Path data = recordings();
        Path parent = voice();
        Run run = Run.of(
                "model",
                "compress",
                "voice-dense",
                "--data",
                data,
                "--method",
                "fp16",
                "--budget-latency",
                "0.01x",
                "--out",
                own.folder().resolve("voice-half"));
        assertThat(run.code()).as(run.err() + run.out()).isEqualTo(ExitCode.DONE);
        ModelPackage made = ModelPackage.open(own.folder().resolve("voice-half"));
        assertThat(made.id()).isEqualTo("voice-half");
        assertThat(made.card().provenance().parentModel())
                .isEqualTo(ModelPackage.open(parent).sha256());
        assertThat(made.card().provenance().method()).isEqualTo("fp16");
        assertThat(made.card().threshold()).isEqualTo(0.5);
        assertThat(made.card().metrics()).containsKey("valid");
        assertThat(Run.of("model", "verify", "voice-half").code()).isEqualTo(ExitCode.DONE);
        assertThat(Run.of("scan", "--model", "voice-half", data.resolve("clip0.wav"))
                        .code())
                .isEqualTo(ExitCode.DONE);
    }

    @Test
    void wrongUseIsOneSentence() throws IOException {
        Path model = Files.write(folder.resolve("net.onnx"), dense(4));
        assertUsage("A plain .onnx file needs --samples", "model", "compress", model);
        assertUsage(
                "No target is called \"phone\"; there are cpu, android, tensorrt",
                "model",
                "compress",
                model,
                "--samples",
                table(2),
                "--target",
                "phone");
        assertUsage("A package needs --data", "model", "compress", "voice-simple-cnn");
        assertUsage(
                "--data and --split go with a package",
                "model",
                "compress",
                model,
                "--samples",
                table(2),
                "--data",
                folder);
        assertUsage(
                "--samples, --test-samples, --fix and --decision go with a plain .onnx file",
                "model",
                "compress",
                "voice-simple-cnn",
                "--data",
                folder,
                "--decision",
                "sign");
        assertUsage(
                "--share goes with the methods that prune: prune and auto",
                "model",
                "compress",
                model,
                "--samples",
                table(2),
                "--method",
                "fp16",
                "--share",
                "30");
        assertUsage(
                "The input \"x\" has two files by --samples; give one.",
                "model",
                "compress",
                model,
                "--samples",
                table(2),
                "--samples",
                table(2));
        assertUsage(
                "The model has no input \"y\"; its inputs are [x].",
                "model",
                "compress",
                model,
                "--samples",
                "y=" + table(2));
        assertUsage(
                "No method is called \"zip\"", "model", "compress", model, "--samples", table(2), "--method", "zip");
        assertUsage(
                "\"much\" is no number like 1.5pp",
                "model",
                "compress",
                model,
                "--samples",
                table(2),
                "--budget-accuracy",
                "much");
        assertUsage(
                "is a vote of [voice-whisper-int8, voice-bilstm, voice-line-cnn]; compress its members one by one",
                "model",
                "compress",
                "voice-line-vote",
                "--data",
                recordings());
    }

    @Test
    void filesThatAreNoModelOrDoNotFitAreRefused() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.onnx"), "this is text");
        Run run = Run.of("model", "compress", broken, "--samples", table(2));
        assertThat(run.code()).isEqualTo(ExitCode.MODEL);
        assertThat(run.err()).hasLineCount(1);
        Path narrow = Files.write(folder.resolve("narrow.onnx"), dense(5));
        Run misfit = Run.of("model", "compress", narrow, "--samples", table(2));
        assertThat(misfit.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(misfit.err()).contains("holds the shape [2, 64], the model's input \"x\" wants [-1, 5]");
        Run missing = Run.of("model", "compress", folder.resolve("none.onnx"), "--samples", table(2));
        assertThat(missing.code()).isEqualTo(ExitCode.UNREADABLE);
    }

    private void assertUsage(String sentence, Object... arguments) {
        Run run = Run.of(arguments);
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(run.err()).contains(sentence);
    }

    /** With a latency budget that any machine keeps, however busy. */
    private static Run compress(Path model, Object... arguments) {
        Object[] all = new Object[arguments.length + 5];
        System.arraycopy(new Object[] {"model", "compress", model, "--budget-latency", "0.01x"}, 0, all, 0, 5);
        System.arraycopy(arguments, 0, all, 5, arguments.length);
        return Run.of(all);
    }

    private Path table(int rows) throws IOException {
        Random random = new Random(3);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < WIDTH; j++) {
                text.append(String.format(Locale.ROOT, j == 0 ? "%.4f" : ",%.4f", random.nextGaussian()));
            }
            text.append('\n');
        }
        return Files.writeString(folder.resolve("samples" + rows + ".csv"), text);
    }

    private static byte[] dense(int width) {
        GraphBuilder graph = new GraphBuilder("dense", 17);
        String x = graph.input("x", -1, width);
        graph.output(graph.node("Gemm", List.of(x, weights(graph, width, width)), Map.of()), "y", -1, width);
        return graph.toBytes();
    }

    private static String weights(GraphBuilder graph, int rows, int columns) {
        Random random = new Random(7);
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return graph.constant("w", values, rows, columns);
    }

    /** {@code voice-dense}: mean over time of eight bands, a dense layer with 512 weights, its mean as the logit. */
    private Path voice() {
        GraphBuilder graph = new GraphBuilder("voice", 17);
        String picture = graph.input("picture", -1, 1, 8, -1);
        String bands = graph.node("ReduceMean", List.of(picture), Map.of("axes", new long[] {1, 3}, "keepdims", 0));
        String hidden = graph.node("Gemm", List.of(bands, weights(graph, 8, WIDTH)), Map.of());
        String mean = graph.node("ReduceMean", List.of(hidden), Map.of("axes", new long[] {1}, "keepdims", 0));
        graph.output(mean, "logit", -1);
        Path place = own.folder().resolve("voice-dense");
        Card card = new Card(
                Card.SCHEMA,
                "voice-dense",
                Problem.VOICE.name(),
                "tiny",
                Provenance.now("0".repeat(64), "tiny", 1, "test"),
                0.5,
                Calibration.NONE,
                Map.of(),
                Map.of(
                        "frontEnd", Map.of("kind", "log-mel", "bands", 8),
                        "window", Map.of("seconds", 1.0, "hopSeconds", 0.5),
                        "dangerThreshold", 0.9),
                Map.of(),
                Map.of(),
                "",
                List.of());
        ModelPackage.write(place, card, Map.of("model.onnx", graph.toBytes()));
        return place;
    }

    private Path recordings() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        StringBuilder manifest = new StringBuilder("path,label,split,source,group\n");
        Random random = new Random(5);
        for (int i = 0; i < 12; i++) {
            float[] samples = new float[16_000];
            for (int j = 0; j < samples.length; j++) {
                samples[j] = (float) (0.1 * random.nextGaussian());
            }
            WavWriter.write(data.resolve("clip" + i + ".wav"), Sound.mono(samples, 16_000));
            String label = i % 2 == 0 ? "fake" : "real";
            String split = i < 6 ? "train" : "valid";
            manifest.append(String.join(",", "clip" + i + ".wav", label, split, "made", "g" + i))
                    .append('\n');
        }
        Files.writeString(data.resolve("manifest.csv"), manifest);
        return data;
    }
}
