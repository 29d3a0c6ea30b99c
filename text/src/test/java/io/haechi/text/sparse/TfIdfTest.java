package io.haechi.text.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.haechi.core.ModelException;
import io.haechi.text.Vectors;
import io.haechi.text.ngram.CharacterNgrams;
import io.haechi.text.ngram.Terms;
import io.haechi.text.ngram.WordNgrams;
import io.haechi.text.token.Words;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows against those of scikit-learn; vectors/make_tfidf.py made them. */
class TfIdfTest {
    private static final List<String> TEXTS = Vectors.texts();

    @TempDir
    Path folder;

    static Stream<Arguments> vectorisers() {
        return Stream.of(
                Arguments.of("char-2-4", CharacterNgrams.across(2, 4)),
                Arguments.of("char-1-3", CharacterNgrams.across(1, 3)),
                Arguments.of("char_wb-2-4", CharacterNgrams.withinWords(2, 4)),
                Arguments.of("char_wb-4-4", CharacterNgrams.withinWords(4, 4)),
                Arguments.of("words-1-2", new WordNgrams(1, 2, new Words())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectorisers")
    void rowsAreThoseOfScikitLearn(String file, Terms terms) {
        List<String> expected = Vectors.lines("tfidf-" + file + ".tsv");
        TfIdf tfIdf = TfIdf.fit(TEXTS, terms, VocabularyOptions.ALL, TfIdfOptions.STANDARD);
        Vocabulary vocabulary = tfIdf.vocabulary().orElseThrow();
        assertThat(IntStream.range(0, vocabulary.size()).mapToObj(vocabulary::term))
                .containsExactly(expected.getFirst().split("\t"));
        SparseRows rows = tfIdf.transform(TEXTS);
        assertThat(rows.rows()).isEqualTo(expected.size() - 1);
        for (int r = 0; r < rows.rows(); r++) {
            float[] row = new float[rows.width()];
            for (String cell : expected.get(r + 1).split(" ")) {
                if (!cell.isEmpty()) {
                    row[Integer.parseInt(cell.split(":")[0])] = Float.parseFloat(cell.split(":")[1]);
                }
            }
            assertThat(rows.dense(r)).as("row " + r).containsExactly(row, within(1e-6F));
        }
    }

    @Test
    void threadsGiveTheSameRows() {
        List<String> many = new ArrayList<>();
        Collections.nCopies(50, TEXTS).forEach(many::addAll);
        TfIdf tfIdf = TfIdf.fit(many, CharacterNgrams.across(2, 4), VocabularyOptions.ALL, TfIdfOptions.STANDARD);
        SparseRows alone = tfIdf.transform(many);
        SparseRows together = tfIdf.transform(many, 2);
        assertThat(together.offsets()).isEqualTo(alone.offsets());
        assertThat(together.columns()).isEqualTo(alone.columns());
        assertThat(together.values()).isEqualTo(alone.values());
    }

    @Test
    void aFileGivesTheSameRowsBack() {
        for (Terms terms : List.of(CharacterNgrams.across(1, 4), new WordNgrams(1, 2, new Words()))) {
            TfIdf tfIdf = TfIdf.fit(TEXTS, terms, VocabularyOptions.ALL, TfIdfOptions.STANDARD);
            Path file = folder.resolve("vocabulary.txt");
            tfIdf.save(file);
            TfIdf again = TfIdf.load(file);
            assertThat(again.terms()).isEqualTo(terms);
            assertThat(again.transform(TEXTS).values())
                    .isEqualTo(tfIdf.transform(TEXTS).values());
            assertThat(TfIdf.read("x", tfIdf.toBytes()).transform(TEXTS).columns())
                    .isEqualTo(tfIdf.transform(TEXTS).columns());
            assertThat(Vocabulary.load(file).size()).isEqualTo(tfIdf.width());
        }
    }

    @Test
    void hashedColumnsComeBackFromAFileToo() {
        TfIdf tfIdf = TfIdf.fit(TEXTS, CharacterNgrams.across(2, 3), new HashedColumns(10, 7), TfIdfOptions.STANDARD);
        Path file = folder.resolve("hashed.txt");
        tfIdf.save(file);
        assertThat(TfIdf.load(file).columns()).isEqualTo(new HashedColumns(10, 7));
        assertThat(TfIdf.load(file).transform(TEXTS).values())
                .isEqualTo(tfIdf.transform(TEXTS).values());
    }

    @Test
    void aTermOfFourDocumentsIsRefusedEvenFromAFileWithAProperHash() throws Exception {
        TfIdf tfIdf = TfIdf.fit(TEXTS, CharacterNgrams.across(2, 2), VocabularyOptions.ALL, TfIdfOptions.STANDARD);
        Path file = folder.resolve("vocabulary.txt");
        tfIdf.save(file);
        String text = Files.readString(file);
        String body = text.substring(text.indexOf("\n\n") + 2);
        int tab = body.indexOf('\t');
        String forged = body.substring(0, tab + 1) + "4" + body.substring(body.indexOf('\n', tab));
        String hash = io.haechi.core.model.Sha256.of(forged.getBytes(StandardCharsets.UTF_8));
        Files.writeString(file, text.substring(0, text.indexOf("sha256: ")) + "sha256: " + hash + "\n\n" + forged);
        assertThatThrownBy(() -> TfIdf.load(file))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("must stand in 5 to 25 documents");
    }

    @Test
    void aChangedFileIsRefused() throws Exception {
        Path file = folder.resolve("vocabulary.txt");
        TfIdf.fit(TEXTS, CharacterNgrams.across(2, 2), VocabularyOptions.ALL, TfIdfOptions.STANDARD)
                .save(file);
        Files.writeString(file, Files.readString(file) + "힣힣\t9\n");
        assertThatThrownBy(() -> TfIdf.load(file))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("SHA-256");
        Files.writeString(file, "something else");
        assertThatThrownBy(() -> TfIdf.load(file))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no vocabulary");
        assertThatThrownBy(() -> TfIdf.load(folder.resolve("none")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("there is no such vocabulary");
    }

    @Test
    void fewerThanFiveDocumentsCannotBeAskedFor() {
        assertThatThrownBy(() -> VocabularyOptions.ALL.withMinDocuments(4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 4");
    }

    @Test
    void theMostWidespreadTermsAreKept() {
        Vocabulary all = Vocabulary.fit(TEXTS, CharacterNgrams.across(2, 3), VocabularyOptions.ALL);
        Vocabulary few = Vocabulary.fit(TEXTS, CharacterNgrams.across(2, 3), VocabularyOptions.ALL.withMaxTerms(5));
        assertThat(few.size()).isEqualTo(5);
        int[] frequencies =
                IntStream.range(0, all.size()).map(all::frequency).sorted().toArray();
        int fifth = frequencies[frequencies.length - 5];
        assertThat(IntStream.range(0, 5).map(few::frequency).min().orElse(0)).isGreaterThanOrEqualTo(fifth);
    }

    @Test
    void aLinearModelReadOffTheTextScoresAsItsRowDoes() {
        for (TfIdfOptions options : List.of(TfIdfOptions.STANDARD, TfIdfOptions.COUNTS)) {
            TfIdf tfIdf = TfIdf.fit(TEXTS, CharacterNgrams.across(2, 4), VocabularyOptions.ALL, options);
            float[] weights = new float[tfIdf.width()];
            Random random = new Random(3);
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (float) random.nextGaussian();
            }
            LinearText linear = new LinearText(tfIdf, weights, 0.25F);
            SparseRows rows = tfIdf.transform(TEXTS);
            double[] scores = linear.scores(TEXTS, 2);
            for (int r = 0; r < rows.rows(); r++) {
                String text = TEXTS.get(r);
                assertThat(linear.score(text)).isCloseTo(0.25 + rows.dot(r, weights), within(1e-5));
                assertThat(scores[r]).isEqualTo(linear.score(text));
                double sum = linear.contributions(text, Integer.MAX_VALUE).stream()
                        .mapToDouble(Contribution::score)
                        .sum();
                assertThat(sum + 0.25).isCloseTo(linear.score(text), within(1e-5));
                float[] shares = linear.attributions(text);
                double shared = IntStream.range(0, shares.length)
                        .mapToDouble(i -> shares[i])
                        .sum();
                assertThat(shared + 0.25).isCloseTo(linear.score(text), within(1e-4));
            }
        }
    }

    @Test
    void aTextWithoutKnownTermsIsAnEmptyRow() {
        TfIdf tfIdf = TfIdf.fit(TEXTS, CharacterNgrams.across(2, 4), VocabularyOptions.ALL, TfIdfOptions.STANDARD);
        assertThat(tfIdf.transform(List.of("", "x", "zzzz")).offsets()).containsExactly(0, 0, 0, 0);
        assertThat(new LinearText(tfIdf, new float[tfIdf.width()], -1).score(""))
                .isEqualTo(-1);
    }

    @Test
    void tenMillionTimesOneCharacterIsOneRow() {
        TfIdf tfIdf = TfIdf.fit(
                Collections.nCopies(6, "아아아아아"),
                CharacterNgrams.across(2, 4),
                VocabularyOptions.ALL,
                TfIdfOptions.STANDARD);
        SparseRows rows = tfIdf.transform("아".repeat(10_000_000));
        assertThat(rows.columns()).hasSize(3);
        assertThat(rows.values()[0]).isCloseTo((float) (1 / Math.sqrt(3)), within(1e-4F));
    }

    @Test
    void murmurIsTheOneOfItsAuthor() {
        // sklearn.utils.murmurhash3_32(numpy.int64(k).tobytes(), seed=s, positive=True)
        assertThat(Integer.toUnsignedString(HashedColumns.murmur3(1L, 0))).isEqualTo("1392991556");
        assertThat(Integer.toUnsignedString(HashedColumns.murmur3(0x123456789ABCDEFL, 42)))
                .isEqualTo("657182333");
    }

    @Test
    void collisionsAreAsManyAsSaid() {
        HashedColumns columns = new HashedColumns(12, 5);
        boolean[] isTaken = new boolean[columns.size()];
        int collisions = 0;
        Random random = new Random(9);
        for (int i = 0; i < 3000; i++) {
            int column = columns.column(random.nextLong());
            collisions += isTaken[column] ? 1 : 0;
            isTaken[column] = true;
        }
        assertThat((double) collisions).isCloseTo(columns.expectedCollisions(3000), within(120.0));
    }

    @Test
    void rowsCanBeChosen() {
        SparseRows rows = new SparseRows(new int[] {0, 2, 2, 3}, new int[] {0, 2, 1}, new float[] {1, 2, 3}, 3);
        SparseRows chosen = rows.select(2, 0);
        assertThat(chosen.offsets()).containsExactly(0, 1, 3);
        assertThat(Arrays.copyOf(chosen.columns(), 3)).containsExactly(1, 0, 2);
        assertThat(chosen.at(1, 2)).isEqualTo(2);
        assertThat(chosen.at(0, 0)).isZero();
        assertThatThrownBy(() -> new SparseRows(new int[] {0, 1}, new int[] {3}, new float[] {1}, 3))
                .hasMessageContaining("between 0 and 2, got 3");
    }
}
