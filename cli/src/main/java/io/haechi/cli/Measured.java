package io.haechi.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.core.evaluation.Interval;
import io.haechi.core.evaluation.PairedBootstrap.Difference;
import io.haechi.voice.VoiceEvaluation;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Two models measured on the same recordings, and how they differ. */
record Measured(
        Path data,
        String firstName,
        String secondName,
        VoiceEvaluation first,
        VoiceEvaluation second,
        List<Difference> differences) {

    List<String> unreadable() {
        return first.unreadable();
    }

    String text() {
        int width = Math.max(12, Math.max(firstName.length(), secondName.length()) + 2);
        String row = "%-10s%-" + width + "s%-" + width + "s%s%n";
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%nMeasured on %s, split %s, %d %s and %d %s:%n",
                data,
                first.report().split(),
                first.report().evaluation().positives(),
                first.report().evaluation().problem().positiveLabel(),
                first.report().evaluation().negatives(),
                first.report().evaluation().problem().negativeLabel()));
        text.append(String.format(
                Locale.ROOT, row, "", firstName, secondName, "difference [95 % interval of the difference]"));
        for (Difference difference : differences) {
            text.append(String.format(
                    Locale.ROOT,
                    row,
                    CardTable.name(difference.metric()),
                    CardTable.number(difference.first()),
                    CardTable.number(difference.second()),
                    words(difference)));
        }
        return text.toString();
    }

    private String words(Difference difference) {
        Interval interval = difference.interval();
        String range = Double.isNaN(interval.lo())
                ? ""
                : String.format(
                        Locale.ROOT, "%+.3f [%+.3f to %+.3f]: ", difference.value(), interval.lo(), interval.hi());
        return range + difference.words(firstName, secondName);
    }

    /** Adds data, split, both evaluations and the differences, each {@code B - A}. */
    void addTo(ObjectNode object) {
        object.put("data", data.toString()).put("split", first.report().split());
        ArrayNode evaluations = object.putArray("evaluations");
        evaluations.add(first.report().toJson().without("schema"));
        evaluations.add(second.report().toJson().without("schema"));
        ArrayNode list = object.putArray("differences");
        for (Difference difference : differences) {
            ObjectNode each = list.addObject().put("metric", difference.metric());
            put(each, "a", difference.first());
            put(each, "b", difference.second());
            put(each, "difference", difference.value());
            ArrayNode ci = each.putArray("ci");
            if (!Double.isNaN(difference.interval().lo())) {
                ci.add(difference.interval().lo()).add(difference.interval().hi());
            }
            each.put(
                    "finding",
                    difference.finding().name().toLowerCase(Locale.ROOT).replace('_', ' '));
            each.put("words", difference.words(firstName, secondName));
        }
        ArrayNode leftOut = object.putArray("unreadable");
        unreadable().forEach(leftOut::add);
    }

    private static void put(ObjectNode object, String name, double value) {
        object.put(name, Double.isNaN(value) ? null : (Double) value);
    }
}
