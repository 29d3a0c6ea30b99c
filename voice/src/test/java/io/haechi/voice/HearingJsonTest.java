package io.haechi.voice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.core.Decision;
import io.haechi.core.Evidence;
import io.haechi.core.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HearingJsonTest {
    private static final Verdict VERDICT = new Verdict(
            Decision.SUSPECT,
            0.123456789,
            0.1,
            "voice-x",
            "ab",
            List.of(
                    new Evidence("window", "", 0, 3, 1 / 3.0),
                    new Evidence("window", "", 1.5, 4.5, 0.5),
                    new Evidence("model", "voice-y", 0, 4.5, 0.25)),
            List.of("a limit"));
    private static final Hearing HEARING =
            new Hearing("통화 1.wav", 4.5, VERDICT, List.of(new Hearing.Channel(1, VERDICT, 2.25, Double.NaN, 0)));

    @Test
    void theKeysAreThoseOfTheContract() {
        ObjectNode json = HEARING.toJson();
        assertThat(names(json))
                .containsExactly(
                        "schema",
                        "problem",
                        "file",
                        "seconds",
                        "decision",
                        "korean",
                        "probability",
                        "threshold",
                        "modelId",
                        "modelSha256",
                        "limits",
                        "channels");
        assertThat(json.get("schema").asText()).isEqualTo("haechi/1");
        assertThat(json.get("problem").asText()).isEqualTo("voice");
        assertThat(json.get("file").asText()).isEqualTo("통화 1.wav");
        assertThat(json.get("decision").asText()).isEqualTo("SUSPECT");
        assertThat(json.get("korean").asText()).isEqualTo("의심");
    }

    @Test
    void aChannelHoldsItsWindowsAndItsModelsApart() {
        JsonNode channel = HEARING.toJson().get("channels").get(0);
        assertThat(channel.get("channel").asInt()).isEqualTo(1);
        assertThat(channel.get("windows")).hasSize(2);
        assertThat(channel.get("windows").get(1).get("startSeconds").asDouble()).isEqualTo(1.5);
        assertThat(channel.get("models")).hasSize(1);
        assertThat(channel.get("models").get(0).get("model").asText()).isEqualTo("voice-y");
        assertThat(channel.get("limits").get(0).asText()).isEqualTo("a limit");
    }

    @Test
    void figuresHaveSixDigitsAndAreNullWhereNothingWasMeasured() {
        JsonNode json = HEARING.toJson();
        assertThat(json.get("probability").asDouble()).isEqualTo(0.123457);
        JsonNode channel = json.get("channels").get(0);
        assertThat(channel.get("windows").get(0).get("probability").asDouble()).isEqualTo(0.333333);
        assertThat(channel.get("snrDecibels").isNull()).isTrue();
    }

    @Test
    void theSameHearingGivesTheSameText() {
        assertThat(HEARING.toJson().toString()).isEqualTo(HEARING.toJson().toString());
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
