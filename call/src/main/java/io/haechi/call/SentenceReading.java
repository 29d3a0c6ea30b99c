package io.haechi.call;

import io.haechi.call.pattern.Found;
import java.util.List;

/**
 * What one sentence of a call says.
 *
 * @param startSeconds where it begins
 * @param endSeconds where it ends
 * @param text as it stands in the transcript
 * @param probability that it belongs to a phishing call, 0 to 1
 * @param phrases the words that carried it, the strongest first
 * @param manipulations ways of manipulating that were found in it by their words
 */
public record SentenceReading(
        double startSeconds,
        double endSeconds,
        String text,
        double probability,
        List<Phrase> phrases,
        List<Found> manipulations) {

    public SentenceReading {
        phrases = List.copyOf(phrases);
        manipulations = List.copyOf(manipulations);
    }

    /**
     * A word and what it adds to the sentence's log-odds.
     *
     * @param words as they stand in normal form
     * @param logOdds above 0 speaks for phishing
     */
    public record Phrase(String words, double logOdds) {}
}
