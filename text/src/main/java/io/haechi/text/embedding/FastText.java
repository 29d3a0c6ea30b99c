package io.haechi.text.embedding;

import java.nio.file.Path;
import java.util.List;

/**
 * fastText: a word's vector is the mean of a row of its own and the rows of its parts, so that words never seen, misheard or
 * inflected otherwise have one too.
 *
 * <p>Reads and writes the original program's {@code .bin} files (version 12 and 11, not quantised), so that vectors trained
 * elsewhere can be used here and the other way round.
 *
 * @see <a href="https://doi.org/10.1162/tacl_a_00051">Bojanowski and others: Enriching word vectors with subword information, 2017</a>
 */
public final class FastText implements Embeddings {
    private final FastTextData data;
    private final int dimension;
    private final int[][] partsOfWord;

    FastText(FastTextData data) {
        this.data = data;
        this.dimension = data.dimension();
        this.partsOfWord = parts(data.dictionary(), data.subwords());
    }

    private static int[][] parts(Dictionary dictionary, Subwords subwords) {
        int[][] rows = new int[dictionary.size()][];
        for (int id = 0; id < rows.length; id++) {
            String word = dictionary.word(id);
            int[] buckets = word.equals(FastTextData.END_OF_LINE) ? new int[0] : subwords.of(word);
            rows[id] = new int[buckets.length + 1];
            rows[id][0] = id;
            for (int i = 0; i < buckets.length; i++) {
                rows[id][i + 1] = dictionary.size() + buckets[i];
            }
        }
        return rows;
    }

    /**
     * Trains vectors.
     *
     * @param documents each as its words; read twice
     * @throws IllegalArgumentException if no word stands in enough documents
     */
    public static FastText fit(Iterable<List<String>> documents, EmbeddingOptions options) {
        Dictionary dictionary = Dictionary.of(documents, options.minDocuments());
        if (dictionary.size() == 0) {
            throw new IllegalArgumentException(
                    "No word stands in " + options.minDocuments() + " documents or more; nothing to train on");
        }
        Subwords subwords = new Subwords(options.shortestSubword(), options.longestSubword(), options.buckets());
        int rows = dictionary.size() + options.buckets();
        Training training = new Training(dictionary, parts(dictionary, subwords), rows, options);
        training.run(documents);
        return new FastText(FastTextData.of(options, dictionary, training.input(), training.output()));
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public List<String> words() {
        return data.dictionary().words();
    }

    @Override
    public boolean contains(String word) {
        return data.dictionary().id(word) >= 0;
    }

    @Override
    public boolean addTo(float[] sum, String word) {
        int id = data.dictionary().id(word);
        int[] rows = id >= 0 ? partsOfWord[id] : data.subwords().of(word);
        int offset = id >= 0 ? 0 : data.dictionary().size();
        for (int row : rows) {
            Vectors.add(sum, 0, 1F / rows.length, data.input(), (offset + row) * dimension, dimension);
        }
        return rows.length > 0;
    }

    /** Writes fastText's {@code .bin}, version 12. */
    public void save(Path path) {
        FastTextFile.write(data, path);
    }

    /** Writes the vectors of the words as text ({@code .vec}), which {@link Word2Vec#load} reads; parts of words are lost. */
    public void saveVectors(Path path) {
        VectorFile.writeText(this, path);
    }

    /**
     * Reads fastText's {@code .bin}.
     *
     * @throws io.haechi.core.ModelException if it is missing, cut off, quantised, or something else
     */
    public static FastText load(Path path) {
        return new FastText(FastTextFile.read(path));
    }
}
