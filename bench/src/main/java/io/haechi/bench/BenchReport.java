package io.haechi.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * What was measured, on what, and how.
 *
 * @param command what to type to measure it again
 * @param machine where it was measured
 * @param options how much and how often
 * @param comparisons the figures
 * @param missing what could not be measured or compared and how to get it, one sentence each
 */
public record BenchReport(
        String command, Machine machine, BenchOptions options, List<Comparison> comparisons, List<String> missing) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public BenchReport {
        comparisons = List.copyOf(comparisons);
        missing = List.copyOf(missing);
    }

    /** A table for a terminal; ends with a line break. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        line(text, "command  %s", command);
        line(text, "cpu      %s (%s)", machine.cpu(), String.join(" ", machine.flags()));
        line(
                text,
                "java     %s, %s, %d processors, %s",
                machine.jdk(),
                machine.collector(),
                machine.processors(),
                machine.system());
        line(
                text,
                "method   one thread each; medians of %d interleaved rounds (A B A B) after %d of warm-up, range"
                        + " beside",
                options.rounds(),
                options.warmUpRounds());
        if (machine.isBusy()) {
            line(
                    text,
                    "load     %.1f threads wanted a processor over the last minute, ours among them",
                    machine.load());
        }
        comparisons.forEach(comparison -> table(text, comparison));
        if (!missing.isEmpty()) {
            text.append('\n');
            missing.forEach(sentence -> line(text, "%s", sentence));
        }
        return text.toString();
    }

    private static void table(StringBuilder text, Comparison comparison) {
        text.append('\n');
        line(text, "%s: %s", comparison.name(), comparison.task());
        if (!comparison.models().isEmpty()) {
            line(text, "%s", ModelFigures.head());
            comparison.models().forEach(model -> line(text, "%s", model.row()));
            comparison.notes().forEach(note -> line(text, "  %s", note));
            return;
        }
        for (Measurement each : comparison.measurements()) {
            String row = String.format(
                    Locale.ROOT,
                    "  %-38s %8.4f s (%.4f-%.4f)",
                    each.name(),
                    each.median(),
                    each.fastest(),
                    each.slowest());
            if (each.soundSeconds() > 0) {
                row += String.format(Locale.ROOT, " %8.0f x real time", each.timesRealTime());
            }
            if (!each.pieces().isEmpty()) {
                row += String.format(
                        Locale.ROOT,
                        "  %.1f windows/s, p50 %.2f ms, p95 %.2f ms",
                        each.piecesPerSecond(),
                        each.pieceMillis(0.5),
                        each.pieceMillis(0.95));
            }
            if (each.isReference()) {
                row += String.format(Locale.ROOT, "  Haechi is %.2f x as fast", comparison.ratio(each));
            }
            line(text, "%s", row);
        }
        comparison.notes().forEach(note -> line(text, "  %s", note));
    }

    /** One object with the keys schema, command, machine, method, comparisons and missing; times are in seconds. */
    public ObjectNode toJson() {
        ObjectNode object = JSON.createObjectNode().put("schema", "haechi/1").put("command", command);
        object.set("machine", JSON.valueToTree(machine));
        ((ObjectNode) object.get("machine")).remove("busy");
        object.putObject("method")
                .put("threads", 1)
                .put("seconds", options.seconds())
                .put("warmUpRounds", options.warmUpRounds())
                .put("rounds", options.rounds())
                .put("interleaved", true)
                .put("statistic", "median");
        object.putArray("comparisons")
                .addAll(comparisons.stream().map(BenchReport::json).toList());
        object.set("missing", JSON.valueToTree(missing));
        return object;
    }

    private static ObjectNode json(Comparison comparison) {
        ObjectNode object =
                JSON.createObjectNode().put("name", comparison.name()).put("task", comparison.task());
        object.putArray("measurements")
                .addAll(comparison.measurements().stream()
                        .map(each -> json(comparison, each))
                        .toList());
        if (!comparison.models().isEmpty()) {
            object.putArray("models")
                    .addAll(comparison.models().stream()
                            .map(ModelFigures::toJson)
                            .toList());
        }
        object.set("notes", JSON.valueToTree(comparison.notes()));
        return object;
    }

    private static ObjectNode json(Comparison comparison, Measurement each) {
        ObjectNode object = JSON.createObjectNode()
                .put("name", each.name())
                .put("isReference", each.isReference())
                .put("median", each.median())
                .put("fastest", each.fastest())
                .put("slowest", each.slowest());
        if (each.soundSeconds() > 0) {
            object.put("soundSeconds", each.soundSeconds()).put("timesRealTime", each.timesRealTime());
        }
        if (!each.pieces().isEmpty()) {
            object.put("windowsPerSecond", each.piecesPerSecond())
                    .put("p50Millis", each.pieceMillis(0.5))
                    .put("p95Millis", each.pieceMillis(0.95));
        }
        if (each.isReference()) {
            object.put("haechiTimesAsFast", comparison.ratio(each));
        }
        return object;
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
