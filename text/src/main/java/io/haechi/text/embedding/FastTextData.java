package io.haechi.text.embedding;

/**
 * What a fastText file holds.
 *
 * @param settings twelve numbers as the file has them: dimension, window, epochs, least count, negatives, word n-grams, loss, kind,
 *     buckets, shortest part, longest part, tokens between updates of the rate
 * @param subsampling the file's {@code t}
 * @param tokens words in the texts it was trained on, those left out included
 * @param dictionary its words
 * @param input a row per word, then a row per bucket
 * @param output a row per word, or nothing
 */
record FastTextData(
        int[] settings, double subsampling, long tokens, Dictionary dictionary, float[] input, float[] output) {
    static final String END_OF_LINE = "</s>";

    private static final int NEGATIVE_SAMPLING = 2;
    private static final int CBOW = 1;
    private static final int SKIP_GRAM = 2;

    static FastTextData of(EmbeddingOptions options, Dictionary dictionary, float[] input, float[] output) {
        int kind = options.architecture() == Architecture.CBOW ? CBOW : SKIP_GRAM;
        int[] settings = {
            options.dimension(),
            options.window(),
            options.epochs(),
            options.minDocuments(),
            options.negatives(),
            1,
            NEGATIVE_SAMPLING,
            kind,
            options.buckets(),
            options.shortestSubword(),
            options.longestSubword(),
            100
        };
        return new FastTextData(settings, options.subsampling(), dictionary.tokens(), dictionary, input, output);
    }

    int dimension() {
        return settings[0];
    }

    Subwords subwords() {
        return new Subwords(settings[9], settings[10], settings[8]);
    }
}
