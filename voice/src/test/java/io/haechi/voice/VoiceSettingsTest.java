package io.haechi.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haechi.core.ModelException;
import io.haechi.core.Problem;
import io.haechi.core.ensemble.LogisticFusion;
import io.haechi.core.ensemble.WeightedVote;
import io.haechi.core.model.Calibration;
import io.haechi.core.model.Card;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.ModelStore;
import io.haechi.core.model.Provenance;
import io.haechi.core.model.Sha256;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VoiceSettingsTest {
    private static final VoiceSettings SINGLE =
            new VoiceSettings(new FrontEndOptions("mfcc", 40), new WindowOptions(3, 1.5), 0.8, null, List.of());
    private static final VoiceSettings ENSEMBLE = new VoiceSettings(
            null, null, 0.7, "ERROR_RATE", List.of(new VoiceSettings.Member("voice-a", "a".repeat(64), 1.0)));

    private static final VoiceSettings LEARNED = new VoiceSettings(
            null,
            null,
            0.7,
            0.4,
            "LEARNED",
            List.of(
                    new VoiceSettings.Member("voice-a", "a".repeat(64), 1.5),
                    new VoiceSettings.Member("voice-b", "b".repeat(64), -0.25)),
            0.0);

    @Test
    void whatACardSaysIsReadBack() {
        assertThat(VoiceSettings.of(written(LEARNED.asMap()))).isEqualTo(LEARNED);
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

    @Test
    void aCardFromBeforeFusionsWereLearnedKeepsItsBytes() {
        assertThat(ENSEMBLE.asMap()).doesNotContainKey("bias");
        assertThat(SINGLE.asMap()).doesNotContainKeys("bias", "weighting", "members");
        ModelPackage shipped = ModelStore.of().find("voice-line-vote");
        assertThat(Sha256.of(shipped.card().toJson())).isEqualTo(shipped.sha256());
        assertThat(VoiceSettings.of(shipped.card()).asMap())
                .isEqualTo(shipped.card().settings());
    }

    @Test
    void theWeightingSaysWhatTheWeightsMean() {
        assertThat(LEARNED.fusion("x")).isEqualTo(new LogisticFusion(List.of(1.5, -0.25), 0));
        assertThat(ENSEMBLE.fusion("x")).isEqualTo(new WeightedVote(List.of(1.0)));
        assertThat(SINGLE.fusion("x").logit(-3)).isEqualTo(-3);
    }

    @Test
    void weightsThatContradictTheirWeightingAreRefused() {
        List<VoiceSettings.Member> members = List.of(
                new VoiceSettings.Member("voice-a", "a".repeat(64), 0.7),
                new VoiceSettings.Member("voice-b", "b".repeat(64), 0.7));
        assertThatThrownBy(() -> new VoiceSettings(null, null, 0.7, "LEARNED", members).fusion("voice-x"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("voice-x: its card names the weighting LEARNED and no bias");
        assertThatThrownBy(() -> new VoiceSettings(null, null, 0.7, null, "ACCURACY", members, 0.1).fusion("voice-x"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("ACCURACY and a bias");
        assertThatThrownBy(() -> new VoiceSettings(null, null, 0.7, "ACCURACY", members).fusion("voice-x"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("voice-x: The weights of a vote must sum to one");
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
