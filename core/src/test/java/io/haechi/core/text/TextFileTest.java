package io.haechi.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haechi.core.UnreadableInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextFileTest {
    private static final String TEXT = "상담원: 네, 안녕하세요\n고객: hello 계좌요\n";

    @TempDir
    Path folder;

    private Path written(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("call.txt"), bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "x-windows-949", "EUC-KR"})
    void readsWhatPeopleHave(String charset) throws IOException {
        assertThat(TextFile.open(written(TEXT.repeat(20).getBytes(Charset.forName(charset)))).content())
                .isEqualTo(TEXT.repeat(20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void aMarkAtTheBeginningIsNoPartOfTheText(String charset) throws IOException {
        assertThat(TextFile.open(written(("\uFEFF" + TEXT).getBytes(Charset.forName(charset)))).content())
                .isEqualTo(TEXT);
    }

    @Test
    void unpacks() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(TEXT.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(TextFile.open(written(packed.toByteArray())).content()).isEqualTo(TEXT);
    }

    @Test
    void twoEncodingsInOneFileAreRefused() throws IOException {
        ByteArrayOutputStream mixed = new ByteArrayOutputStream();
        mixed.write("안녕하세요 계좌 이체".getBytes(StandardCharsets.UTF_8));
        mixed.write("전화 주세요".getBytes(Charset.forName("x-windows-949")));
        assertThatThrownBy(() -> TextFile.open(written(mixed.toByteArray())))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessageContaining("in one encoding");
    }

    @Test
    void bytesOfNoEncodingAreRefused() throws IOException {
        assertThatThrownBy(() -> TextFile.open(written(new byte[] {(byte) 0xB0, (byte) 0xFF, (byte) 0xFF, 'a'})))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessageContaining("neither UTF-8, UTF-16 nor CP949");
    }

    @Test
    void whatIsNoTextIsRefused() throws IOException {
        assertThatThrownBy(() -> TextFile.open(written(new byte[0]))).hasMessageContaining("is empty");
        assertThatThrownBy(() -> TextFile.open(folder.resolve("none"))).hasMessageContaining("no such file");
        assertThatThrownBy(() -> TextFile.open(folder)).hasMessageContaining("is a folder");
    }
}
