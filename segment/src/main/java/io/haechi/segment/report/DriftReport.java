package io.haechi.segment.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.segment.Drift;
import io.haechi.segment.table.Plain;
import java.util.Arrays;
import java.util.Locale;

/** New rows in saved segments, as JSON and for a terminal. */
public final class DriftReport {
    private static final int MOST_WORDS = 100;

    private DriftReport() {}

    /** As JSON, with the segment of every row if asked for: null for one that lacks a value. */
    public static ObjectNode json(Drift drift, boolean isFull) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("schema", "haechi/1").put("problem", "segment");
        object.put("rows", drift.labels().length).put("leftOut", drift.leftOut());
        ArrayNode sizes = object.putArray("sizes");
        Arrays.stream(drift.sizes()).forEach(sizes::add);
        ObjectNode found = object.putObject("drift").put("judged", drift.isJudged());
        if (drift.isJudged()) {
            found.put("moved", drift.isMoved());
        } else {
            found.putNull("moved");
        }
        if (drift.needed() == Integer.MAX_VALUE) {
            found.putNull("neededRows");
        } else {
            found.put("neededRows", drift.needed());
        }
        found.put("psi", drift.psi()).put("distance", drift.distance());
        ArrayNode shifts = found.putArray("shifts");
        drift.shifts().stream()
                .limit(10)
                .forEach(shift ->
                        shifts.addObject().put("feature", shift.feature()).put("deviations", shift.deviations()));
        ArrayNode unseen = found.putArray("unseen");
        drift.unseen().stream()
                .limit(MOST_WORDS)
                .forEach(each -> unseen.addObject()
                        .put("column", each.column())
                        .put("word", each.word())
                        .put("rows", each.rows()));
        found.put("unseenWords", drift.unseen().size()).put("why", drift.why());
        if (isFull) {
            SegmentJson.labels(object, drift.tableRows(), drift.points().rows(), drift.labels());
        }
        return object;
    }

    /** For a terminal. */
    public static String text(String name, Drift drift) {
        StringBuilder text =
                new StringBuilder(String.format(Locale.ROOT, "%s: %s%n", name, Plain.rows(drift.labels().length)));
        int[] now = drift.sizes();
        for (int c = 0; c < now.length; c++) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %2d  %,7d %-4s  %5.1f %% (was %.1f %%)  %s%n",
                    c + 1,
                    now[c],
                    now[c] == 1 ? "row" : "rows",
                    100.0 * now[c] / drift.labels().length,
                    100.0 * drift.saved().sizes().get(c) / drift.saved().rows(),
                    drift.saved().names().get(c)));
        }
        return text.append("  ").append(drift.why()).append('\n').toString();
    }
}
