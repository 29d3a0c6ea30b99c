package io.haechi.call.learn;

import io.haechi.text.ngram.Terms;
import io.haechi.text.sparse.TfIdfOptions;
import io.haechi.text.sparse.VocabularyOptions;

/**
 * What a text is turned into.
 *
 * @param terms what is counted, such as {@code char 2-4 within-words} or {@code morphemes 1-2}; or {@code words} where vectors
 *     of words are asked for
 * @param weights {@code tf-idf} (with 1 + ln n for n occurrences, rows of length 1) or plain {@code counts}
 * @param minDocuments documents that a term must stand in, at least 5
 * @param maxTerms the most frequent terms that are kept
 * @param vectors sizes of word vectors learnt by FastText on the training texts, whose mean is the row; 0 for sparse rows
 */
public record Features(String terms, String weights, int minDocuments, int maxTerms, int vectors) {
    public Features {
        if (!weights.equals("tf-idf") && !weights.equals("counts")) {
            throw new IllegalArgumentException("Weights are \"tf-idf\" or \"counts\", got \"" + weights + "\"");
        }
        if (vectors < 0 || vectors > 1000) {
            throw new IllegalArgumentException("Sizes of vectors must be between 0 (none) and 1000, got " + vectors);
        }
        if (vectors == 0) {
            Terms.parse(terms);
        }
        options(minDocuments, maxTerms);
    }

    private static VocabularyOptions options(int minDocuments, int maxTerms) {
        return VocabularyOptions.ALL.withMinDocuments(minDocuments).withMaxTerms(maxTerms);
    }

    /** Whether a row is the mean of its words' vectors. */
    public boolean areVectors() {
        return vectors > 0;
    }

    Terms parsedTerms() {
        return Terms.parse(terms);
    }

    VocabularyOptions vocabulary() {
        return options(minDocuments, maxTerms);
    }

    TfIdfOptions weighting() {
        return weights.equals("counts") ? TfIdfOptions.COUNTS : TfIdfOptions.STANDARD;
    }
}
