package io.haechi.call;

import java.util.ArrayList;
import java.util.List;

/**
 * Judges a call while it goes on: takes sentences as they come, and may alert once. It never alerts before so much was said that
 * a greeting is over. A call may go on for hours: what is remembered are its last {@value #MOST_LINES} sentences at most, and once
 * there were so many, every {@value #LATE_STEP}th sentence is looked at, since one hardly changes what hundreds say.
 *
 * <p>For one call and one thread. A look costs a reading of all that is remembered.
 */
public final class StreamingScorer {
    private static final int MOST_LINES = 400;
    private static final int LATE_STEP = 8;

    private final TextModel model;
    private final List<String> said = new ArrayList<>();
    private SentenceMean sentences;
    private int syllables;
    private int heard;
    private double probability;
    private boolean hasAlerted;

    StreamingScorer(TextModel model) {
        this.model = model;
        this.sentences = new SentenceMean(model.sentenceScorer());
    }

    /**
     * What is known after a sentence.
     *
     * @param probability of phishing from what is remembered of what was said, 0 to 1, as of the last look
     * @param isAlert whether this is the sentence at which to warn; true once in a call at most
     */
    public record Update(double probability, boolean isAlert) {}

    /** Whether further sentences are looked at: until it has alerted. */
    public boolean isFollowing() {
        return !hasAlerted;
    }

    /** Takes the next sentence, as it was recognised. */
    public Update hear(String sentence) {
        String words = model.normal(sentence);
        if (!isFollowing()) {
            return new Update(probability, false);
        }
        if (!words.isBlank()) {
            remember(words);
        }
        if (said.isEmpty() || heard > MOST_LINES && heard % LATE_STEP != 0) {
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
        heard++;
    }
}
