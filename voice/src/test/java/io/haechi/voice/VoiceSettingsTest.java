package io.haechi.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haechi.core.ModelException;
import io.haechi.core.Problem;
import io.haechi.core.model.Calibration;
import io.haechi.core.model.Card;
import io.haechi.core.model.Provenance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VoiceSettingsTest {
    private static final VoiceSettings SINGLE =
            new VoiceSettings(new FrontEndOptions("mfcc", 40), new WindowOptions(3, 1.5), 0.8, null, List.of());
    private static final VoiceSettings ENSEMBLE = new VoiceSettings(
            null, null, 0.7, "ERROR_RATE", List.of(new VoiceSettings.Member("voice-a", "a".repeat(64), 1.0)));

    @Test
    void whatACardSaysIsReadBack() {
        assertThat(VoiceSettings.of(written(SINGLE.asMap()))).isEqualTo(SINGLE);
        assertThat(VoiceSettings.of(written(ENSEMBLE.asMap()))).isEqualTo(ENSEMBLE);
    }

    @Test
    void aSettingThisVersionDoesNotKnowIsRefused() {
        Map<String, Object> settings = new HashMap<>(SINGLE.asMap());
        settings.put("pooling", "median");
        Card card = written(settings);
        assertThatThrownBy(() -> VoiceSettings.of(card))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("voice-test")
                .hasMessageContaining("pooling");
    }

    @Test
    void aWindowOutOfRangeIsRefused() {
        Map<String, Object> settings = new HashMap<>(SINGLE.asMap());
        settings.put("window", Map.of("seconds", 100, "hopSeconds", 1));
        Card card = written(settings);
        assertThatThrownBy(() -> VoiceSettings.of(card))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("0.5 to 30");
    }

    @Test
    void anEnsembleHasNoFrontEndOfItsOwn() {
        assertThatThrownBy(ENSEMBLE::frontEndOrThrow).isInstanceOf(ModelException.class);
        assertThatThrownBy(ENSEMBLE::windowOrThrow).isInstanceOf(ModelException.class);
    }

    /** Through the bytes of {@code card.json} and back. */
    private static Card written(Map<String, Object> settings) {
        Card card = new Card(
                Card.SCHEMA,
                "voice-test",
                Problem.VOICE.name(),
                "test",
                Provenance.now("0".repeat(64), "test", 1, "test"),
                0.5,
                Calibration.NONE,
                Map.of(),
                settings,
                Map.of(),
                Map.of(),
                "",
                List.of());
        return Card.fromJson("test", card.toJson());
    }
}
