package io.haechi.call;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.call.pattern.Manipulation;
import io.haechi.core.Problem;
import io.haechi.core.Verdict;

/** A reading as the JSON that the command line prints and a service answers. */
final class CallJson {
    private CallJson() {}

    static ObjectNode of(CallReading reading) {
        Verdict verdict = reading.verdict();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("schema", "haechi/1");
        json.put("problem", Problem.CALL.name());
        json.put("file", reading.file());
        json.put("seconds", round(reading.seconds()));
        json.put("decision", verdict.decision().name());
        json.put("korean", verdict.decision().korean());
        json.put("probability", round(verdict.probability()));
        json.put("threshold", round(verdict.threshold()));
        json.put("type", reading.type());
        json.putObject("phishingShare")
                .put("value", round(reading.share().value()))
                .put("phishing", reading.share().phishing())
                .put("sentences", reading.share().sentences())
                .put("band", reading.share().band().name())
                .put("korean", reading.share().band().korean());
        json.put("modelId", verdict.modelId());
        json.put("modelSha256", verdict.modelSha256());
        verdict.limits().forEach(json.putArray("limits")::add);
        ArrayNode manipulations = json.putArray("manipulations");
        for (Manipulation each : reading.manipulations()) {
            manipulations
                    .addObject()
                    .put("kind", each.name())
                    .put("korean", each.korean())
                    .put("english", each.english());
        }
        if (reading.alertAt() >= 0) {
            SentenceReading at = reading.sentences().get(reading.alertAt());
            json.putObject("alert").put("sentence", reading.alertAt()).put("seconds", round(at.endSeconds()));
        } else {
            json.putNull("alert");
        }
        ArrayNode sentences = json.putArray("sentences");
        reading.sentences().forEach(each -> sentences.add(sentence(each)));
        return json;
    }

    static ObjectNode sentence(SentenceReading sentence) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("startSeconds", round(sentence.startSeconds()));
        json.put("endSeconds", round(sentence.endSeconds()));
        json.put("text", sentence.text());
        json.put("probability", round(sentence.probability()));
        ArrayNode phrases = json.putArray("phrases");
        sentence.phrases()
                .forEach(each -> phrases.addObject().put("words", each.words()).put("logOdds", round(each.logOdds())));
        ArrayNode found = json.putArray("manipulations");
        sentence.manipulations()
                .forEach(each -> found.addObject()
                        .put("kind", each.manipulation().name())
                        .put("words", each.words()));
        return json;
    }

    /** Six digits say all there is to say, and hide the last bits that differ between processors. */
    private static double round(double value) {
        return Math.round(value * 1e6) / 1e6;
    }
}
