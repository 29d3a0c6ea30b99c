package io.haechi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VoiceCostTest {
    @TempDir
    Path folder;

    /** Figures as counted by hand in the tests of the voice module. */
    @Test
    void theTableNamesWhatARecipeCosts() throws IOException {
        Path log = Files.createDirectories(folder.resolve("voice-simple-cnn.training"))
                .resolve("training.csv");
        Files.writeString(log, "epoch,step,seconds\n1,36,90\n2,72,90\n");
        Run run = Run.of("voice", "cost", "simple-cnn", "bilstm", "--log", folder);
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines())
                .hasSize(3)
                .first(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .matches("recipe +parameters +MB \\(float32\\) +MB \\(float16\\) +MMACs/s +epochs +steps +minutes");
        assertThat(run.out())
                .containsPattern(
                        "(?m)^simple-cnn +142963 +0\\.5\\d +0\\.[23]\\d +40\\.8 +240 +8640 +3\\.0 \\(2 epochs\\)$")
                .containsPattern("(?m)^bilstm +176969 +0\\.7\\d +0\\.3\\d +30\\.3 +60 +2160 +-$");
    }

    @Test
    void asJsonItIsOneObject() throws IOException {
        JsonNode json = new ObjectMapper()
                .readTree(Run.of("voice", "cost", "simple-cnn", "--json").out());
        assertThat(json.get("schema").asText()).isEqualTo("haechi/1");
        assertThat(json.at("/recipes/0/macsPerSecond").asLong()).isEqualTo(40_784_960);
        assertThat(json.at("/recipes/0/minutes").isNull()).isTrue();
    }

    @Test
    void withoutNamesEveryNetworkIsListedAndNoEnsemble() {
        assertThat(Run.of("voice", "cost").out())
                .contains("vgg19", "resnet50", "bilstm-512", "transformer", "simple-cnn")
                .doesNotContain("vote");
    }

    @Test
    void wrongUseIsOneSentence() throws IOException {
        Run vote = Run.of("voice", "cost", "soft-vote");
        assertThat(vote.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(vote.err())
                .startsWith("haechi: Recipe soft-vote is an ensemble")
                .hasLineCount(1);
        assertThat(Run.of("voice", "cost", "no-such").code()).isEqualTo(ExitCode.WRONG_USE);
        Files.writeString(
                Files.createDirectories(folder.resolve("voice-bilstm.training")).resolve("training.csv"), "nothing");
        Run log = Run.of("voice", "cost", "bilstm", "--log", folder);
        assertThat(log.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(log.err()).contains("no column \"seconds\"");
    }

    @Test
    void aFolderOfTrainingsThatIsNotThereIsNamed() {
        Run run = Run.of("voice", "cost", "--log", "nowhere");
        assertThat(run.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(run.err()).isEqualTo("haechi: nowhere: there is no such folder of trainings.\n");
    }
}
