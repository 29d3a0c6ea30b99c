package io.haechi.call;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.haechi.core.ModelException;
import io.haechi.core.model.Calibration;
import io.haechi.core.model.Card;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a card's settings say of a model of texts.
 *
 * @param text how texts are brought into normal form
 * @param unit what is judged at once
 * @param dangerThreshold probability from which on a verdict is DANGER; the card's threshold is that of SUSPECT
 * @param sentences how the sentence model in the package has its say; absent without one
 * @param alert when a call that goes on is called out; absent where that was not fitted
 * @param types names of the kinds of phishing that the package tells apart; empty if none
 */
record TextSettings(
        Map<String, String> text,
        Unit unit,
        double dangerThreshold,
        @Nullable Blend sentences,
        @Nullable Alert alert,
        List<String> types) {
    private static final ObjectMapper JSON = new ObjectMapper();

    TextSettings {
        types = List.copyOf(types);
    }

    /**
     * How two models are added up: each mean logit divided by its spread on the training texts.
     *
     * @param callSpread standard deviation of the model of whole texts, above 0
     * @param sentenceSpread that of the mean of sentences, above 0
     * @param calibration from a sentence's logit to its probability
     */
    record Blend(double callSpread, double sentenceSpread, Calibration calibration) {
        Blend {
            if (!(callSpread > 0 && sentenceSpread > 0)) {
                throw new IllegalArgumentException(
                        "Spreads must be above 0, got " + callSpread + " and " + sentenceSpread);
            }
        }
    }

    /**
     * When a call that goes on is called out.
     *
     * @param threshold probability of what was said so far, from which on
     * @param leastSyllables that must have been said before, so that no greeting is called out
     */
    record Alert(double threshold, int leastSyllables) {}

    static TextSettings of(Card card) {
        try {
            return JSON.convertValue(card.settings(), TextSettings.class);
        } catch (IllegalArgumentException e) {
            throw new ModelException(
                    card.id() + ": the card's settings are not those of a model of texts ("
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("") + ").",
                    e);
        }
    }

    Map<String, Object> toMap() {
        return JSON.convertValue(this, new com.fasterxml.jackson.core.type.TypeReference<>() {});
    }
}
