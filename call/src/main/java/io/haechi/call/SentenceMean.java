package io.haechi.call;

import io.haechi.call.learn.TextScorer;

/** Mean logit of a call's sentences, one after the other: over those long enough to say something, else over all. */
final class SentenceMean {
    /** Shorter sentences ("네 알겠습니다") are the same in any call. */
    static final int LEAST_SYLLABLES = 6;

    private final TextScorer scorer;
    private double ofLong;
    private int longOnes;
    private double ofAll;
    private int all;

    SentenceMean(TextScorer scorer) {
        this.scorer = scorer;
    }

    /** Takes the next sentence, in normal form. */
    void add(String sentence) {
        double logit = scorer.logit(sentence);
        ofAll += logit;
        all++;
        if (Limits.syllables(sentence) >= LEAST_SYLLABLES) {
            ofLong += logit;
            longOnes++;
        }
    }

    /** The mean; 0 if there was no sentence. */
    double logit() {
        return longOnes > 0 ? ofLong / longOnes : all == 0 ? 0 : ofAll / all;
    }
}
