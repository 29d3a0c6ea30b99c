package io.haechi.call.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.call.CallReading;
import io.haechi.call.risk.PhishingShare;
import io.haechi.call.speech.Transcript;
import io.haechi.call.speech.Utterance;
import io.haechi.core.Decision;
import io.haechi.core.Verdict;
import io.haechi.voice.Hearing;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JointRuleTest {

    @ParameterizedTest(name = "words {0}, voice {1}: {2}")
    @CsvSource({
        "DANGER, SAFE, DANGER, PHISHING_WORDS",
        "DANGER, UNSURE, DANGER, PHISHING_WORDS",
        "DANGER, DANGER, DANGER, PHISHING_WORDS",
        "SUSPECT, DANGER, DANGER, SYNTHETIC_AND_SUSPECT",
        "SUSPECT, SUSPECT, SUSPECT, SUSPECT_WORDS",
        "SUSPECT, SAFE, SUSPECT, SUSPECT_WORDS",
        "SUSPECT, UNSURE, SUSPECT, SUSPECT_WORDS",
        "SAFE, DANGER, SUSPECT, ONLY_SYNTHETIC",
        "SAFE, SUSPECT, SAFE, HARMLESS_WORDS",
        "SAFE, SAFE, SAFE, HARMLESS_WORDS",
        "SAFE, UNSURE, SAFE, HARMLESS_WORDS",
        "UNSURE, DANGER, DANGER, VOICE_ALONE",
        "UNSURE, SUSPECT, SUSPECT, VOICE_ALONE",
        "UNSURE, SAFE, SAFE, VOICE_ALONE",
        "UNSURE, UNSURE, UNSURE, VOICE_ALONE"
    })
    void theTableIsWhatDecides(Decision words, Decision voice, Decision both, JointRule rule) {
        JointVerdict verdict = verdict(words, 0.4, voice, 0.6);
        assertThat(verdict.rule()).isEqualTo(rule);
        assertThat(verdict.decision()).isEqualTo(both);
    }

    @Test
    void wordsAreNeverOutvotedByAHumanVoice() {
        for (Decision voice : Decision.values()) {
            assertThat(JointRule.of(Decision.DANGER, voice).decision(voice)).isEqualTo(Decision.DANGER);
        }
    }

    @Test
    void riskRisesWithBothAndStaysBetweenNothingAndOne() {
        assertThat(verdict(Decision.SAFE, 0, Decision.SAFE, 0).risk()).isZero();
        assertThat(verdict(Decision.SAFE, 0, Decision.DANGER, 1).risk()).isEqualTo(0.5);
        assertThat(verdict(Decision.SUSPECT, 0.5, Decision.DANGER, 1).risk()).isEqualTo(0.75);
        assertThat(verdict(Decision.DANGER, 1, Decision.SAFE, 0).risk()).isEqualTo(1);
        assertThat(verdict(Decision.SAFE, 0.1, Decision.UNSURE, 0.9).risk()).isEqualTo(0.1);
        assertThat(verdict(Decision.UNSURE, 0.3, Decision.DANGER, 0.9).risk()).isCloseTo(0.9, within(1e-12));
    }

    @Test
    void theAnswerHoldsBothFindingsAndTheReason() {
        ObjectNode json = verdict(Decision.DANGER, 0.99, Decision.SAFE, 0.1).toJson();
        assertThat(json.path("schema").asText()).isEqualTo("haechi/1");
        assertThat(json.path("decision").asText()).isEqualTo("DANGER");
        assertThat(json.path("rule").asText()).isEqualTo("PHISHING_WORDS");
        assertThat(json.path("because").asText()).contains("whoever says it");
        assertThat(json.at("/voice/decision").asText()).isEqualTo("SAFE");
        assertThat(json.at("/call/decision").asText()).isEqualTo("DANGER");
        assertThat(json.at("/transcript/utterances/0/channel").asInt()).isEqualTo(2);
        assertThat(json.path("limits").size()).isEqualTo(1);
    }

    private static JointVerdict verdict(Decision words, double said, Decision voice, double synthetic) {
        Verdict heard = new Verdict(voice, synthetic, 0.5, "v", "00", List.of(), List.of());
        Verdict read = new Verdict(words, said, 0.5, "c", "00", List.of(), List.of());
        return new JointVerdict(
                new Hearing("a.wav", 10, heard, List.of(new Hearing.Channel(1, heard, 8, 30, 0))),
                new Transcript(
                        "a.wav",
                        10,
                        2,
                        8,
                        "ko",
                        List.of(new Utterance(2, 0, 3, "안녕하세요", "ko", 0.9)),
                        List.of("written down by a machine"),
                        "w",
                        "00"),
                new CallReading("a.wav", 10, read, PhishingShare.of(List.of(said)), "", List.of(), -1));
    }
}
