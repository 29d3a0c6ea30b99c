package io.haechi.call;

import java.util.ArrayList;
import java.util.List;

/**
 * Judges a call while it goes on: takes sentences as they come, and may alert once. It never alerts before so much was said that
 * a greeting is over. A call may go on for hours, and harmless hours must not drown what comes at their end: no more than its last
 * {@value #MOST_LINES} sentences are remembered, at least half as many once there were so many.
 *
 * <p>For one call and one thread. Each sentence costs a reading of all that is remembered.
 */
public final class StreamingScorer {
    private static final int MOST_LINES = 60;

    private final TextModel model;
    private final List<String> said = new ArrayList<>();
    private SentenceMean sentences;
    private int syllables;
    private double probability;
    private boolean hasAlerted;

    StreamingScorer(TextModel model) {
        this.model = model;
        this.sentences = new SentenceMean(model.sentenceScorer());
    }

    /**
     * What is known after a sentence.
     *
     * @param probability of phishing from what is remembered of what was said, 0 to 1
     * @param isAlert whether this is the sentence at which to warn; true once in a call at most
     */
    public record Update(double probability, boolean isAlert) {}

    /** Whether further sentences are looked at: until it has alerted. */
    public boolean isFollowing() {
        return !hasAlerted;
    }

    /** Takes the next sentence, as it was recognised. */
    public Update hear(String sentence) {
        if (!isFollowing()) {
            return new Update(probability, false);
        }
        String words = model.normal(sentence);
        if (!words.isBlank()) {
            remember(words);
        }
        if (said.isEmpty()) {
            return new Update(probability, false);
        }
        probability = model.probability(model.logit(said, sentences));
        TextSettings.Alert alert = model.settings().alert();
        hasAlerted = alert != null
                && said.size() > 1
                && syllables >= alert.leastSyllables()
                && probability >= alert.threshold();
        return new Update(probability, hasAlerted);
    }

    /** Forgets the older half where it becomes too much. */
    private void remember(String words) {
        if (said.size() == MOST_LINES) {
            said.subList(0, MOST_LINES / 2).clear();
            sentences = new SentenceMean(model.sentenceScorer());
            said.forEach(sentences::add);
        }
        said.add(words);
        sentences.add(words);
        syllables += Limits.syllables(words);
    }
}
