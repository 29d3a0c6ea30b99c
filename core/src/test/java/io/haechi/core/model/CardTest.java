package io.haechi.core.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haechi.core.ModelException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardTest {

    @Test
    void itSurvivesJson() {
        Card card = Cards.card("voice-cnn").withFiles(Map.of("model.onnx", Cards.HASH));
        assertThat(Card.fromJson("here", card.toJson())).isEqualTo(card);
    }

    @Test
    void equalCardsHaveEqualBytes() {
        assertThat(Cards.card("a")
                        .withFiles(Map.of("a", Cards.HASH, "b", Cards.HASH))
                        .toJson())
                .isEqualTo(Cards.card("a")
                        .withFiles(Map.of("b", Cards.HASH, "a", Cards.HASH))
                        .toJson());
    }

    @Test
    void theSchemaStandsFirst() {
        assertThat(new String(Cards.card("a").toJson(), UTF_8))
                .startsWith("{\n  \"schema\" : \"haechi-model/1\",\n  \"id\"");
    }

    @Test
    void anotherVersionIsRefusedBeforeAnythingElseIsRead() {
        assertThatThrownBy(() -> Card.fromJson("models/x", "{\"schema\":\"haechi-model/2\",\"new\":1}".getBytes(UTF_8)))
                .isInstanceOf(ModelException.class)
                .hasMessage("models/x: card.json has schema \"haechi-model/2\", this version reads \"haechi-model/1\";"
                        + " update Haechi or take a model made for this version.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{}", "no json", "{\"schema\":\"haechi-model/1\"}", "{\"schema\":7}"})
    void whatIsNoCardIsRefusedInOneSentence(String json) {
        assertThatThrownBy(() -> Card.fromJson("models/x", json.getBytes(UTF_8)))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("models/x: card.json ")
                .message()
                .doesNotContain("\n")
                .endsWith(".");
    }

    @Test
    void aMissingThresholdIsNotZero() {
        String json = new String(Cards.card("a").toJson(), UTF_8).replaceFirst("\"threshold\" : 0.48,", "");
        assertThatThrownBy(() -> Card.fromJson("models/x", json.getBytes(UTF_8)))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("models/x: card.json cannot be read: ");
    }

    @Test
    void anUnknownKeyIsRefused() {
        String json = new String(Cards.card("a").toJson(), UTF_8).replace("\"licence\"", "\"license\"");
        assertThatThrownBy(() -> Card.fromJson("models/x", json.getBytes(UTF_8)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("license");
    }

    @Test
    void aThresholdOutOfRangeIsRefusedWithItsValue() {
        String json = new String(Cards.card("a").toJson(), UTF_8).replace("0.48", "48");
        assertThatThrownBy(() -> Card.fromJson("models/x", json.getBytes(UTF_8)))
                .hasMessage("models/x: card.json cannot be read: Threshold must be between 0 and 1, got 48.0.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../model.onnx",
                "/etc/passwd",
                "a/b",
                "a\\b",
                "..",
                ".hidden",
                "",
                "card.json",
                "CARD.JSON",
                "a b",
                "C:x"
            })
    void fileNamesThatLeaveThePackageAreRefused(String name) {
        Map<String, String> files = Map.of(name, Cards.HASH);
        assertThatThrownBy(() -> Cards.card("a").withFiles(files))
                .hasMessageStartingWith("File name \"" + name + "\" is not allowed in a model package");
    }

    @Test
    void hashesAreHashes() {
        assertThatThrownBy(() -> Cards.card("a").withFiles(Map.of("model.onnx", "3f1c")))
                .hasMessage("Hash of model.onnx must be 64 hexadecimal digits, got \"3f1c\"");
    }

    @Test
    void provenanceChecksItsHashesAndTime() {
        assertThatThrownBy(() -> new Provenance("3f", "r", 1, "1", null, "2026-01-31T12:00:00Z"))
                .hasMessage("Hash of data must be 64 hexadecimal digits, got \"3f\"");
        assertThatThrownBy(() -> new Provenance(Cards.HASH, "r", 1, "1", "x", "2026-01-31T12:00:00Z"))
                .hasMessage("Hash of the parent model must be 64 hexadecimal digits, got \"x\"");
        assertThatThrownBy(() -> new Provenance(Cards.HASH, "r", 1, "1", null, "yesterday"))
                .hasMessage("Time of making must be like 2026-01-31T12:00:00Z, got \"yesterday\"");
        assertThat(Provenance.now(Cards.HASH, "r", 1, "1")
                        .derivedFrom(Cards.HASH)
                        .parentModel())
                .isEqualTo(Cards.HASH);
    }
}
