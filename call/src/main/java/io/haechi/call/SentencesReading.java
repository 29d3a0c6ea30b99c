package io.haechi.call;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.core.Problem;
import java.util.List;

/**
 * What a model of sentences says of each line by itself; nothing is said of the whole.
 *
 * @param file name of the text
 * @param threshold probability from which a sentence counts as phishing
 * @param modelId the model that was asked
 * @param modelSha256 hash of its package
 * @param sentences in their order; lines of which nothing is left in normal form are gone
 */
public record SentencesReading(
        String file, double threshold, String modelId, String modelSha256, List<SentenceReading> sentences) {

    public SentencesReading {
        sentences = List.copyOf(sentences);
    }

    /** How many sentences count as phishing. */
    public int phishing() {
        return (int) sentences.stream()
                .filter(each -> each.probability() >= threshold)
                .count();
    }

    /** One JSON object with {@code "schema":"haechi/1"}. */
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("schema", "haechi/1").put("problem", Problem.SENTENCE.name()).put("file", file);
        json.put("threshold", threshold).put("phishing", phishing());
        json.put("modelId", modelId).put("modelSha256", modelSha256);
        ArrayNode all = json.putArray("sentences");
        sentences.forEach(each -> all.add(CallJson.sentence(each)));
        return json;
    }
}
