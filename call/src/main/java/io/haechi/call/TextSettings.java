package io.haechi.call;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.haechi.core.ModelException;
import io.haechi.core.model.Calibration;
import io.haechi.core.model.Card;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a card's settings say of a model of texts.
 *
 * @param text how texts are brought into normal form
 * @param unit what is judged at once
 * @param dangerThreshold probability from which on a verdict is DANGER; the card's threshold is that of SUSPECT
 * @param alertLogit mean logit from which on a call that goes on is called out; absent where that was not fitted
 * @param sentences calibration of the sentence model in the package; absent without one
 * @param types names of the kinds of phishing that the package tells apart; absent if none
 */
record TextSettings(
        Map<String, String> text,
        Unit unit,
        double dangerThreshold,
        @Nullable Double alertLogit,
        @Nullable Calibration sentences,
        java.util.@Nullable List<String> types) {
    private static final ObjectMapper JSON = new ObjectMapper();

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
