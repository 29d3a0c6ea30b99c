package io.haechi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScanTest {
    private static final Path SPEECH = Path.of("..", "examples", "synthetic-ko.wav");
    private static final Path SILENCE = Path.of("..", "examples", "silence.wav");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @ParameterizedTest(name = "logit {0}, {1}: {2} {3}")
    @CsvSource({
        "3, --fail-on=danger, 3, DANGER",
        "3, --fail-on=suspect, 3, DANGER",
        "1, --fail-on=suspect, 3, SUSPECT",
        "1, --fail-on=danger, 0, SUSPECT",
        "-3, --fail-on=suspect, 0, SAFE"
    })
    void aFindingFailsTheCommandOnlyWhereAskedFor(double logit, String failOn, int code, String word) {
        Path model = TinyModel.write(folder.resolve("voice-tiny"), logit);
        Run failing = Run.of("scan", "--model", model, failOn, SPEECH);
        assertThat(failing.code()).isEqualTo(code);
        assertThat(failing.out()).contains(word);
        assertThat(Run.of("scan", "--model", model, SPEECH).code()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void whatCannotBeJudgedIsNoFinding() {
        Path model = TinyModel.write(folder.resolve("voice-tiny"), 3);
        Run run = Run.of("scan", "--model", model, "--fail-on=suspect", SILENCE);
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("판단불가 UNSURE, cannot tell:");
    }

    @Test
    void jsonIsOneObjectALineForGoodFilesAndBad() throws IOException {
        Path model = TinyModel.write(folder.resolve("voice-tiny"), 3);
        Run run = Run.of("scan", "--json", "--model", model, SPEECH, folder.resolve("none.wav"), SILENCE);
        assertThat(run.code()).isEqualTo(ExitCode.UNREADABLE);
        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSize(3);
        for (String line : lines) {
            assertThat(JSON.readTree(line).get("schema").asText()).isEqualTo("haechi/1");
        }
        assertThat(JSON.readTree(lines.get(0)).get("decision").asText()).isEqualTo("DANGER");
        assertThat(JSON.readTree(lines.get(1)).get("error").get("code").asInt()).isEqualTo(4);
        assertThat(JSON.readTree(lines.get(2)).get("decision").asText()).isEqualTo("UNSURE");
    }

    @Test
    void theSameFileTwiceGivesTheSameJsonButForTheTimeItTook() throws IOException {
        Path model = TinyModel.write(folder.resolve("voice-tiny"), 1);
        Run run = Run.of("scan", "--json", "--model", model, SPEECH, SPEECH);
        List<String> lines = run.out().lines().toList();
        assertThat(timeless(lines.get(0))).isEqualTo(timeless(lines.get(1)));
    }

    @Test
    void aFolderStandsForItsFilesInOrderWithoutHiddenOnes() throws IOException {
        Path model = TinyModel.write(folder.resolve("voice-tiny"), 3);
        Path recordings = Files.createDirectories(folder.resolve("in/deep"));
        Files.copy(SILENCE, recordings.resolve("b.wav"));
        Files.copy(SILENCE, recordings.resolve("a.wav"));
        Files.writeString(recordings.resolve(".hidden"), "no sound");
        Run run = Run.of("scan", "--json", "--model", model, folder.resolve("in"));
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.out().lines().map(ScanTest::file))
                .containsExactly(
                        recordings.resolve("a.wav").toString(),
                        recordings.resolve("b.wav").toString());
    }

    @Test
    void aCallShowsTheWorstChannelAndEachOnItsOwnLine() {
        Path model = TinyModel.write(folder.resolve("voice-tiny"), 3);
        Run run = Run.of("scan", "--model", model, Path.of("..", "examples", "call-stereo.wav"));
        assertThat(run.out()).contains("worst of 2 channels");
        assertThat(run.out()).contains("channel 1: 판단불가 UNSURE").contains("channel 2: 위험 DANGER");
    }

    @Test
    void nothingIsColouredWhereNobodyWatches() {
        Path model = TinyModel.write(folder.resolve("voice-tiny"), 3);
        assertThat(Run.of("scan", "--model", model, SPEECH).out()).doesNotContain("\u001b");
    }

    @Test
    void aMissingModelIsSaidInOneSentence() {
        Run run = Run.of("scan", "--model", "voice-nobody", SPEECH);
        assertThat(run.code()).isEqualTo(ExitCode.MODEL);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains("voice-nobody");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aModelThatWasTamperedWithIsNotUsed() throws IOException {
        Path model = TinyModel.write(folder.resolve("voice-tiny"), 3);
        Path network = model.resolve("model.onnx");
        byte[] bytes = Files.readAllBytes(network);
        bytes[bytes.length / 2] ^= 1;
        Files.write(network, bytes);
        Run run = Run.of("scan", "--model", model, SPEECH);
        assertThat(run.code()).isEqualTo(ExitCode.MODEL);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains("model.onnx").contains("SHA-256");
        assertThat(Run.of("model", "verify", model).code()).isEqualTo(ExitCode.MODEL);
    }

    private static String file(String line) {
        try {
            return JSON.readTree(line).get("file").asText();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static JsonNode timeless(String line) throws IOException {
        ObjectNode object = (ObjectNode) JSON.readTree(line);
        assertThat(object.has("elapsedSeconds")).isTrue();
        object.remove("elapsedSeconds");
        return object;
    }
}
