package io.haechi.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haechi.core.Example;
import io.haechi.core.Problem;
import io.haechi.core.UnreadableInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataFolderTest {
    @TempDir
    Path temp;

    @Test
    void aManifestIsReadWithAllItsColumns() throws IOException {
        DataFolder data = manifest("""
                path,label,split,source,group,language,note
                a.wav,fake,train,vits,s1,ko,"says ""네"", twice"
                한글/b c.wav,real,test,vctk,s2,en,
                """);
        assertThat(data.isGrouped()).isTrue();
        assertThat(data.splits()).containsExactly("test", "train");
        Entry first = data.entries().getFirst();
        assertThat(first.example())
                .isEqualTo(new Example<>("a.wav", temp.resolve("a.wav"), true, "vits", "s1", "train"));
        assertThat(first.columns())
                .containsExactly(
                        java.util.Map.entry("language", "ko"), java.util.Map.entry("note", "says \"네\", twice"));
        assertThat(data.entries().getLast().example().input())
                .isEqualTo(temp.resolve("한글").resolve("b c.wav"));
        assertThat(data.folder()).isEqualTo(temp);
        assertThat(data.problem()).isSameAs(Problem.VOICE);
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsAreNoMatter() throws IOException {
        DataFolder data = manifest("\uFEFFpath,label\r\na.wav,fake\r\n\r\nb.wav,real\r\n");
        assertThat(data.entries()).hasSize(2);
    }

    @Test
    void missingColumnsHaveDefaults() throws IOException {
        DataFolder data = manifest("label,path\nfake,a.wav\n");
        assertThat(data.isGrouped()).isFalse();
        assertThat(data.entries().getFirst().example())
                .isEqualTo(new Example<>("a.wav", temp.resolve("a.wav"), true, "unknown", "a.wav", "all"));
    }

    @Test
    void splitsAreFoundByName() throws IOException {
        DataFolder data = manifest("path,label,split\na,fake,train\nb,real,test\nc,real,test\n");
        assertThat(data.split("test")).hasSize(2);
        assertThat(data.split("all")).hasSize(3);
        assertThatThrownBy(() -> data.split("valid"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(temp + " has no split \"valid\"; it has test, train (and \"all\" for everything)");
    }

    @Test
    void aWrongLabelIsNamedWithItsLine() {
        StringBuilder csv = new StringBuilder("path,label\n");
        for (int i = 2; i < 214; i++) {
            csv.append(i).append(".wav,real\n");
        }
        assertThatThrownBy(() -> manifest(csv + "x.wav,Fake \n"))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessage("manifest.csv, line 214: label \"Fake \" is neither \"real\" nor \"fake\".");
    }

    @Test
    void aLineIsCountedAsAnEditorCountsIt() {
        assertThatThrownBy(() -> manifest("path,label,note\na,real,\"two\nlines\"\n\nb,none,x"))
                .hasMessageStartingWith("manifest.csv, line 5: label \"none\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a.wav", "a/../../b.wav", "/etc/passwd", ".."})
    void aPathOutOfTheFolderIsRefused(String path) {
        assertThatThrownBy(() -> manifest("path,label\n" + path + ",real\n"))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessage("manifest.csv, line 2: path \"" + path + "\" leaves the data folder.");
    }

    @Test
    void aFolderGivenRelativelyKeepsItsFilesInside() {
        Path relative = Path.of("").toAbsolutePath().relativize(temp.toAbsolutePath());
        org.assertj.core.api.Assertions.assertThatCode(() -> {
                    Files.writeString(temp.resolve("manifest.csv"), "path,label\na.wav,real\n");
                    DataFolder.open(relative, Problem.VOICE);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void mistakesInTheManifestAreNamed() {
        assertThatThrownBy(() -> manifest("path,split\na,train\n"))
                .hasMessage("manifest.csv, line 1: column \"label\" is missing; found path, split.");
        assertThatThrownBy(() -> manifest("path,label\na,real\nb\n"))
                .hasMessage("manifest.csv, line 3: expected 2 columns, got 1.");
        assertThatThrownBy(() -> manifest("path,label\na,real\na,fake\n"))
                .hasMessage("manifest.csv, line 3: path \"a\" stands already in line 2.");
        assertThatThrownBy(() -> manifest("path,label\n ,real\n"))
                .hasMessage("manifest.csv, line 2: the path is empty.");
        assertThatThrownBy(() -> manifest("path,label\n")).hasMessage("manifest.csv: it names no file.");
        assertThatThrownBy(() -> manifest("")).isInstanceOf(UnreadableInputException.class);
        assertThatThrownBy(() -> manifest("path,label\n\"a,real\n")).isInstanceOf(UnreadableInputException.class);
        assertThatThrownBy(() -> manifest("path,path\na,real\n")).isInstanceOf(UnreadableInputException.class);
        assertThatThrownBy(() -> manifest("path,label\na\0b,real\n"))
                .hasMessageStartingWith("manifest.csv, line 2: path \"a\0b\" is no path");
    }

    @Test
    void textInAnotherEncodingIsRefused() throws IOException {
        Files.write(temp.resolve("manifest.csv"), "path,label\nü,real\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> DataFolder.open(temp, Problem.VOICE))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessage("manifest.csv: this is not UTF-8; save it as UTF-8.");
    }

    @Test
    void foldersNamedAfterTheLabelsWillDo() throws IOException {
        write("real/b.wav", "1");
        write("real/deep/a.wav", "2");
        write("fake/c.wav", "3");
        write("fake/.DS_Store", "4");
        write("other/d.wav", "5");
        DataFolder data = DataFolder.open(temp, Problem.VOICE);
        assertThat(data.isGrouped()).isFalse();
        assertThat(data.entries())
                .extracting(entry -> entry.example().id())
                .containsExactly("real/b.wav", "real/deep/a.wav", "fake/c.wav");
        assertThat(data.entries().getLast().example())
                .isEqualTo(new Example<>(
                        "fake/c.wav", temp.resolve("fake").resolve("c.wav"), true, "fake", "fake/c.wav", "all"));
    }

    @Test
    void oneLabelIsEnough() throws IOException {
        write("fake/c.wav", "3");
        assertThat(DataFolder.open(temp, Problem.VOICE).entries()).hasSize(1);
    }

    @Test
    void aMissingOrEmptyFolderIsOneSentence() {
        assertThatThrownBy(() -> DataFolder.open(temp.resolve("none"), Problem.VOICE))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessage(temp.resolve("none") + ": there is no such folder.");
        assertThatThrownBy(() -> DataFolder.open(temp, Problem.VOICE))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessage(temp + ": no examples found; expected a manifest.csv, or files in folders named \"real\""
                        + " and \"fake\".");
    }

    @Test
    void theHashFollowsTheManifestAndTheFiles() throws IOException {
        write("a.wav", "1");
        String before = manifest("path,label\na.wav,real\nb.wav,fake\n").sha256();
        assertThat(before).hasSize(64);
        assertThat(manifest("path,label\na.wav,real\nb.wav,fake\n").sha256()).isEqualTo(before);
        assertThat(manifest("path,label\na.wav,real\nb.wav,real\n").sha256()).isNotEqualTo(before);
        write("a.wav", "12");
        assertThat(manifest("path,label\na.wav,real\nb.wav,fake\n").sha256()).isNotEqualTo(before);
    }

    private DataFolder manifest(String csv) throws IOException {
        Files.writeString(temp.resolve("manifest.csv"), csv);
        return DataFolder.open(temp, Problem.VOICE);
    }

    private void write(String path, String content) throws IOException {
        Path file = temp.resolve(path);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, content);
    }
}
