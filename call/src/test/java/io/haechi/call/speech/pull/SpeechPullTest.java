package io.haechi.call.speech.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.haechi.call.speech.Speech;
import io.haechi.call.speech.SpeechToText;
import io.haechi.call.speech.TranscriptionOptions;
import io.haechi.call.speech.whisper.TinyWhisper;
import io.haechi.call.speech.whisper.WhisperOnnx;
import io.haechi.core.ModelException;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.ModelStore;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeechPullTest {
    @TempDir
    Path folder;

    @Test
    void ownGraphsBecomeAPackageThatOpens() throws IOException {
        Path given = given();
        ModelPackage made = pull().from(given, "mine", Weights.INT8, PullListener.NONE);
        assertThat(made.card().problem()).isEqualTo("speech");
        assertThat(store()).containsExactly("mine");
        try (SpeechToText writer =
                Speech.open(ModelStore.of(folder.resolve("store")), "mine", TranscriptionOptions.STANDARD)) {
            assertThat(writer.engine()).isEqualTo("ONNX Runtime");
            assertThat(writer.modelSha256()).isEqualTo(made.sha256());
        }
    }

    @Test
    void aFileThatWasChangedIsNotLoaded() throws IOException {
        pull().from(given(), "mine", Weights.INT8, PullListener.NONE);
        Path file = folder.resolve("store").resolve("mine").resolve(WhisperOnnx.DECODER);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() ->
                        Speech.open(ModelStore.of(folder.resolve("store")), "mine", TranscriptionOptions.STANDARD))
                .withMessageContaining("decoder.onnx has SHA-256")
                .withMessageContaining("pull the model again");
    }

    @Test
    void whatIsNotThereSaysHowToGetIt() {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> Speech.open(
                        ModelStore.of(folder.resolve("store")), Speech.DEFAULT_MODEL, TranscriptionOptions.STANDARD))
                .withMessageContaining("haechi model pull whisper-base");
    }

    @Test
    void otherFilesAreRefusedAndLeaveNothing() throws IOException {
        Path text = Files.writeString(folder.resolve("letter.bin"), "This is no model.");
        refused(text, "is no ggml file of Whisper");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        refused(empty, "holds no Whisper model");
        refused(folder.resolve("missing.bin"), "there is no such file");
        Path given = given();
        Files.write(given.resolve(WhisperOnnx.ENCODER), new byte[] {1, 2, 3});
        refused(given, "");
        Files.delete(given.resolve(WhisperOnnx.TOKENIZER));
        refused(given, "has no tokenizer.json");
    }

    @Test
    void convertedWeightsOfNoWhisperAreRefused() throws IOException {
        Path given = Files.createDirectory(folder.resolve("ct2"));
        Files.write(given.resolve("model.bin"), "not a model either".getBytes(StandardCharsets.UTF_8));
        Files.write(given.resolve("tokenizer.json"), TinyWhisper.tokenizer());
        Files.writeString(given.resolve("config.json"), "{}");
        refused(given, "not a CTranslate2 model");
    }

    @Test
    void aDiskWithoutRoomIsNotBegunOn() throws IOException {
        SpeechPull pull = new SpeechPull(folder.resolve("store"), new Download(nowhere()), _ -> 100_000_000L);
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> pull.whisperBase("whisper-base", Weights.INT8, PullListener.NONE))
                .withMessageContaining("has 100 MB left")
                .withMessageContaining("make room");
        assertThat(store()).doesNotContain("whisper-base");
    }

    @Test
    void anotherFolderIsNotWrittenOver() throws IOException {
        Path other = Files.createDirectories(folder.resolve("store").resolve("photos"));
        Files.writeString(other.resolve("cat.jpg"), "meow");
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> pull().from(given(), "photos", Weights.INT8, PullListener.NONE))
                .withMessageContaining("holds something else");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pull().from(given(), "../up", Weights.INT8, PullListener.NONE));
        assertThat(other.resolve("cat.jpg")).hasContent("meow");
    }

    private void refused(Path given, String saying) throws IOException {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> pull().from(given, "mine", Weights.INT8, PullListener.NONE))
                .withMessageContaining(saying);
        assertThat(store()).isEmpty();
    }

    private SpeechPull pull() {
        return new SpeechPull(folder.resolve("store"), nowhere());
    }

    private static PackageIndex nowhere() {
        return new PackageIndex(URI.create("http://127.0.0.1:9/simple"));
    }

    /** Everything in the store, hidden things as well. */
    private List<String> store() throws IOException {
        Path store = folder.resolve("store");
        if (!Files.exists(store)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(store)) {
            return list.map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> !name.equals(".pull-whisper-base"))
                    .toList();
        }
    }

    private Path given() throws IOException {
        Path given = Files.createDirectories(folder.resolve("given"));
        WhisperOnnx.Files files = TinyWhisper.files();
        Files.write(given.resolve(WhisperOnnx.ENCODER), files.encoder());
        Files.write(given.resolve(WhisperOnnx.DECODER), files.decoder());
        Files.write(given.resolve(WhisperOnnx.TOKENIZER), files.tokenizer());
        return given;
    }
}
