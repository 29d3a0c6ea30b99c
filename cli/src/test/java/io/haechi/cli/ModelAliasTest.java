package io.haechi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is champion is asked; {@code voice-alarm} finds everything dangerous, {@code voice-calm} everything safe. */
class ModelAliasTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SPEECH = Path.of("..", "examples", "synthetic-ko.wav");

    @RegisterExtension
    final OwnModels own = new OwnModels();

    @BeforeEach
    void twoModels() {
        TinyModel.write(own.folder().resolve("voice-alarm"), 3);
        TinyModel.write(own.folder().resolve("voice-calm"), -3);
    }

    @Test
    void theChampionIsAskedUnlessAnotherIsNamed() {
        Run promote = Run.of("model", "promote", "voice-alarm", "--note", "for a test");
        assertThat(promote.code()).as(promote.err()).isEqualTo(ExitCode.DONE);
        assertThat(promote.out())
                .isEqualTo("voice champion is voice-alarm " + brief("voice-alarm") + "; before it the shipped model\n");
        assertThat(Run.of("model", "promote", "voice-calm", "--as", "challenger")
                        .code())
                .isEqualTo(ExitCode.DONE);
        assertThat(Run.of("scan", SPEECH).out()).contains("DANGER");
        assertThat(Run.of("scan", "--model", "champion", SPEECH).out()).contains("DANGER");
        assertThat(Run.of("scan", "--model", "challenger", SPEECH).out()).contains("SAFE");
        assertThat(Run.of("scan", "--model", "voice-calm", SPEECH).out()).contains("SAFE");
        assertThat(Run.of("voice", "explain", SPEECH).out()).contains("DANGER");
        assertThat(Run.of("voice", "explain", "--model", "challenger", SPEECH).out())
                .contains("SAFE");
    }

    @Test
    void aRollbackIsOneCommandAndASecondLeadsToTheShippedModel() throws IOException {
        Run.of("model", "promote", "voice-alarm");
        Run.of("model", "promote", "voice-calm");
        Run first = Run.of("model", "rollback", "voice", "--note", "deaf");
        assertThat(first.out())
                .isEqualTo("voice champion is voice-alarm " + brief("voice-alarm") + "; before it voice-calm "
                        + brief("voice-calm") + "\n");
        assertThat(Run.of("scan", SPEECH).out()).contains("DANGER");
        JsonNode second =
                JSON.readTree(Run.of("model", "rollback", "voice", "--json").out());
        assertThat(second.get("schema").asText()).isEqualTo("haechi/1");
        assertThat(second.get("model").isNull()).isTrue();
        assertThat(second.get("previous").asText()).isEqualTo("voice-alarm");
        Run third = Run.of("model", "rollback", "voice");
        assertThat(third.code()).isEqualTo(ExitCode.MODEL);
        assertThat(third.out()).isEmpty();
        assertThat(third.err())
                .isEqualTo("haechi: No champion is promoted for voice, so there is nothing to roll back to;"
                        + " 'haechi model history' shows what was.\n");
    }

    @Test
    void theHistoryShowsWhatWasInUseWhen() throws IOException {
        Run empty = Run.of("model", "history");
        assertThat(empty.code()).isEqualTo(ExitCode.DONE);
        assertThat(empty.out()).isEmpty();
        assertThat(empty.err()).isEqualTo("Nothing was promoted yet; the shipped models are in use.\n");
        Run.of("model", "promote", "voice-alarm", "--note", "line one\nline two\u001b[31m");
        Run.of("model", "rollback", "voice");
        Run history = Run.of("model", "history", "voice");
        assertThat(history.out().lines()).hasSize(2);
        assertThat(history.out())
                .contains("voice champion  promoted voice-alarm " + brief("voice-alarm"))
                .contains("\"line one line two [31m\"")
                .contains("voice champion  rolled back to the shipped model");
        JsonNode json = JSON.readTree(Run.of("model", "history", "--json").out());
        assertThat(json.get("schema").asText()).isEqualTo("haechi/1");
        assertThat(json.get("history")).hasSize(2);
        assertThat(json.at("/history/0/kind").asText()).isEqualTo("promote");
        assertThat(json.at("/history/0/sha256").asText()).hasSize(64);
        assertThat(json.at("/history/0/note").asText()).contains("\n");
        assertThat(Run.of("model", "history", "call").out()).isEmpty();
        assertThat(Run.of("model", "history", "weather").code()).isEqualTo(ExitCode.WRONG_USE);
    }

    @Test
    void theListMarksWhatIsInUse() throws IOException {
        Run.of("model", "promote", "voice-alarm");
        Run.of("model", "promote", "voice-calm", "--as", "challenger");
        String listed = Run.of("model", "list").out();
        assertThat(listed.lines())
                .anyMatch(line -> line.startsWith("voice-alarm ") && line.endsWith("  champion"))
                .anyMatch(line -> line.startsWith("voice-calm ") && line.endsWith("  challenger"))
                .noneMatch(line -> line.startsWith("voice-line-vote") && line.contains("champion"));
        JsonNode json = JSON.readTree(Run.of("model", "list", "--json").out());
        assertThat(json.get("schema").asText()).isEqualTo("haechi/1");
        assertThat(json.get("models"))
                .filteredOn(each -> each.get("id").asText().equals("voice-alarm"))
                .singleElement()
                .satisfies(each -> assertThat(each.at("/aliases/0").asText()).isEqualTo("champion"));
        assertThat(json.get("problems")).isEmpty();
    }

    @Test
    void theChallengerCanBeMadeChampionByItsAlias() {
        Run.of("model", "promote", "voice-calm", "--as", "challenger");
        assertThat(Run.of("model", "promote", "challenger").out()).startsWith("voice champion is voice-calm ");
        assertThat(Run.of("model", "show", "champion").out()).contains("\"voice-calm\"");
        assertThat(Run.of("model", "show", "champion", "--json").out())
                .startsWith("{\"schema\":\"haechi/1\",\"id\":\"voice-calm\",");
    }

    @Test
    void aChampionThatIsAnotherPackageNowIsRefusedWithBothHashes() {
        Run.of("model", "promote", "voice-alarm");
        String old = brief("voice-alarm");
        TinyModel.write(own.folder().resolve("voice-alarm"), 1);
        String sentence = "haechi: voice-alarm: was promoted to champion for voice with SHA-256 " + old
                + ", the package found has " + brief("voice-alarm")
                + "; put the old one back, run 'haechi model rollback voice', or promote another.\n";
        for (Run run : new Run[] {
            Run.of("scan", SPEECH),
            Run.of("voice", "explain", SPEECH),
            Run.of("voice", "evaluate", "--data", Path.of("..", "examples")),
            Run.of("model", "show", "champion"),
            Run.of("model", "verify", "champion"),
            Run.of("model", "compare", "champion", "voice-calm")
        }) {
            if (!run.err().contains("examples")) {
                assertThat(run.err()).isEqualTo(sentence);
                assertThat(run.code()).isEqualTo(ExitCode.MODEL);
                assertThat(run.out()).isEmpty();
            }
        }
        assertThat(Run.of("scan", "--model", "voice-alarm", SPEECH).code()).isEqualTo(ExitCode.DONE);
        Run list = Run.of("model", "list");
        assertThat(list.code()).isEqualTo(ExitCode.MODEL);
        assertThat(list.err()).isEqualTo(sentence);
        assertThat(list.out()).contains("voice-calm");
        assertThat(Run.of("model", "verify").err()).isEqualTo(sentence);
    }

    @Test
    void aDamagedHistoryStopsTheAliasesOnly() throws IOException {
        Run.of("model", "promote", "voice-alarm");
        Path file = own.folder().resolve("aliases.jsonl");
        Files.writeString(file, Files.readString(file) + "{\"time\":\"2026-");
        for (Run run : new Run[] {
            Run.of("scan", SPEECH),
            Run.of("model", "history"),
            Run.of("model", "promote", "voice-calm"),
            Run.of("model", "rollback", "voice"),
            Run.of("model", "verify")
        }) {
            assertThat(run.code()).isEqualTo(ExitCode.MODEL);
            assertThat(run.err().lines()).hasSize(1);
            assertThat(run.err()).startsWith("haechi: " + file + ", line 2: is no entry of the history (");
        }
        assertThat(Run.of("scan", "--model", "voice-alarm", SPEECH).code()).isEqualTo(ExitCode.DONE);
        Run list = Run.of("model", "list", "--json");
        assertThat(list.code()).isEqualTo(ExitCode.MODEL);
        assertThat(JSON.readTree(list.out()).get("problems")).hasSize(1);
        assertThat(Files.readString(file)).endsWith("{\"time\":\"2026-");
    }

    @Test
    void wrongUseIsOneSentence() {
        assertThat(Run.of("model", "promote", own.folder().resolve("voice-calm"))
                        .code())
                .isEqualTo(ExitCode.WRONG_USE);
        assertThat(Run.of("model", "promote", "voice-none").code()).isEqualTo(ExitCode.MODEL);
        assertThat(Run.of("model", "promote", "challenger").err())
                .isEqualTo("haechi: No challenger is named for voice; 'haechi model promote ID --as challenger' names"
                        + " one.\n");
        assertThat(Run.of("model", "show", "champion", "--problem", "call").out())
                .contains("call-default");
        assertThat(Run.of("model", "show", "champion", "--problem", "spill").code())
                .isEqualTo(ExitCode.MODEL);
        assertThat(Run.of("model", "promote", "voice-calm", "--as", "queen").code())
                .isEqualTo(ExitCode.WRONG_USE);
        assertThat(Run.of("model", "rollback", "weather").code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(Run.of("model").err()).contains("rollback, history or pull");
        assertThat(own.folder().resolve("aliases.jsonl")).doesNotExist();
    }

    private String brief(String id) {
        return Sha256.brief(ModelPackage.open(own.folder().resolve(id)).sha256());
    }
}
