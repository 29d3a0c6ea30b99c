package io.haechi.call.risk;

import java.util.List;

/**
 * The published risk of a call: {@code P = phishing sentences / all sentences}, a sentence being phishing from a probability of
 * one half. Under 60 % the call is safe, from 60 to 80 % it calls for caution, above 80 % it is dangerous.
 *
 * <p>It is given because the study gives it, beside a calibrated probability. It fails where a phishing call has much small
 * talk, for every "네 알겠습니다" is a sentence too, and on a call of two sentences, where it knows 0, 50 and 100 %.
 *
 * @param phishing how many sentences are phishing
 * @param sentences how many there are
 */
public record PhishingShare(int phishing, int sentences) {
    private static final double CAUTION_FROM = 0.6;
    private static final double DANGER_ABOVE = 0.8;

    public PhishingShare {
        if (phishing < 0 || phishing > sentences) {
            throw new IllegalArgumentException(
                    "Phishing sentences must be between 0 and the " + sentences + " there are, got " + phishing);
        }
    }

    /** Of sentences with these probabilities. */
    public static PhishingShare of(List<Double> probabilities) {
        int phishing = (int) probabilities.stream().filter(p -> p >= 0.5).count();
        return new PhishingShare(phishing, probabilities.size());
    }

    /** 0 to 1; 0 without sentences. */
    public double value() {
        return sentences == 0 ? 0 : (double) phishing / sentences;
    }

    /** Which band it falls into. */
    public Band band() {
        double value = value();
        return value < CAUTION_FROM ? Band.SAFE : value <= DANGER_ABOVE ? Band.CAUTION : Band.DANGER;
    }
}
