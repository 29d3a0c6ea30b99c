package io.haechi.core.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haechi.core.ModelException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelPackageTest {
    private static final byte[] MODEL = "a network".getBytes(UTF_8);
    private static final byte[] LABELS = "real\nfake\n".getBytes(UTF_8);

    @TempDir
    Path temp;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        ModelPackage written = write("voice-cnn");
        ModelPackage read = ModelPackage.open(temp.resolve("voice-cnn"));
        assertThat(read.card()).isEqualTo(written.card());
        assertThat(read.id()).isEqualTo("voice-cnn");
        assertThat(read.file("model.onnx")).isEqualTo(MODEL);
        assertThat(read.fileNames()).containsExactlyInAnyOrder("model.onnx", "labels.txt");
        assertThat(read.has("labels.txt")).isTrue();
        assertThat(read.sha256()).isEqualTo(Sha256.of(temp.resolve("voice-cnn").resolve("card.json")));
        assertThat(read.card().files()).containsEntry("model.onnx", Sha256.of(MODEL));
    }

    @Test
    void underAnotherCardTheFilesAreTheSameAndNothingIsWritten() throws IOException {
        ModelPackage written = write("voice-cnn");
        byte[] before = Files.readAllBytes(temp.resolve("voice-cnn").resolve("card.json"));
        Card moved = written.card().withDecision(Calibration.NONE, 0.7, Map.of("hop", 80));
        ModelPackage other = written.under(moved.withFiles(Map.of()));
        assertThat(other.card().threshold()).isEqualTo(0.7);
        assertThat(other.card().calibration()).isEqualTo(Calibration.NONE);
        assertThat(other.card().settings()).isEqualTo(Map.of("hop", 80));
        assertThat(other.card().recipe()).isEqualTo(written.card().recipe());
        assertThat(other.card().files()).isEqualTo(written.card().files());
        assertThat(other.file("model.onnx")).isEqualTo(MODEL);
        assertThat(other.sha256())
                .isNotEqualTo(written.sha256())
                .isEqualTo(Sha256.of(other.card().toJson()));
        assertThat(temp.resolve("voice-cnn").resolve("card.json")).hasBinaryContent(before);
    }

    @Test
    void aPlaceThatHoldsSomethingElseIsRefusedBeforeTheWork() throws IOException {
        write("voice-cnn");
        ModelPackage.requireReplaceable(temp.resolve("voice-cnn"));
        ModelPackage.requireReplaceable(temp.resolve("nowhere/yet"));
        ModelPackage.requireReplaceable(Files.createDirectory(temp.resolve("empty")));
        Path file = Files.writeString(temp.resolve("file"), "x");
        assertThatThrownBy(() -> ModelPackage.requireReplaceable(file))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("this is a file");
        assertThatThrownBy(() -> ModelPackage.requireReplaceable(temp)).hasMessageContaining("something else");
    }

    @Test
    void aFileHandedOutIsACopy() {
        ModelPackage written = write("m");
        written.file("model.onnx")[0] = 'X';
        assertThat(written.file("model.onnx")).isEqualTo(MODEL);
    }

    @Test
    void aTamperedFileIsRefused() throws IOException {
        write("voice-cnn");
        Path folder = temp.resolve("voice-cnn");
        Files.writeString(folder.resolve("model.onnx"), "another");
        assertThatThrownBy(() -> ModelPackage.open(folder))
                .isInstanceOf(ModelException.class)
                .hasMessage(folder + ": model.onnx has SHA-256 "
                        + Sha256.of("another".getBytes(UTF_8)).substring(0, 8) + "…, card.json says "
                        + Sha256.of(MODEL).substring(0, 8) + "…; copy or fit the model again.");
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        write("m");
        Files.delete(temp.resolve("m/labels.txt"));
        assertThatThrownBy(() -> ModelPackage.open(temp.resolve("m")))
                .isInstanceOf(ModelException.class)
                .hasMessage(temp.resolve("m") + ": labels.txt is missing; copy the model again.");
    }

    @Test
    void aMissingPackageSaysWhatToDo() {
        assertThatThrownBy(() -> ModelPackage.open(temp.resolve("none")))
                .isInstanceOf(ModelException.class)
                .hasMessage(temp.resolve("none")
                        + ": there is no model package here; run 'haechi model list' to see what is installed.");
        assertThatThrownBy(() -> ModelPackage.open(temp))
                .isInstanceOf(ModelException.class)
                .hasMessage(temp + ": card.json is missing; copy the model again.");
    }

    @Test
    void aFileThatTheCardDoesNotNameCannotBeRead() throws IOException {
        write("m");
        Files.writeString(temp.resolve("m/secret.txt"), "x");
        assertThatThrownBy(() -> ModelPackage.open(temp.resolve("m")).file("secret.txt"))
                .isInstanceOf(ModelException.class)
                .hasMessage(temp.resolve("m") + ": there is no file \"secret.txt\" in this package; it holds"
                        + " labels.txt, model.onnx.");
    }

    @Test
    void aLinkOutOfThePackageIsNotFollowed() throws IOException {
        write("m");
        Path outside = Files.write(temp.resolve("outside"), MODEL);
        Files.delete(temp.resolve("m/model.onnx"));
        Files.createSymbolicLink(temp.resolve("m/model.onnx"), outside);
        assertThatThrownBy(() -> ModelPackage.open(temp.resolve("m"))).hasMessageContaining("model.onnx is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../model.onnx", "/etc/passwd", "a/b"})
    void aCardThatNamesAPlaceOutsideIsRefused(String name) throws IOException {
        write("m");
        Path card = temp.resolve("m/card.json");
        Files.writeString(card, Files.readString(card).replace("\"model.onnx\"", "\"" + name + "\""));
        assertThatThrownBy(() -> ModelPackage.open(temp.resolve("m")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("File name \"" + name + "\" is not allowed in a model package");
    }

    @Test
    void aZipIsAsGoodAsAFolder() throws IOException {
        ModelPackage folder = write("m");
        ModelPackage zip = ModelPackage.open(zip(Map.of(
                "card.json", folder.card().toJson(), "model.onnx", MODEL, "labels.txt", LABELS, "README", MODEL)));
        assertThat(zip.sha256()).isEqualTo(folder.sha256());
        assertThat(zip.file("labels.txt")).isEqualTo(LABELS);
        assertThat(zip.sizeBytes()).isEqualTo(folder.sizeBytes());
    }

    @Test
    void aZipWithATamperedFileIsRefused() throws IOException {
        Path zip = zip(Map.of("card.json", write("m").card().toJson(), "model.onnx", LABELS, "labels.txt", LABELS));
        assertThatThrownBy(() -> ModelPackage.open(zip)).hasMessageContaining("model.onnx has SHA-256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "a/evil", "..\\evil", "folder/"})
    void aZipWithFoldersIsRefused(String name) throws IOException {
        Path zip = zip(Map.of(name, new byte[0]));
        assertThatThrownBy(() -> ModelPackage.open(zip))
                .isInstanceOf(ModelException.class)
                .hasMessage(zip + ": the zip holds \"" + name
                        + "\", and a model package has no folders; zip the files themselves.");
        assertThat(temp.resolve("evil")).doesNotExist();
    }

    @Test
    void aZipThatUnpacksToMoreThanTheCapIsRefused() throws IOException {
        Path zip = temp.resolve("bomb.zip");
        byte[] zeros = new byte[1 << 20];
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("model.onnx"));
            for (int i = 0; i <= 200; i++) {
                out.write(zeros);
            }
        }
        assertThat(Files.size(zip)).isLessThan(1 << 20);
        assertThatThrownBy(() -> ModelPackage.open(zip))
                .isInstanceOf(ModelException.class)
                .hasMessage(zip + ": more than 200 MB, too large for a model package.");
    }

    @Test
    void whatIsNoZipIsRefused() throws IOException {
        Path text = Files.writeString(temp.resolve("m.zip"), "this is text");
        assertThatThrownBy(() -> ModelPackage.open(text))
                .isInstanceOf(ModelException.class)
                .hasMessage(text + ": this is neither a model folder nor a zip file with one in it.");
    }

    @Test
    void resourcesAreReadFromTheClassPath() {
        ModelPackage shipped = ModelPackage.ofResources(ModelPackageTest.class, "/models/tiny");
        assertThat(shipped.id()).isEqualTo("tiny");
        assertThat(shipped.file("model.txt")).asString(UTF_8).isEqualTo("tiny\n");
        assertThatThrownBy(() -> ModelPackage.ofResources(ModelPackageTest.class, "/models/none"))
                .isInstanceOf(ModelException.class)
                .hasMessage("/models/none: card.json is missing; copy the model again.");
    }

    @Test
    void writingAgainReplacesAndLeavesNothingBehind() throws IOException {
        write("m");
        ModelPackage.write(temp.resolve("m"), Cards.card("m"), Map.of("new.txt", LABELS));
        assertThat(ModelPackage.open(temp.resolve("m")).fileNames()).containsExactly("new.txt");
        assertThat(temp.resolve("m/model.onnx")).doesNotExist();
        assertThat(names(temp)).containsExactly("m");
    }

    @Test
    void aWriteThatFailsLeavesTheOldPackageWhole() {
        ModelPackage before = write("m");
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("good.txt", LABELS);
        files.put("../evil.txt", LABELS);
        assertThatThrownBy(() -> ModelPackage.write(temp.resolve("m"), Cards.card("m"), files))
                .hasMessageContaining("not allowed");
        assertThat(ModelPackage.open(temp.resolve("m")).sha256()).isEqualTo(before.sha256());
    }

    @Test
    void aFolderWithSomethingElseIsNotOverwritten() throws IOException {
        Path precious = Files.createDirectories(temp.resolve("thesis"));
        Files.writeString(precious.resolve("thesis.tex"), "x");
        assertThatThrownBy(() -> ModelPackage.write(precious, Cards.card("m"), Map.of()))
                .isInstanceOf(ModelException.class)
                .hasMessage(precious + ": the folder holds something else than a model; choose another.");
        assertThat(names(precious)).containsExactly("thesis.tex");
        Path file = Files.writeString(temp.resolve("file"), "x");
        assertThatThrownBy(() -> ModelPackage.write(file, Cards.card("m"), Map.of()))
                .hasMessage(file + ": this is a file; a model package is written as a folder.");
    }

    private ModelPackage write(String id) {
        return ModelPackage.write(temp.resolve(id), Cards.card(id), Map.of("model.onnx", MODEL, "labels.txt", LABELS));
    }

    private Path zip(Map<String, byte[]> entries) throws IOException {
        Path zip = temp.resolve("package.zip");
        try (OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
        return zip;
    }

    private static Stream<String> namesOf(Path folder) throws IOException {
        return Files.list(folder).map(path -> path.getFileName().toString());
    }

    private static java.util.List<String> names(Path folder) throws IOException {
        try (Stream<String> names = namesOf(folder)) {
            return names.toList();
        }
    }
}
