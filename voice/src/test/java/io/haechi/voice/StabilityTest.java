package io.haechi.voice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.haechi.core.Decision;
import io.haechi.core.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StabilityTest {

    @Test
    void aVerdictIsStableWhileItsWordStaysTheSame() {
        Stability stability = stability(channel(1, said(Decision.SAFE, 0.1), said(Decision.SAFE, 0.4)));
        assertThat(stability.isStable()).isTrue();
        assertThat(stability.changes()).isEmpty();
    }

    @Test
    void anotherWordIsAChangeAlsoBetweenSuspectAndDanger() {
        Stability stability = stability(
                channel(1, said(Decision.DANGER, 0.95), said(Decision.DANGER, 0.99), said(Decision.SUSPECT, 0.7)));
        assertThat(stability.isStable()).isFalse();
        assertThat(stability.changes()).extracting(Stability.Look::condition).containsExactly("re-encoding 1");
    }

    @Test
    void whatCannotBeToldIsStableIfItStillCannot() {
        assertThat(stability(channel(1, said(Decision.UNSURE, 0.5), said(Decision.UNSURE, 0.9)))
                        .isStable())
                .isTrue();
        assertThat(stability(channel(1, said(Decision.UNSURE, 0.5), said(Decision.DANGER, 0.9)))
                        .isStable())
                .isFalse();
    }

    @Test
    void aCallIsAsStableAsItsWorstChannelsWord() {
        // Channel 1 changes, and yet channel 2 keeps the call at danger.
        Stability.Channel one = channel(1, said(Decision.SAFE, 0.1), said(Decision.SUSPECT, 0.6));
        Stability.Channel two = channel(2, said(Decision.DANGER, 0.95), said(Decision.DANGER, 0.96));
        Stability call = stability(one, two);
        assertThat(one.isStable()).isFalse();
        assertThat(call.isStable()).isTrue();
        // Here the worst channel becomes harmless and the other takes its place.
        Stability.Channel gone = channel(2, said(Decision.DANGER, 0.95), said(Decision.SAFE, 0.05));
        assertThat(stability(one, gone).changes())
                .singleElement()
                .satisfies(look -> assertThat(look.verdict().decision()).isEqualTo(Decision.SUSPECT));
    }

    @Test
    void theJsonIsTheHearingsWithStabilityInItAndInEachChannel() {
        Stability stability = stability(channel(1, said(Decision.SAFE, 0.1), said(Decision.DANGER, 0.987654321)));
        JsonNode json = stability.toJson();
        assertThat(json.get("schema").asText()).isEqualTo("haechi/1");
        assertThat(json.get("decision").asText()).isEqualTo("SAFE");
        assertThat(json.get("stable").isBoolean()).isTrue();
        assertThat(json.get("stable").asBoolean()).isFalse();
        assertThat(json.get("changedBy"))
                .singleElement()
                .satisfies(name -> assertThat(name.asText()).isEqualTo("re-encoding 0"));
        JsonNode look = json.at("/stability/reencodings/0");
        assertThat(look.get("decision").asText()).isEqualTo("DANGER");
        assertThat(look.get("probability").asDouble()).isEqualTo(0.987654);
        JsonNode channel = json.at("/channels/0");
        assertThat(channel.get("stable").asBoolean()).isFalse();
        assertThat(channel.at("/stability/startSeconds").asDouble()).isEqualTo(12);
        assertThat(channel.at("/stability/endSeconds").asDouble()).isEqualTo(42);
        assertThat(channel.at("/stability/decision").asText()).isEqualTo("SAFE");
        assertThat(stability.hearing().toJson().has("stable")).isFalse();
    }

    private static Stability stability(Stability.Channel... channels) {
        List<Hearing.Channel> heard = new ArrayList<>();
        for (Stability.Channel channel : channels) {
            heard.add(new Hearing.Channel(channel.number(), channel.asItIs(), 5, 20, 0));
        }
        Verdict verdict =
                VoiceDetector.worst(heard.stream().map(Hearing.Channel::verdict).toList());
        return new Stability(new Hearing("a.wav", 60, verdict, heard), List.of(channels));
    }

    private static Stability.Channel channel(int number, Verdict asItIs, Verdict... again) {
        List<Stability.Look> looks = new ArrayList<>();
        for (int i = 0; i < again.length; i++) {
            looks.add(new Stability.Look("re-encoding " + i, again[i]));
        }
        return new Stability.Channel(number, 12, 42, false, asItIs, looks);
    }

    private static Verdict said(Decision decision, double probability) {
        return new Verdict(decision, probability, 0.5, "m", "ab", List.of(), List.of());
    }
}
