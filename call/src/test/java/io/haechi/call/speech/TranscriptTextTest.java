package io.haechi.call.speech;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TranscriptTextTest {
    private static final Transcript CALL = new Transcript(
            "call.wav",
            3725.5,
            2,
            4.25,
            "ko",
            List.of(
                    new Utterance(1, 0, 1.26, "여보세요", "ko", 0.9),
                    new Utterance(2, 3661.5, 3662.0004, "네 <검찰> & 수사관", "ko", Double.NaN)),
            List.of(),
            "whisper-base",
            "ab");

    @Test
    void linesSayWhoAndWhen() {
        assertThat(TranscriptText.TEXT.of(CALL))
                .isEqualTo("[0:00.0-0:01.3] channel 1: 여보세요\n[61:01.5-61:02.0] channel 2: 네 <검찰> & 수사관\n");
    }

    @Test
    void subtitlesHaveTheirClocks() {
        assertThat(TranscriptText.SRT.of(CALL))
                .isEqualTo("1\n00:00:00,000 --> 00:00:01,260\nchannel 1: 여보세요\n\n"
                        + "2\n01:01:01,500 --> 01:01:02,000\nchannel 2: 네 <검찰> & 수사관\n\n");
        assertThat(TranscriptText.VTT.of(CALL))
                .startsWith("WEBVTT\n\n00:00:00.000 --> 00:00:01.260\n<v channel 1>여보세요\n\n")
                .contains("네 &lt;검찰> &amp; 수사관");
    }

    @Test
    void jsonSaysAllOfIt() throws IOException {
        JsonNode json = new ObjectMapper().readTree(TranscriptText.JSON.of(CALL));
        assertThat(json.get("schema").asText()).isEqualTo("haechi/1");
        assertThat(json.get("text").asText()).isEqualTo("여보세요 네 <검찰> & 수사관");
        assertThat(json.at("/utterances/0/confidence").asDouble()).isEqualTo(0.9);
        assertThat(json.at("/utterances/1/confidence").isNull()).isTrue();
        assertThat(json.at("/utterances/1/channel").asInt()).isEqualTo(2);
    }
}
