package io.haechi.text.embedding;

/**
 * How vectors are trained.
 *
 * @param architecture what is guessed from what
 * @param dimension length of a vector, 1 to 1,000
 * @param window words on either side at most, 1 to 100
 * @param epochs how often the texts are read, 1 to 1,000
 * @param minDocuments documents a word must stand in, at least {@link #LEAST_DOCUMENTS}
 * @param negatives words drawn at random beside each right one, 1 to 100
 * @param shortestSubword characters in the shortest parts of words, 1 to 10; fastText only
 * @param longestSubword characters in the longest parts, {@code shortestSubword} to 10; fastText only
 * @param buckets rows that parts of words share by their hash, 1 to 10,000,000; fastText only
 * @param learningRate of the first step, above 0 and at most 1; falls to 0 in a line
 * @param subsampling words more frequent than this are skipped more often, above 0 and at most 1
 * @param threads 1 gives the same vectors for the same seed; with more, threads write over each other without locks, which is
 *     faster and no longer repeatable; 1 to 64
 * @param seed of everything drawn
 */
public record EmbeddingOptions(
        Architecture architecture,
        int dimension,
        int window,
        int epochs,
        int minDocuments,
        int negatives,
        int shortestSubword,
        int longestSubword,
        int buckets,
        double learningRate,
        double subsampling,
        int threads,
        long seed) {
    /** Documents every trained word stands in at least, so that nobody's name becomes a row. */
    public static final int LEAST_DOCUMENTS = 5;

    /** fastText's own settings, with parts of 1 to 4 characters, for a Korean syllable holds what two or three letters do. */
    public static final EmbeddingOptions FAST_TEXT = new EmbeddingOptions(
            Architecture.SKIP_GRAM, 100, 5, 5, LEAST_DOCUMENTS, 5, 1, 4, 100_000, 0.05, 1e-4, 1, 1);

    /** word2vec's settings. */
    public static final EmbeddingOptions WORD2VEC =
            new EmbeddingOptions(Architecture.SKIP_GRAM, 100, 5, 5, LEAST_DOCUMENTS, 5, 1, 1, 1, 0.025, 1e-3, 1, 1);

    public EmbeddingOptions {
        within("Dimension", dimension, 1, 1000);
        within("Window", window, 1, 100);
        within("Epochs", epochs, 1, 1000);
        within("Documents of a word", minDocuments, LEAST_DOCUMENTS, Integer.MAX_VALUE);
        within("Negatives", negatives, 1, 100);
        within("Shortest part of a word", shortestSubword, 1, 10);
        within("Longest part of a word", longestSubword, shortestSubword, 10);
        within("Buckets", buckets, 1, 10_000_000);
        within("Threads", threads, 1, 64);
        if (!(learningRate > 0 && learningRate <= 1)) {
            throw new IllegalArgumentException("Learning rate must be above 0 and at most 1, got " + learningRate);
        }
        if (!(subsampling > 0 && subsampling <= 1)) {
            throw new IllegalArgumentException("Subsampling must be above 0 and at most 1, got " + subsampling);
        }
    }

    private static void within(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " must be between " + least + " and " + most + ", got " + value);
        }
    }

    /** The same with this architecture. */
    public EmbeddingOptions with(Architecture newArchitecture) {
        return new EmbeddingOptions(
                newArchitecture,
                dimension,
                window,
                epochs,
                minDocuments,
                negatives,
                shortestSubword,
                longestSubword,
                buckets,
                learningRate,
                subsampling,
                threads,
                seed);
    }

    /** The same with vectors of this length, trained in this many epochs. */
    public EmbeddingOptions withSize(int newDimension, int newEpochs) {
        return new EmbeddingOptions(
                architecture,
                newDimension,
                window,
                newEpochs,
                minDocuments,
                negatives,
                shortestSubword,
                longestSubword,
                buckets,
                learningRate,
                subsampling,
                threads,
                seed);
    }

    /** The same with parts of words of this many characters, hashed into this many rows. */
    public EmbeddingOptions withSubwords(int shortest, int longest, int newBuckets) {
        return new EmbeddingOptions(
                architecture,
                dimension,
                window,
                epochs,
                minDocuments,
                negatives,
                shortest,
                longest,
                newBuckets,
                learningRate,
                subsampling,
                threads,
                seed);
    }

    /** The same with so many threads and this seed. */
    public EmbeddingOptions withThreads(int newThreads, long newSeed) {
        return new EmbeddingOptions(
                architecture,
                dimension,
                window,
                epochs,
                minDocuments,
                negatives,
                shortestSubword,
                longestSubword,
                buckets,
                learningRate,
                subsampling,
                newThreads,
                newSeed);
    }
}
