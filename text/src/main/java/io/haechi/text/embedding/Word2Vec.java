package io.haechi.text.embedding;

import java.nio.file.Path;
import java.util.List;

/**
 * word2vec: a vector per word, and none for a word that was not seen. Reads and writes both of its formats, binary and text
 * ({@code .vec}), which fastText, GloVe and gensim write too.
 *
 * @see <a href="https://arxiv.org/abs/1310.4546">Mikolov and others: Distributed representations of words and phrases, 2013</a>
 */
public final class Word2Vec implements Embeddings {
    private final Dictionary dictionary;
    private final int dimension;
    private final float[] vectors;

    Word2Vec(Dictionary dictionary, int dimension, float[] vectors) {
        this.dictionary = dictionary;
        this.dimension = dimension;
        this.vectors = vectors;
    }

    /**
     * Trains vectors; what the options say of parts of words does not count.
     *
     * @param documents each as its words; read twice
     * @throws IllegalArgumentException if no word stands in enough documents
     */
    public static Word2Vec fit(Iterable<List<String>> documents, EmbeddingOptions options) {
        Dictionary dictionary = Dictionary.of(documents, options.minDocuments());
        if (dictionary.size() == 0) {
            throw new IllegalArgumentException(
                    "No word stands in " + options.minDocuments() + " documents or more; nothing to train on");
        }
        int[][] rows = new int[dictionary.size()][];
        for (int id = 0; id < rows.length; id++) {
            rows[id] = new int[] {id};
        }
        Training training = new Training(dictionary, rows, dictionary.size(), options);
        training.run(documents);
        return new Word2Vec(dictionary, options.dimension(), training.input());
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public List<String> words() {
        return dictionary.words();
    }

    @Override
    public boolean contains(String word) {
        return dictionary.id(word) >= 0;
    }

    @Override
    public boolean addTo(float[] sum, String word) {
        int id = dictionary.id(word);
        if (id >= 0) {
            Vectors.add(sum, 0, 1, vectors, id * dimension, dimension);
        }
        return id >= 0;
    }

    /** Writes word2vec's binary format. */
    public void saveBinary(Path path) {
        VectorFile.writeBinary(this, path);
    }

    /** Writes the text format ({@code .vec}). */
    public void saveText(Path path) {
        VectorFile.writeText(this, path);
    }

    /**
     * Reads either format, told apart by what is in the file.
     *
     * @throws io.haechi.core.ModelException if it is missing, cut off, or something else
     */
    public static Word2Vec load(Path path) {
        return VectorFile.read(path);
    }
}
