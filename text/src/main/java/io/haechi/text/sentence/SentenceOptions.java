package io.haechi.text.sentence;

/**
 * Where sentences end.
 *
 * @param threshold probability of an end at and above which one is put, above 0 and below 1
 * @param mostSyllables letters and digits after which a sentence ends at the next space whatever it says, 10 to 10,000; a word
 *     longer than that is cut
 */
public record SentenceOptions(double threshold, int mostSyllables) {
    /** The threshold with the best F1 on the sentences it was chosen on; at most 100 syllables, about 20 seconds of speech. */
    public static final SentenceOptions STANDARD = new SentenceOptions(0.5, 100);

    public SentenceOptions {
        if (!(threshold > 0 && threshold < 1)) {
            throw new IllegalArgumentException("Threshold must be between 0 and 1, got " + threshold);
        }
        if (mostSyllables < 10 || mostSyllables > 10_000) {
            throw new IllegalArgumentException(
                    "Syllables of a sentence must be between 10 and 10000 at most, got " + mostSyllables);
        }
    }
}
