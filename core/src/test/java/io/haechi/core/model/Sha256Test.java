package io.haechi.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sha256Test {
    /** FIPS 180-2, appendix B.1. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void bytesAndFilesHashAsTheStandardSays(@TempDir Path folder) throws Exception {
        byte[] abc = "abc".getBytes(StandardCharsets.US_ASCII);
        assertThat(Sha256.of(abc)).isEqualTo(ABC);
        assertThat(Sha256.of(Files.write(folder.resolve("abc"), abc))).isEqualTo(ABC);
    }

    @Test
    void aFileLargerThanTheBufferHashesAsItsBytes(@TempDir Path folder) throws Exception {
        byte[] bytes = new byte[200_001];
        bytes[200_000] = 1;
        assertThat(Sha256.of(Files.write(folder.resolve("big"), bytes))).isEqualTo(Sha256.of(bytes));
    }

    @Test
    void onlyLowerCaseDigitsAreAHash() {
        assertThat(Sha256.isValid(ABC)).isTrue();
        assertThat(Sha256.isValid(ABC.toUpperCase(java.util.Locale.ROOT))).isFalse();
        assertThat(Sha256.isValid("ba78")).isFalse();
        assertThat(Sha256.brief(ABC)).isEqualTo("ba7816bf…");
        assertThat(Sha256.brief("ba78")).isEqualTo("ba78");
    }
}
