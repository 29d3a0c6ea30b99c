package io.haechi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.haechi.audio.channel.Condition;
import io.haechi.audio.channel.Conditions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What needs the real coders, which run in child processes: the whole matrix, and stability. */
class RobustnessIT {
    private static final Path SPEECH = Path.of("..", "examples", "synthetic-ko.wav");
    private static final Path SILENCE = Path.of("..", "examples", "silence.wav");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void theWholeMatrixHasOneRowForEachCondition() throws IOException {
        Path model = TinyModel.write(folder.resolve("voice-tiny"), 1);
        Files.copy(SPEECH, Files.createDirectories(folder.resolve("data/fake")).resolve("a.wav"));
        Files.copy(SILENCE, Files.createDirectories(folder.resolve("data/real")).resolve("b.wav"));
        Run run = Run.of(
                "voice", "evaluate", "--model", model, "--data", folder.resolve("data"), "--robustness", "--json");
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        JsonNode robustness = JSON.readTree(run.out()).get("robustness");
        assertThat(robustness)
                .extracting(column -> column.get("condition").asText())
                .containsExactlyElementsOf(
                        Conditions.MATRIX.stream().map(Condition::name).toList());
        for (JsonNode column : robustness) {
            assertThat(column.get("n").asInt()).isEqualTo(2);
            assertThat(column.get("flipped").asDouble()).isZero();
            // Nobody speaks in silence, and a second of speech is cut too short.
            assertThat(column.get("unsure").asInt()).isBetween(1, 2);
        }
    }

    @Test
    void aScanSaysWhetherItsVerdictIsStable() throws IOException {
        Path model = TinyModel.write(folder.resolve("voice-tiny"), 3);
        Run text = Run.of("scan", "--stability", "--model", model, SPEECH, SILENCE);
        assertThat(text.code()).as(text.err()).isEqualTo(ExitCode.DONE);
        assertThat(text.out().lines().filter(line -> line.contains("안정 stable")))
                .hasSize(2)
                .first()
                .asString()
                .contains("g711-a, opus-16k, mp3-32k, noise-30, gain-3");
        Run json = Run.of("scan", "--stability", "--json", "--model", model, SPEECH, SILENCE);
        List<String> lines = json.out().lines().toList();
        assertThat(lines).hasSize(2);
        for (String line : lines) {
            JsonNode verdict = JSON.readTree(line);
            assertThat(verdict.get("stable").asBoolean()).isTrue();
            assertThat(verdict.get("changedBy")).isEmpty();
            assertThat(verdict.at("/channels/0/stability/reencodings")).hasSize(5);
        }
        assertThat(JSON.readTree(Run.of("scan", "--json", "--model", model, SPEECH)
                                .out())
                        .has("stable"))
                .isFalse();
    }
}
