package io.haechi.text.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.haechi.core.ModelException;
import io.haechi.text.Vectors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of fastText and gensim, and the vectors that these make of them; vectors/make_embeddings.py made them. */
class EmbeddingFilesTest {
    @TempDir
    Path folder;

    private static void assertVectors(Embeddings embeddings, List<String> expected, float tolerance) {
        for (String line : expected) {
            String word = line.substring(0, line.indexOf('\t'));
            String[] numbers = line.substring(line.indexOf('\t') + 1).split(" ");
            float[] vector = new float[numbers.length];
            for (int i = 0; i < vector.length; i++) {
                vector[i] = Float.parseFloat(numbers[i]);
            }
            assertThat(embeddings.vector(word)).as(word).containsExactly(vector, within(tolerance));
        }
    }

    @Test
    void fastTextsWordsAndUnknownWordsHaveItsVectors() {
        FastText model = FastText.load(Vectors.copied("fasttext.bin", folder));
        assertThat(model.words()).contains("감사합니다", "계좌");
        assertThat(model.contains("없던말")).isFalse();
        assertVectors(model, Vectors.lines("fasttext.tsv"), 1e-7F);
    }

    @Test
    void fastTextIsWrittenAsItWas() throws Exception {
        FastText model = FastText.load(Vectors.copied("fasttext.bin", folder));
        Path again = folder.resolve("again.bin");
        model.save(again);
        assertThat(Files.readAllBytes(again)).isEqualTo(Vectors.bytes("fasttext.bin"));
    }

    @Test
    void gensimsFilesAreReadInBothFormats() {
        List<String> expected = Vectors.lines("word2vec.tsv");
        Word2Vec binary = Word2Vec.load(Vectors.copied("word2vec.bin", folder));
        assertVectors(binary, expected, 0);
        assertVectors(Word2Vec.load(Vectors.copied("word2vec.vec", folder)), expected, 0);
        assertThat(binary.vector("nobody")).containsOnly(0);
        Path text = folder.resolve("own.vec");
        binary.saveText(text);
        assertVectors(Word2Vec.load(text), expected, 0);
        Path own = folder.resolve("own.bin");
        binary.saveBinary(own);
        assertVectors(Word2Vec.load(own), expected, 0);
    }

    @Test
    void filesCutOffAnywhereAreRefusedByASentence() throws Exception {
        for (String name : List.of("fasttext.bin", "word2vec.bin", "word2vec.vec")) {
            byte[] bytes = Vectors.bytes(name);
            for (int length = 0; length < bytes.length - 60; length += 7) {
                Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, length));
                assertThatThrownBy(() -> load(name, cut))
                        .as(name + " after " + length)
                        .isInstanceOf(ModelException.class)
                        .hasMessageStartingWith(cut.toString());
            }
        }
    }

    @Test
    void changedBytesGiveVectorsOrASentence() throws Exception {
        Random random = new Random(11);
        for (String name : List.of("fasttext.bin", "word2vec.bin", "word2vec.vec")) {
            for (int i = 0; i < 300; i++) {
                byte[] bytes = Vectors.bytes(name);
                bytes[random.nextInt(Math.min(bytes.length, 120))] = (byte) random.nextInt(256);
                Path changed = Files.write(folder.resolve("changed"), bytes);
                try {
                    load(name, changed).vector("계좌");
                } catch (ModelException e) {
                    assertThat(e).hasMessageStartingWith(changed.toString());
                }
            }
        }
    }

    private static Embeddings load(String name, Path file) {
        return name.startsWith("fasttext") ? FastText.load(file) : Word2Vec.load(file);
    }

    @Test
    void whatIsNoModelIsSaidSo() throws Exception {
        Path text = Files.writeString(folder.resolve("x"), "no vectors at all\n");
        assertThatThrownBy(() -> FastText.load(text))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no fastText model");
        assertThatThrownBy(() -> Word2Vec.load(text))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no vectors");
        assertThatThrownBy(() -> FastText.load(folder.resolve("none"))).hasMessageContaining("no such file");
        Path huge = Files.writeString(folder.resolve("huge"), "999999999 300\nx 1 2 3");
        assertThatThrownBy(() -> Word2Vec.load(huge)).isInstanceOf(ModelException.class);
    }
}
