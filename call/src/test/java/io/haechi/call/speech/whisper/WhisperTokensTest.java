package io.haechi.call.speech.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.core.ModelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhisperTokensTest {
    @Test
    void tokensBecomeTheTextThatHuggingFaceMadeThemOf() throws IOException {
        JsonNode vectors = Vectors.read("tokens.json");
        WhisperTokens tokens = WhisperTokens.of(vocabulary(vectors.get("pieces")));
        assertThat(vectors.get("cases")).hasSizeGreaterThan(3);
        for (JsonNode each : vectors.get("cases")) {
            List<Integer> ids = new ArrayList<>();
            each.get("ids").forEach(id -> ids.add(id.asInt()));
            assertThat(tokens.text(ids)).isEqualTo(each.get("text").asText());
        }
    }

    @Test
    void aSyllableIsPutTogetherFromTwoTokens() {
        WhisperTokens tokens = WhisperTokens.of(TinyWhisper.tokenizer());
        assertThat(tokens.text(List.of(0, 1, 2, 3))).isEqualTo("a b안".replace("안", "\uC548"));
        assertThat(tokens.text(List.of(2))).isEqualTo("\uFFFD");
    }

    @Test
    void specialTokensSayNothing() {
        WhisperTokens tokens = WhisperTokens.of(TinyWhisper.tokenizer());
        assertThat(tokens.text(List.of(5, 6, 8, 11, 0, 600, 4))).isEqualTo("a");
        assertThat(tokens.languages()).containsOnlyKeys("ko", "en");
        assertThat(tokens.seconds(TinyWhisper.FIRST_TIMESTAMP + 50)).isEqualTo(1.0);
        assertThat(tokens.count()).isEqualTo(1512);
    }

    @Test
    void anotherVocabularyIsRefused() {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> WhisperTokens.of("{\"added_tokens\": []}".getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining("<|endoftext|>");
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> WhisperTokens.of("[1,".getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining("cannot be read");
    }

    private static byte[] vocabulary(JsonNode pieces) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode tree = mapper.createObjectNode();
        ArrayNode added = tree.putArray("added_tokens");
        int next = pieces.size();
        for (String word : List.of(
                "<|endoftext|>",
                "<|startoftranscript|>",
                "<|ko|>",
                "<|transcribe|>",
                "<|nocaptions|>",
                "<|notimestamps|>")) {
            added.addObject().put("id", next++).put("content", word);
        }
        ObjectNode vocabulary = tree.putObject("model").putObject("vocab");
        for (int i = 0; i < pieces.size(); i++) {
            vocabulary.put(pieces.get(i).asText(), i);
        }
        return mapper.writeValueAsBytes(tree);
    }
}
