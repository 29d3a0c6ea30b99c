package io.haechi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainTest {
    private static final Path SPEECH = Path.of("..", "examples", "synthetic-ko.wav");
    private static final Path SILENCE = Path.of("..", "examples", "silence.wav");

    @TempDir
    Path folder;

    private Path model = Path.of("");

    @BeforeEach
    void prepare() {
        model = TinyModel.write(folder.resolve("voice-tiny"), 3);
    }

    @Test
    void picturesAreWrittenBesideTheWords() throws IOException {
        Path png = folder.resolve("why.png");
        Path svg = folder.resolve("왜.svg");
        Run run = Run.of("voice", "explain", SPEECH, "--model", model, "--png", png, "--svg", svg);
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith(SPEECH + ": 위험 DANGER")
                .contains("What carries it, by taking it out of 0:00-0:06")
                // This model says the same whatever it hears.
                .contains("두드러진 곳이 없습니다 / nothing stands out");
        assertThat(Files.readAllBytes(png)).startsWith(0x89, 'P', 'N', 'G');
        assertThat(Files.readString(svg))
                .startsWith("<svg")
                .endsWith("</svg>\n")
                .contains("synthetic-ko.wav");
    }

    @Test
    void theJsonIsThatOfAScanAndMore() throws IOException {
        Run run = Run.of("voice", "explain", "--json", "--model", model, SPEECH);
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.get("schema").asText()).isEqualTo("haechi/1");
        assertThat(json.get("decision").asText()).isEqualTo("DANGER");
        assertThat(json.get("explainedChannel").asInt()).isEqualTo(1);
        assertThat(json.get("bands")).hasSize(8);
        JsonNode attribution = json.get("attribution");
        assertThat(attribution.get("regions")).isEmpty();
        assertThat(attribution.get("logOdds").asDouble()).isEqualTo(3);
        assertThat(attribution.get("map").get("effects").get(0)).hasSize(30);
        assertThat(attribution.get("endSeconds").asDouble()).isEqualTo(6);
    }

    @Test
    void withoutSpeechNothingIsExplainedOrDrawn() throws IOException {
        Path png = folder.resolve("why.png");
        Run run = Run.of("voice", "explain", SILENCE, "--model", model, "--png", png);
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("UNSURE").contains("nothing to explain");
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains("there is nothing to explain, so nothing was drawn");
        assertThat(png).doesNotExist();
        JsonNode json = new ObjectMapper()
                .readTree(Run.of("voice", "explain", SILENCE, "--model", model, "--json")
                        .out());
        assertThat(json.get("attribution").isNull()).isTrue();
    }

    @Test
    void aFileThatCannotBeReadIsSaidInOneSentence() throws IOException {
        Path text = Files.writeString(folder.resolve("song.mp3"), "This is no music at all.\n".repeat(40));
        for (Path bad : new Path[] {text, folder.resolve("none.wav")}) {
            Run run = Run.of("voice", "explain", bad, "--model", model);
            assertThat(run.code()).isEqualTo(ExitCode.UNREADABLE);
            assertThat(run.err().lines()).hasSize(1);
            assertThat(run.err()).contains(String.valueOf(bad.getFileName()));
            assertThat(run.out()).isEmpty();
        }
    }

    @Test
    void aPlaceWhereNothingCanBeWrittenIsSaidBeforeTheWork() {
        for (String kind : new String[] {"--png", "--svg"}) {
            Run run = Run.of("voice", "explain", SPEECH, "--model", model, kind, folder.resolve("none/why"));
            assertThat(run.code()).isEqualTo(ExitCode.WRONG_USE);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("why: cannot be written");
        }
    }
}
