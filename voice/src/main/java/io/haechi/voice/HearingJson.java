package io.haechi.voice;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.core.Evidence;
import io.haechi.core.Problem;
import io.haechi.core.Verdict;
import java.util.List;

/** A hearing as the JSON that the command line prints and the service answers. */
final class HearingJson {
    private HearingJson() {}

    static ObjectNode of(Hearing hearing) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("schema", "haechi/1");
        json.put("problem", Problem.VOICE.name());
        json.put("file", hearing.file());
        json.put("seconds", round(hearing.seconds()));
        Verdict verdict = hearing.verdict();
        decision(json, verdict);
        json.put("threshold", round(verdict.threshold()));
        json.put("modelId", verdict.modelId());
        json.put("modelSha256", verdict.modelSha256());
        limits(json, verdict);
        ArrayNode channels = json.putArray("channels");
        hearing.channels().forEach(channel -> channels.add(channel(channel)));
        return json;
    }

    /** The same with what became of it when it was re-encoded, in the object and in each of its channels. */
    static ObjectNode of(Stability stability) {
        ObjectNode json = of(stability.hearing());
        stability(json, stability.isStable(), stability.changes(), stability.looks());
        for (int c = 0; c < stability.channels().size(); c++) {
            Stability.Channel channel = stability.channels().get(c);
            ObjectNode each = (ObjectNode) json.get("channels").get(c);
            ObjectNode looked = stability(each, channel.isStable(), channel.changes(), channel.looks());
            looked.put("startSeconds", round(channel.startSeconds()));
            looked.put("endSeconds", round(channel.endSeconds()));
            looked.put("decision", channel.asItIs().decision().name());
            looked.put("probability", round(channel.asItIs().probability()));
        }
        return json;
    }

    private static ObjectNode stability(
            ObjectNode json, boolean isStable, List<Stability.Look> changes, List<Stability.Look> looks) {
        json.put("stable", isStable);
        ArrayNode changedBy = json.putArray("changedBy");
        changes.forEach(look -> changedBy.add(look.condition()));
        ObjectNode stability = json.putObject("stability");
        ArrayNode reencodings = stability.putArray("reencodings");
        for (Stability.Look look : looks) {
            reencodings
                    .addObject()
                    .put("condition", look.condition())
                    .put("decision", look.verdict().decision().name())
                    .put("probability", round(look.verdict().probability()));
        }
        return stability;
    }

    private static ObjectNode channel(Hearing.Channel channel) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("channel", channel.number());
        decision(json, channel.verdict());
        json.put("speechSeconds", round(channel.speechSeconds()));
        if (Double.isFinite(channel.snrDecibels())) {
            json.put("snrDecibels", round(channel.snrDecibels()));
        } else {
            json.putNull("snrDecibels");
        }
        json.put("clippedShare", round(channel.clippedShare()));
        limits(json, channel.verdict());
        ArrayNode windows = json.putArray("windows");
        ArrayNode models = json.putArray("models");
        for (Evidence evidence : channel.verdict().evidence()) {
            if (evidence.kind().equals("window")) {
                windows.addObject()
                        .put("startSeconds", round(evidence.startSeconds()))
                        .put("endSeconds", round(evidence.endSeconds()))
                        .put("probability", round(evidence.probability()));
            } else {
                models.addObject().put("model", evidence.name()).put("probability", round(evidence.probability()));
            }
        }
        return json;
    }

    private static void decision(ObjectNode json, Verdict verdict) {
        json.put("decision", verdict.decision().name());
        json.put("korean", verdict.decision().korean());
        json.put("probability", round(verdict.probability()));
    }

    private static void limits(ObjectNode json, Verdict verdict) {
        ArrayNode limits = json.putArray("limits");
        verdict.limits().forEach(limits::add);
    }

    /** Six digits say all there is to say, and hide the last bits that differ between processors. */
    private static double round(double value) {
        return Math.round(value * 1e6) / 1e6;
    }
}
