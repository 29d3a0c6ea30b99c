package io.haechi.text.sparse;

/**
 * Which terms of a collection make its vocabulary.
 *
 * @param minDocuments documents a term must stand in, at least {@link Vocabulary#LEAST_DOCUMENTS}
 * @param maxShare share of documents above which a term says nothing and is left out, above 0 and at most 1
 * @param maxTerms how many terms at most: those in most documents, ties in the order of their letters
 */
public record VocabularyOptions(int minDocuments, double maxShare, int maxTerms) {
    /** Every term in at least 5 documents. */
    public static final VocabularyOptions ALL =
            new VocabularyOptions(Vocabulary.LEAST_DOCUMENTS, 1, Vocabulary.MOST_TERMS);

    public VocabularyOptions {
        if (minDocuments < Vocabulary.LEAST_DOCUMENTS) {
            throw new IllegalArgumentException("Terms must stand in at least " + Vocabulary.LEAST_DOCUMENTS
                    + " documents, so that nobody's name ends up in a model; got " + minDocuments);
        }
        if (!(maxShare > 0 && maxShare <= 1)) {
            throw new IllegalArgumentException(
                    "Largest share of documents must be above 0 and at most 1, got " + maxShare);
        }
        if (maxTerms < 1 || maxTerms > Vocabulary.MOST_TERMS) {
            throw new IllegalArgumentException(
                    "Terms of a vocabulary must be between 1 and " + Vocabulary.MOST_TERMS + ", got " + maxTerms);
        }
    }

    /** The same with this many terms at most. */
    public VocabularyOptions withMaxTerms(int newMaxTerms) {
        return new VocabularyOptions(minDocuments, maxShare, newMaxTerms);
    }

    /** The same with terms in at least this many documents. */
    public VocabularyOptions withMinDocuments(int newMinDocuments) {
        return new VocabularyOptions(newMinDocuments, maxShare, maxTerms);
    }
}
