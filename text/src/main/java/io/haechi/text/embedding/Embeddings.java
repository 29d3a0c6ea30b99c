package io.haechi.text.embedding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Words as vectors. Immutable; any number of threads may ask. */
public sealed interface Embeddings permits FastText, Word2Vec {

    /** Length of a vector. */
    int dimension();

    /** The words that have a vector of their own. */
    List<String> words();

    /** Whether this word has a vector of its own. */
    boolean contains(String word);

    /** Adds the vector of a word to a sum; returns whether there was one. */
    boolean addTo(float[] sum, String word);

    /** The vector of a word; zeros if nothing is known of it. */
    default float[] vector(String word) {
        float[] vector = new float[dimension()];
        addTo(vector, word);
        return vector;
    }

    /** The mean of the vectors of these words, over those that have one; zeros if none has. */
    default float[] mean(List<String> words) {
        float[] sum = new float[dimension()];
        int known = 0;
        for (String word : words) {
            known += addTo(sum, word) ? 1 : 0;
        }
        for (int i = 0; i < sum.length && known > 0; i++) {
            sum[i] /= known;
        }
        return sum;
    }

    /** The words nearest to a word, the nearest first, itself left out; looks at all of them. */
    default List<Neighbour> nearest(String word, int most) {
        float[] vector = vector(word);
        List<Neighbour> all = new ArrayList<>();
        for (String other : words()) {
            if (!other.equals(word)) {
                all.add(new Neighbour(other, Vectors.cosine(vector, vector(other))));
            }
        }
        all.sort(Comparator.comparingDouble(Neighbour::similarity).reversed());
        return List.copyOf(all.subList(0, Math.min(most, all.size())));
    }
}
