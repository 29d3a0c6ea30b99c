package io.haechi.call.learn;

import io.haechi.core.ModelException;
import io.haechi.text.embedding.EmbeddingOptions;
import io.haechi.text.embedding.FastText;
import io.haechi.text.sparse.SparseRows;
import io.haechi.text.sparse.SparseRowsBuilder;
import io.haechi.text.token.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** FastText vectors of the words of texts in normal form. */
record WordVectors(FastText vectors) {
    private static final int EPOCHS = 5;
    /** Rows that parts of words share; fastText's two million would make a package of hundreds of megabytes. */
    private static final int BUCKETS = 20_000;

    private static final Words WORDS = new Words();

    static WordVectors fit(List<String> texts, int dimension, long seed) {
        return new WordVectors(FastText.fit(
                texts.stream().map(WORDS::words).toList(),
                EmbeddingOptions.FAST_TEXT
                        .withSize(dimension, EPOCHS)
                        .withSubwords(1, 4, BUCKETS)
                        .withThreads(1, seed)));
    }

    /** Mean vector of the words of each text, as rows without zeros left out. */
    SparseRows means(List<String> texts) {
        SparseRowsBuilder rows = new SparseRowsBuilder(vectors.dimension());
        for (String text : texts) {
            float[] mean = mean(text);
            for (int i = 0; i < mean.length; i++) {
                rows.add(i, mean[i]);
            }
            rows.endRow();
        }
        return rows.build();
    }

    float[] mean(String text) {
        return vectors.mean(WORDS.words(text));
    }

    /** The vectors of the first words of a text, one after the other, zeros behind its end. */
    float[] sequence(String text, int most) {
        float[] sequence = new float[most * vectors.dimension()];
        List<String> words = WORDS.words(text);
        for (int i = 0; i < Math.min(most, words.size()); i++) {
            float[] vector = vectors.vector(words.get(i));
            System.arraycopy(vector, 0, sequence, i * vector.length, vector.length);
        }
        return sequence;
    }

    byte[] toBytes() {
        Path file = temporary();
        try {
            vectors.save(file);
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Vectors cannot be written", e);
        } finally {
            delete(file);
        }
    }

    static WordVectors read(String name, byte[] content) {
        Path file = temporary();
        try {
            Files.write(file, content);
            return new WordVectors(FastText.load(file));
        } catch (IOException e) {
            throw new ModelException(name + ": the vectors cannot be read: " + e.getMessage(), e);
        } finally {
            delete(file);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempFile("haechi", ".bin");
        } catch (IOException e) {
            throw new UncheckedIOException("There is no place for a temporary file", e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be deleted", e);
        }
    }
}
