package io.haechi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.haechi.audio.Sound;
import io.haechi.audio.WavWriter;
import io.haechi.core.Problem;
import io.haechi.core.data.DataFolder;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code voice-calm} was made from {@code voice-alarm}; one calls all voices human, the other all synthetic. */
class ModelCompareTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    final OwnModels own = new OwnModels();

    private Path data = Path.of("");
    private Path alarm = Path.of("");

    @BeforeEach
    void twoModelsAndRecordings() throws IOException {
        data = Files.createDirectories(own.folder().resolveSibling("data"));
        StringBuilder manifest = new StringBuilder("path,label,split,source,group\n");
        for (int i = 0; i < 45; i++) {
            String name = "clip" + i + ".wav";
            WavWriter.write(data.resolve(name), Sound.mono(new float[8000], 16_000));
            manifest.append(name)
                    .append(i < 20 ? ",fake," : ",real,")
                    .append(i % 22 < 3 ? "few" : "test")
                    .append(",made,g")
                    .append(i)
                    .append('\n');
        }
        Files.writeString(data.resolve("manifest.csv"), manifest);
        String dataSha256 = DataFolder.open(data, Problem.VOICE).sha256();
        alarm = TinyModel.write(own.folder().resolve("voice-alarm"), 3, Provenance.now(dataSha256, "tiny", 1, "test"));
        TinyModel.write(
                own.folder().resolve("voice-calm"),
                -3,
                Provenance.derivedFrom(ModelPackage.open(alarm), "int8", "test"));
    }

    @Test
    void twoCardsStandSideBySide() throws IOException {
        Run run = Run.of("model", "compare", "voice-alarm", "voice-calm");
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out())
                .containsPattern("(?m)^ +voice-alarm +voice-calm$")
                .containsPattern("(?m)^parent +- +voice-alarm [0-9a-f]{8}… by int8$")
                .containsPattern("(?m)^test EER +0\\.500 \\[0\\.40-0\\.60] +0\\.500 \\[0\\.40-0\\.60]$")
                .containsPattern("(?m)^test accuracy +0\\.300 +-0\\.300$");
        JsonNode json = JSON.readTree(Run.of("model", "compare", "voice-alarm", "voice-calm", "--json")
                .out());
        assertThat(json.get("schema").asText()).isEqualTo("haechi/1");
        assertThat(json.at("/models/1/parentModel").asText())
                .isEqualTo(json.at("/models/0/sha256").asText());
        assertThat(json.at("/models/1/method").asText()).isEqualTo("int8");
        assertThat(json.at("/models/0/metrics/test/eer").asDouble()).isEqualTo(0.5);
        assertThat(json.has("differences")).isFalse();
    }

    @Test
    void bothAreMeasuredOnTheSameRecordings() throws IOException {
        Run run = Run.of("model", "compare", "voice-alarm", "voice-calm", "--data", data, "--split", "all", "--json");
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        JsonNode json = JSON.readTree(run.out());
        assertThat(json.get("split").asText()).isEqualTo("all");
        assertThat(json.at("/evaluations/0/model").asText()).isEqualTo("voice-alarm");
        assertThat(json.at("/evaluations/1/n").asInt()).isEqualTo(45);
        // All alike: EER .5 and AUC .5 for both. Accuracy is the share of the class that is named: 20/45 and 25/45.
        JsonNode eer = json.at("/differences/0");
        assertThat(eer.get("metric").asText()).isEqualTo("eer");
        assertThat(eer.get("finding").asText()).isEqualTo("within chance");
        JsonNode accuracy = json.at("/differences/2");
        assertThat(accuracy.get("a").asDouble()).isEqualTo(20.0 / 45);
        assertThat(accuracy.get("b").asDouble()).isEqualTo(25.0 / 45);
        assertThat(accuracy.get("ci").get(0).asDouble()).isPositive();
        assertThat(accuracy.get("words").asText()).isEqualTo("voice-calm is better in accuracy, beyond chance");
        assertThat(json.get("unreadable")).isEmpty();
    }

    @Test
    void fromAFewRecordingsNothingIsConcluded() {
        Run run = Run.of("model", "compare", "voice-alarm", "voice-calm", "--data", data, "--split", "few");
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out())
                .contains("Measured on " + data + ", split few, 3 fake and 4 real:")
                .containsPattern("(?m)^accuracy .*: too few examples to tell a difference in accuracy from chance "
                        + "\\(20 of each class needed\\)$");
    }

    @Test
    void aRecordingThatCannotBeReadIsLeftOutForBoth() throws IOException {
        Files.writeString(data.resolve("clip1.wav"), "no sound");
        Run run = Run.of("model", "compare", "voice-alarm", "voice-calm", "--data", data, "--split", "few", "--json");
        assertThat(run.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("haechi: left out: ").contains("clip1.wav");
        assertThat(JSON.readTree(run.out()).at("/evaluations/1/n").asInt()).isEqualTo(6);
    }

    @Test
    void wrongUseIsOneSentence() {
        assertThat(Run.of("model", "compare", "voice-alarm").code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(Run.of("model", "compare", "voice-alarm", "voice-none").code())
                .isEqualTo(ExitCode.MODEL);
        assertThat(Run.of("model", "compare", "voice-alarm", "voice-calm", "--split", "test")
                        .code())
                .isEqualTo(ExitCode.WRONG_USE);
        assertThat(Run.of("model", "compare", "voice-alarm", "voice-calm", "--data", "nowhere")
                        .code())
                .isEqualTo(ExitCode.UNREADABLE);
    }

    @Test
    void verifyWalksDownToTheData() throws IOException {
        Run run = Run.of("model", "verify", "voice-calm", "--data", data);
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out())
                .containsPattern("\\Avoice-calm: [0-9a-f]{64} holds\n  file model.onnx: [0-9a-f]{64} holds\n"
                        + "  parent voice-alarm: [0-9a-f]{64} holds \\(made from it by int8\\)\n"
                        + "    file model.onnx: [0-9a-f]{64} holds\n    made from data [0-9a-f]{64} \\(recipe tiny, ");
        JsonNode json =
                JSON.readTree(Run.of("model", "verify", "voice-calm", "--json").out());
        assertThat(json.get("schema").asText()).isEqualTo("haechi/1");
        assertThat(json.get("holds").asBoolean()).isTrue();
        assertThat(json.at("/models/0/links/1/kind").asText()).isEqualTo("parent");
        assertThat(json.at("/models/0/links/1/links/1/kind").asText()).isEqualTo("data");
    }

    @Test
    void aBrokenLinkIsSaidAndFails() throws IOException {
        Files.writeString(data.resolve("manifest.csv"), Files.readString(data.resolve("manifest.csv")) + "\n");
        Run changed = Run.of("model", "verify", "voice-calm", "--data", data);
        assertThat(changed.code()).isEqualTo(ExitCode.MODEL);
        assertThat(changed.err())
                .matches("haechi: voice-calm: was made from data [0-9a-f]{8}…, " + data
                        + " is [0-9a-f]{8}…; another folder, or it has changed since\\.\n");
        TinyModel.write(alarm, 1);
        Run parent = Run.of("model", "verify", "voice-calm");
        assertThat(parent.code()).isEqualTo(ExitCode.MODEL);
        assertThat(parent.out())
                .contains("  parent voice-alarm: ")
                .contains(" does not hold (voice-alarm: has SHA-256 ");
        assertThat(parent.err())
                .matches("haechi: voice-alarm: has SHA-256 [0-9a-f]{8}…, the model was made from [0-9a-f]{8}…;"
                        + " put back the package of that hash\\.\n");
        JsonNode json =
                JSON.readTree(Run.of("model", "verify", "voice-calm", "--json").out());
        assertThat(json.get("holds").asBoolean()).isFalse();
        assertThat(json.get("broken")).hasSize(1);
    }

    @Test
    void aParentThatIsNotAtHandBreaksNothing() throws IOException {
        Files.move(alarm, data.resolve("elsewhere"));
        Run run = Run.of("model", "verify", "voice-calm");
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out())
                .containsPattern("parent voice-alarm: [0-9a-f]{64} not at hand \\(made from it by int8; it is not at"
                        + " hand, so nothing is known but its hash\\)");
    }
}
