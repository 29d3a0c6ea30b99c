package io.haechi.call.joint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.call.CallReading;
import io.haechi.call.speech.Transcript;
import io.haechi.core.Decision;
import io.haechi.voice.Hearing;
import java.util.ArrayList;
import java.util.List;

/**
 * What is found in one recording: who speaks, what is said, and what follows from both.
 *
 * @param voice each speaker's voice
 * @param spoken what was written down
 * @param words what it says
 */
public record JointVerdict(Hearing voice, Transcript spoken, CallReading words) {

    /** How much of the doubt that the words leave a voice that is surely synthetic takes. */
    private static final double VOICE_SHARE = 0.5;

    /** The rule that decides. */
    public JointRule rule() {
        return JointRule.of(words.verdict().decision(), voice.verdict().decision());
    }

    /** The one decision. */
    public Decision decision() {
        return rule().decision(voice.verdict().decision());
    }

    /**
     * One number to sort recordings by, 0 to 1: {@code p + (1 - p) v / 2}, p the words' probability of phishing and v the voice's
     * of being synthetic. It is no probability, for nobody has counted calls of which both are known; where the words cannot be
     * judged it is {@code v}, where the voice cannot it is {@code p}.
     */
    public double risk() {
        double voiceRisk = voice.verdict().probability();
        if (rule() == JointRule.VOICE_ALONE) {
            return voiceRisk;
        }
        double said = words.verdict().probability();
        boolean isHeard = voice.verdict().decision() != Decision.UNSURE;
        return isHeard ? said + (1 - said) * VOICE_SHARE * voiceRisk : said;
    }

    /** What should be known when it is read: of the words, of the writing down, of the voice; one sentence each. */
    public List<String> limits() {
        List<String> limits = new ArrayList<>();
        words.verdict().limits().forEach(each -> limits.add("words: " + each));
        spoken.limits().forEach(each -> limits.add("transcript: " + each));
        voice.verdict().limits().forEach(each -> limits.add("voice: " + each));
        return limits;
    }

    /** One JSON object with {@code "schema":"haechi/1"}; {@code voice} and {@code call} hold the two findings as they are alone. */
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("schema", "haechi/1");
        json.put("problem", "voice+call");
        json.put("file", voice.file());
        json.put("seconds", round(voice.seconds()));
        json.put("decision", decision().name());
        json.put("korean", decision().korean());
        json.put("risk", round(risk()));
        json.put("rule", rule().name());
        json.put("because", rule().english());
        limits().forEach(json.putArray("limits")::add);
        json.set("voice", voice.toJson());
        json.set("call", words.toJson());
        ObjectNode transcript = json.putObject("transcript");
        transcript.put("modelId", spoken.modelId()).put("modelSha256", spoken.modelSha256());
        transcript.put("language", spoken.language()).put("speechSeconds", round(spoken.speechSeconds()));
        ArrayNode utterances = transcript.putArray("utterances");
        spoken.utterances()
                .forEach(each -> utterances
                        .addObject()
                        .put("channel", each.channel())
                        .put("startSeconds", round(each.startSeconds()))
                        .put("endSeconds", round(each.endSeconds()))
                        .put("text", each.text()));
        return json;
    }

    private static double round(double value) {
        return Math.round(value * 1e6) / 1e6;
    }
}
