package io.haechi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class TranscribeTest {
    private static final Path SPOKEN = Path.of("..", "examples", "synthetic-ko.wav");

    @RegisterExtension
    final OwnModels models = new OwnModels();

    @TempDir
    Path folder;

    @Test
    void withoutWeightsItSaysHowToGetThem() {
        Run run = Run.of("transcribe", SPOKEN);
        assertThat(run.code()).isEqualTo(ExitCode.MODEL);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("haechi: No speech model is called \"whisper-base\"")
                .contains("haechi model pull whisper-base")
                .hasLineCount(1);
    }

    @Test
    void withoutWeightsAScanJudgesTheVoiceAndSaysSo() {
        Run run = Run.of("scan", SPOKEN);
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("synthetic-ko.wav: ");
        assertThat(run.err().strip()).isEqualTo(WordsHint.SENTENCE);
    }

    @Test
    void filesThatAreNoWeightsAreRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("ggml-base.bin"), "not a model");
        Run pull = Run.of("model", "pull", "mine", "--from", text);
        assertThat(pull.code()).isEqualTo(ExitCode.MODEL);
        assertThat(pull.err()).contains("is no ggml file of Whisper").hasLineCount(1);
        assertThat(models.folder()).isEmptyDirectory();
        Run use = Run.of("transcribe", "--model", text, SPOKEN);
        assertThat(use.code()).isEqualTo(ExitCode.MODEL);
        assertThat(use.err()).hasLineCount(1);
    }

    @Test
    void offlineIsOneSentenceAndLeavesNoModel() {
        Run run = Run.of("model", "pull", "whisper-base", "--index", "http://127.0.0.1:9/simple");
        assertThat(run.code()).isEqualTo(ExitCode.MODEL);
        assertThat(run.err()).contains("cannot be reached").hasLineCount(1);
        assertThat(models.folder().resolve("whisper-base")).doesNotExist();
    }

    @Test
    void wrongUseIsSaid() {
        assertThat(Run.of("transcribe").code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(Run.of("transcribe", "--threads", "3", SPOKEN).code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(Run.of("transcribe", "--language", "Korean", SPOKEN).code()).isEqualTo(ExitCode.WRONG_USE);
        Run unknown = Run.of("model", "pull", "whisper-huge");
        assertThat(unknown.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(unknown.err()).contains("known are whisper-base and e5-small");
        assertThat(Run.of("model", "pull", "whisper-base", "--index", "ftp://x").code())
                .isEqualTo(ExitCode.WRONG_USE);
    }
}
