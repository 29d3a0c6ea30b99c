package io.haechi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.haechi.audio.Sound;
import io.haechi.audio.WavWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The five steps from the command line in miniature: hums are fake, hisses are real. */
class VoiceCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Path data;
    private Path recipe;

    @BeforeEach
    void recordingsAndRecipe() throws IOException {
        data = Files.createDirectories(folder.resolve("data"));
        StringBuilder manifest = new StringBuilder("path,label,split,source,group\n");
        for (String split : new String[] {"train", "valid", "test"}) {
            for (int i = 0; i < 3; i++) {
                manifest.append(clip(split + "-hum" + i + ".wav", true, i, split));
                manifest.append(clip(split + "-hiss" + i + ".wav", false, i + split.hashCode(), split));
            }
        }
        Files.writeString(data.resolve("manifest.csv"), manifest);
        recipe = folder.resolve("tiny.yaml");
        Files.writeString(recipe, """
            name: tiny
            about: As small as can be.
            network: simple-cnn
            frontEnd: {kind: log-mel, bands: 16}
            window: {seconds: 0.5, hopSeconds: 0.5}
            training:
              seed: 1
              batch: 4
              stepsPerEpoch: 2
              keep: last
              options: {epochs: 2, patience: 0, learningRate: 0.003, weightDecay: 0.01, warmupFraction: 0,
                gradientNorm: 5, labelSmoothing: 0, positiveWeight: 1, averaging: 0, seed: 1, threads: 1}
            alteration: {copySynthesis: 0, telephone: 0, bandLimit: 0, webCodec: 0, noise: 0, reverb: 0, gain: 1,
              speed: 0, rawBoost: 0, mask: 0, codec: 0, cut: 0}
            """);
    }

    @Test
    void whatIsFittedCanBeMeasuredExplainedExportedAndScannedWith() throws IOException {
        Path model = folder.resolve("out/voice-tiny");
        Run fit = Run.of("voice", "fit", recipe, "--data", data, "--out", model);
        assertThat(fit.code()).as(fit.err()).isEqualTo(ExitCode.DONE);
        assertThat(fit.out()).startsWith(model + ": voice-tiny ");
        assertThat(fit.err()).contains("epoch   1  loss").contains("epoch   2  loss");

        Path html = folder.resolve("report.html");
        Run evaluate = Run.of("voice", "evaluate", "--model", model, "--data", data, "--json", "--html", html);
        assertThat(evaluate.code()).as(evaluate.err()).isEqualTo(ExitCode.DONE);
        JsonNode figures = JSON.readTree(evaluate.out());
        assertThat(figures.get("split").asText()).isEqualTo("test");
        assertThat(figures.get("n").asInt()).isEqualTo(6);
        assertThat(figures.get("unreadable")).isEmpty();
        assertThat(figures.get("shortcut").get("auc").isNumber()).isTrue();
        assertThat(Files.readString(html))
                .startsWith("<!doctype html>")
                .contains("voice-tiny")
                .contains("<svg");
        assertThat(Run.of("voice", "evaluate", "--model", model, "--data", data, "--split", "valid")
                        .out())
                .contains("EER");

        Path recording = Path.of("..", "examples", "synthetic-ko.wav");
        Run explain = Run.of("voice", "explain", "--model", model, "--json", recording);
        assertThat(explain.code()).as(explain.err()).isEqualTo(ExitCode.DONE);
        assertThat(JSON.readTree(explain.out()).get("bands")).hasSize(8);
        assertThat(Run.of("voice", "explain", "--model", model, recording).out())
                .contains("Seconds that sound most synthetic")
                .contains("What carries it")
                .contains("Hz");

        Path onnx = folder.resolve("tiny.onnx");
        Run export = Run.of("voice", "export", model, "--out", onnx);
        assertThat(export.out()).isEqualTo(onnx + ": " + Files.size(onnx) + " bytes\n");
        assertThat(Run.of("scan", "--model", model, recording).code()).isEqualTo(ExitCode.DONE);
        assertThat(Run.of("model", "show", model).out()).contains("\"voice-tiny\"");
    }

    @Test
    void aRecordingThatCannotBeReadIsNamedAndTheRestMeasured() throws IOException {
        Path model = TinyModel.write(folder.resolve("voice-tiny"), 1);
        Files.writeString(data.resolve("test-hum0.wav"), "no sound");
        Run run = Run.of("voice", "evaluate", "--model", model, "--data", data, "--json");
        assertThat(run.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(run.err()).contains("test-hum0.wav");
        JsonNode figures = JSON.readTree(run.out());
        assertThat(figures.get("n").asInt()).isEqualTo(5);
        assertThat(figures.get("unreadable")).hasSize(1);
    }

    @Test
    void namedConditionsAreMeasuredBesideTheHeadline() throws IOException {
        Path model = TinyModel.write(folder.resolve("voice-tiny"), 1);
        Path html = folder.resolve("report.html");
        Run run = Run.of(
                "voice",
                "evaluate",
                "--model",
                model,
                "--data",
                data,
                "--condition",
                "cut-1s",
                "--condition",
                "noise-10",
                "--json",
                "--html",
                html);
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        JsonNode figures = JSON.readTree(run.out());
        JsonNode robustness = figures.get("robustness");
        assertThat(robustness)
                .extracting(column -> column.get("condition").asText())
                .containsExactly("clean", "cut-1s", "noise-10");
        for (JsonNode column : robustness) {
            assertThat(column.fieldNames())
                    .toIterable()
                    .containsExactly("condition", "n", "eer", "auc", "de", "re", "ci", "unsure", "flipped");
            assertThat(column.get("n").asInt()).isEqualTo(6);
            // The model says the same whatever it hears.
            assertThat(column.get("flipped").asDouble()).isZero();
            assertThat(column.get("re").asDouble()).isEqualTo(1);
        }
        assertThat(figures.at("/coverage/rows/0/error").asDouble()).isEqualTo(0.5);
        assertThat(figures.at("/coverage/aurc").asDouble()).isEqualTo(0.5);
        assertThat(Files.readString(html)).contains("견고성", "noise-10", "coverage and error");
    }

    @Test
    void coverageIsShownWhereAskedForAndRobustnessOnlyThen() {
        Path model = TinyModel.write(folder.resolve("voice-tiny"), 1);
        String plain =
                Run.of("voice", "evaluate", "--model", model, "--data", data).out();
        assertThat(plain).doesNotContain("AURC", "robustness");
        Run asked =
                Run.of("voice", "evaluate", "--model", model, "--data", data, "--coverage", "--condition", "band-8k");
        assertThat(asked.out())
                .startsWith(plain.substring(0, 20))
                .contains("AURC", "robustness · 6 examples", "band-8k");
    }

    @Test
    void anUnknownConditionIsOneSentenceThatListsTheKnownOnes() {
        Path model = TinyModel.write(folder.resolve("voice-tiny"), 1);
        Run run = Run.of("voice", "evaluate", "--model", model, "--data", data, "--condition", "opus-9k");
        assertThat(run.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains("opus-9k").contains("opus-8k, opus-16k");
        assertThat(Run.of("voice", "evaluate", "--model", model, "--data", data, "--robustness=all")
                        .code())
                .isEqualTo(ExitCode.WRONG_USE);
    }

    @Test
    void aWrongSplitRecipeOrFolderIsOneSentence() {
        Path model = TinyModel.write(folder.resolve("voice-tiny"), 1);
        Run split = Run.of("voice", "evaluate", "--model", model, "--data", data, "--split", "tset");
        assertThat(split.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(split.err().lines()).hasSize(1);
        assertThat(split.err()).contains("tset").contains("test, train, valid");
        Run unknown = Run.of("voice", "fit", "no-such-recipe", "--data", data);
        assertThat(unknown.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(unknown.err().lines()).hasSize(1);
        assertThat(unknown.err()).contains("no-such-recipe").contains("simple-cnn");
        assertThat(Run.of("voice", "fit", recipe, "--data", folder.resolve("none"))
                        .code())
                .isEqualTo(ExitCode.UNREADABLE);
    }

    @Test
    void whatCannotBeJudgedIsNotExplained() {
        Path model = TinyModel.write(folder.resolve("voice-tiny"), 1);
        Run run = Run.of("voice", "explain", "--model", model, Path.of("..", "examples", "silence.wav"));
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("UNSURE").contains("nothing to explain").doesNotContain("Hz");
    }

    @Test
    void aPlaceWhereNothingCanBeWrittenIsSaidBeforeTheWork() {
        Path model = TinyModel.write(folder.resolve("voice-tiny"), 1);
        Path nowhere = folder.resolve("none/report.html");
        Run run = Run.of("voice", "evaluate", "--model", model, "--data", data, "--html", nowhere);
        assertThat(run.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("report.html: cannot be written");
        assertThat(Run.of("voice", "export", model, "--out", folder).err()).contains("is a folder");
    }

    @Test
    void aFileIsReplacedWholeAndADeviceIsLeftWhatItIs() throws IOException {
        Path file = Files.writeString(folder.resolve("report.html"), "old");
        WholeFile.write(file, new byte[] {1, 2, 3});
        assertThat(file).hasBinaryContent(new byte[] {1, 2, 3});
        Path device = Path.of("/dev/null");
        WholeFile.write(device, new byte[] {1, 2, 3});
        assertThat(Files.isRegularFile(device)).isFalse();
        try (var left = Files.list(folder)) {
            assertThat(left.map(Path::getFileName).map(Path::toString)).noneMatch(name -> name.endsWith(".part"));
        }
    }

    @Test
    void dataCheckFailsOnLeaksWhereAskedAndOnUnreadableFiles() throws IOException {
        assertThat(Run.of("data", "check", "--fail-on-leak", data).code()).isEqualTo(ExitCode.DONE);
        Path manifest = data.resolve("manifest.csv");
        Files.writeString(manifest, Files.readString(manifest).replace("hum,test-hum0.wav", "hum,train-hum0.wav"));
        assertThat(Run.of("data", "check", data).code()).isEqualTo(ExitCode.DONE);
        assertThat(Run.of("data", "check", "--fail-on-leak", data).code()).isEqualTo(ExitCode.FINDING);
        Files.delete(data.resolve("test-hum1.wav"));
        assertThat(Run.of("data", "check", data).code()).isEqualTo(ExitCode.UNREADABLE);
    }

    @Test
    void dataCheckSaysHowFarAModelGetsThatDoesNotListen() throws IOException {
        Run text = Run.of("data", "check", data);
        assertThat(text.code()).isEqualTo(ExitCode.DONE);
        assertThat(text.out()).contains("alone, fitted on train, has AUC").contains("on test");
        JsonNode json = JSON.readTree(Run.of("data", "check", "--json", data).out());
        assertThat(json.get("schema").asText()).isEqualTo("haechi/1");
        assertThat(json.get("shortcut").get("auc").get("test").asDouble()).isBetween(0.0, 1.0);
    }

    private String clip(String name, boolean fake, long seed, String split) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] samples = new float[16_000];
        for (int i = 0; i < samples.length; i++) {
            double hum = Math.sin(2 * Math.PI * (300 + 40 * (seed % 5)) * i / 16_000.0 + name.hashCode());
            samples[i] = (float) (0.3 * (fake ? hum : 2 * random.nextDouble() - 1));
        }
        WavWriter.write(data.resolve(name), Sound.mono(samples, 16_000));
        return name + (fake ? ",fake," : ",real,") + split + "," + (fake ? "hum," : "hiss,") + name + "\n";
    }
}
