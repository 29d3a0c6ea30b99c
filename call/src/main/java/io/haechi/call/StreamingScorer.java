package io.haechi.call;

import java.util.ArrayList;
import java.util.List;

/**
 * Judges a call while it goes on: takes sentences as they come, and may alert once. It never alerts before so much was said that
 * a greeting is over. Calls are followed for their first {@value #MOST_LINES} sentences; a caller who has been harmless that
 * long is judged by the whole call.
 *
 * <p>For one call and one thread. Each sentence costs one look at all that was said, so the limit also bounds the work.
 */
public final class StreamingScorer {
    private static final int MOST_LINES = 400;

    private final TextModel model;
    private final List<String> said = new ArrayList<>();
    private final SentenceMean sentences;
    private int syllables;
    private boolean hasAlerted;

    StreamingScorer(TextModel model) {
        this.model = model;
        this.sentences = new SentenceMean(model.sentenceScorer());
    }

    /**
     * What is known after a sentence.
     *
     * @param probability of phishing from all that was said so far, 0 to 1
     * @param isAlert whether this is the sentence at which to warn; true once in a call at most
     */
    public record Update(double probability, boolean isAlert) {}

    /** Whether further sentences are looked at. */
    public boolean isFollowing() {
        return !hasAlerted && said.size() < MOST_LINES;
    }

    /** Takes the next sentence, as it was recognised. */
    public Update hear(String sentence) {
        String words = model.normal(sentence);
        if (!words.isBlank()) {
            said.add(words);
            sentences.add(words);
            syllables += Limits.syllables(words);
        }
        TextSettings.Alert alert = model.settings().alert();
        if (said.isEmpty() || !isFollowing()) {
            return new Update(0, false);
        }
        double probability = model.probability(model.logit(said, sentences));
        boolean isAlert = alert != null
                && said.size() > 1
                && syllables >= alert.leastSyllables()
                && probability >= alert.threshold();
        hasAlerted |= isAlert;
        return new Update(probability, isAlert);
    }
}
