package io.haechi.neural.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haechi.core.ModelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens as SentencePiece and transformers number them: vectors/encoder/make_tokens.py made files and figures. */
class EncoderTokensTest {
    @TempDir
    Path folder;

    private static long[] numbers(String list) {
        return Arrays.stream(list.split(",", -1)).mapToLong(Long::parseLong).toArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"wordpiece", "sentencepiece", "fairseq"})
    void textsAreNumberedAsByTheirOwnLibraries(String name) throws IOException {
        List<String> rows = Files.readAllLines(EncoderVectors.folder(name).resolve("expected.tsv"));
        try (EncoderTokens.Reader reader =
                EncoderTokens.open(EncoderVectors.folder(name)).reader(64)) {
            for (String row : rows) {
                String[] parts = row.split("\t", -1);
                assertThat(reader.numbers(parts[0])).as(parts[0]).isEqualTo(numbers(parts[1]));
            }
        }
    }

    @Test
    void tokenizerJsonGivesTheSameAsWhatItWasMadeOf() throws IOException {
        EncoderTokens made = EncoderTokens.open(EncoderVectors.folder("sentencepiece"));
        Files.write(folder.resolve("tokenizer.json"), made.json());
        try (EncoderTokens.Reader one = made.reader(64);
                EncoderTokens.Reader other = EncoderTokens.open(folder).reader(64)) {
            assertThat(other.numbers("검찰청 수사관입니다")).isEqualTo(one.numbers("검찰청 수사관입니다"));
        }
    }

    @Test
    void longTextsKeepTheirSpecialTokens() throws IOException {
        EncoderTokens tokens = EncoderTokens.open(EncoderVectors.folder("wordpiece"));
        try (EncoderTokens.Reader reader = tokens.reader(4)) {
            assertThat(reader.numbers("네 네 네 네 네 네")).isEqualTo(new long[] {2, 13, 13, 3});
        }
    }

    @Test
    void trimmingLeavesWhatIsSpokenAndSpellsTheRest() throws IOException {
        EncoderTokens whole = EncoderTokens.open(EncoderVectors.folder("fairseq"));
        List<String> spoken = Collections.nCopies(5, "안녕하세요 고객님");
        EncoderTokens.Trimmed trimmed = whole.trimmed(spoken, 5);
        assertThat(trimmed.rows()).isSorted().doesNotHaveDuplicates();
        try (EncoderTokens.Reader before = whole.reader(64);
                EncoderTokens.Reader after = trimmed.tokens().reader(64)) {
            long[] old = before.numbers("안녕하세요 고객님");
            long[] fresh = after.numbers("안녕하세요 고객님");
            assertThat(fresh).hasSameSizeAs(old);
            for (int i = 0; i < old.length; i++) {
                assertThat(fresh[i]).isEqualTo(trimmed.newNumber((int) old[i]));
            }
            // Every syllable has its own piece, so that a word which nobody said can still be spelt.
            int unknown = trimmed.newNumber(3);
            assertThat(after.numbers("검찰청 수사관")).doesNotContain(unknown).hasSizeGreaterThan(8);
        }
        // Four texts are too few to be told from a vocabulary.
        List<String> longer = Collections.nCopies(5, "검찰청 수사관입니다");
        assertThat(whole.trimmed(longer.subList(0, 4), 5).rows().length)
                .isLessThan(whole.trimmed(longer, 5).rows().length);
        assertThatThrownBy(() -> whole.trimmed(spoken, 4)).hasMessageContaining("at least 5 texts");
        assertThatThrownBy(() ->
                        EncoderTokens.open(EncoderVectors.folder("wordpiece")).trimmed(spoken, 5))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("Only Unigram vocabularies can be trimmed, this one is WordPiece's");
    }

    @Test
    void foldersWithoutTokensAndDamagedOnesAreRefused() throws IOException {
        assertThatThrownBy(() -> EncoderTokens.open(folder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("holds no tokens");
        byte[] model = Files.readAllBytes(EncoderVectors.folder("sentencepiece").resolve("spiece.model"));
        Files.write(folder.resolve("spiece.model"), Arrays.copyOf(model, model.length / 2));
        assertThatThrownBy(() -> EncoderTokens.open(folder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("not a SentencePiece model, or cut short");
        Files.write(folder.resolve("second.model"), model);
        assertThatThrownBy(() -> EncoderTokens.open(folder)).hasMessageContaining("holds 2 SentencePiece models");
        EncoderTokens damaged = EncoderTokens.of("{\"model\": 3}".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> damaged.reader(8))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is tokenizer.json whole?");
    }
}
