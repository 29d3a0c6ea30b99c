package io.haechi.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.onnx.compress.quantise.LayerErrors.LayerError;
import io.haechi.onnx.compress.quantise.OutputError;
import io.haechi.onnx.compress.trial.Compression;
import io.haechi.onnx.compress.trial.Score;
import io.haechi.onnx.compress.trial.Trial;
import io.haechi.onnx.platform.Fallback;
import io.haechi.onnx.platform.TargetFit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a compression tried and found, for people and as JSON.
 *
 * @param note what was counted on what, where that does not go without saying
 * @param pointsLost how many points were allowed to be lost
 * @param fit what the target takes of the chosen model; null for the processor, or if none was chosen
 * @param written where the chosen model is; null if none was
 */
record CompressionReport(
        String model,
        Compression.Outcome outcome,
        @Nullable String note,
        double pointsLost,
        @Nullable TargetFit fit,
        @Nullable String written,
        int threads) {

    /** One sentence: what was chosen, or why nothing was. */
    String verdict() {
        if (outcome.chosen().isPresent()) {
            Trial trial = outcome.chosen().get();
            return format(
                    "%s: %s (%s), %.2f times smaller, %.2f times as fast, %+.2f points",
                    model, trial.method().word(), trial.detail(), smaller(trial), trial.timesAsFast(), gained(trial));
        }
        List<String> reasons = outcome.trials().stream()
                .min(Comparator.comparingInt((Trial trial) -> trial.refusals().size())
                        .thenComparingInt(Trial::bytes))
                .map(Trial::refusals)
                .orElse(outcome.impossible());
        return model + ": nothing inside the budget, nothing written; nearest: " + String.join("; ", reasons);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        Score score = outcome.originalScore();
        text.append(format(
                "original   %,11d bytes   %s %.2f %% [%.1f, %.1f] of %d   peak memory %s%n",
                outcome.originalBytes(),
                score.name(),
                100 * score.value(),
                100 * score.low(),
                100 * score.high(),
                score.samples(),
                megabytes(outcome.originalPeak())));
        if (note != null) {
            text.append("           ").append(note).append('\n');
        }
        if (100.0 / score.samples() > pointsLost) {
            text.append(format(
                    "           one of %d samples is %.2f points, more than the %.2f that may be lost: give more%n",
                    score.samples(), 100.0 / score.samples(), pointsLost));
        }
        for (Trial trial : outcome.trials()) {
            text.append(line(trial));
        }
        outcome.impossible()
                .forEach(reason -> text.append("impossible  ").append(reason).append('\n'));
        if (!outcome.worstLayers().isEmpty()) {
            text.append("where it is furthest from the original:\n");
            for (LayerError error : outcome.worstLayers()) {
                text.append(format(
                        "  %6.1f dB  cosine %.5f  %s %s%n",
                        error.decibels(), error.cosine(), error.op(), error.tensor()));
            }
        }
        if (fit != null) {
            text.append(format("%s takes %s of %d operators", fit.target(), fit.taken(), fit.operators()));
            text.append(fit.fallbacks().isEmpty() ? "\n" : "; these fall back to the processor:\n");
            for (Fallback fallback : fit.fallbacks()) {
                text.append(format("  %s %s: %s%n", fallback.op(), fallback.node(), fallback.reason()));
            }
        }
        text.append(format(
                "measured   in one process, in turns, %d thread%s, on %s%n",
                threads, threads == 1 ? "" : "s", DoctorCommand.cpu()));
        if (written != null) {
            text.append("chosen     ")
                    .append(verdict())
                    .append("\n           ")
                    .append(written)
                    .append('\n');
        }
        return text.toString();
    }

    private String line(Trial trial) {
        String head = format(
                "%-10s %,11d bytes   %s %.2f %% [%.1f, %.1f]   p50 %.3f ms, p95 %.3f ms (original %.3f, %.3f)   peak"
                        + " memory %s%n           %s: %.2f times smaller, %.2f times as fast, %s%n",
                trial.method().word(),
                trial.bytes(),
                trial.score().name(),
                100 * trial.score().value(),
                100 * trial.score().low(),
                100 * trial.score().high(),
                trial.latency().p50Millis(),
                trial.latency().p95Millis(),
                trial.originalLatency().p50Millis(),
                trial.originalLatency().p95Millis(),
                trial.isAccepted() ? megabytes(trial.peakBytes()) : "not measured",
                trial.detail(),
                smaller(trial),
                trial.timesAsFast(),
                answers(trial.error()));
        return trial.isAccepted() ? head : head + "           refused: " + String.join("; ", trial.refusals()) + "\n";
    }

    private static String answers(OutputError error) {
        return error.decibels() == Double.POSITIVE_INFINITY
                ? "the same answers"
                : format("answers with %.1f dB of error", error.decibels());
    }

    private double smaller(Trial trial) {
        return (double) outcome.originalBytes() / trial.bytes();
    }

    private double gained(Trial trial) {
        return 100 * (trial.score().value() - outcome.originalScore().value());
    }

    private static String megabytes(OptionalLong bytes) {
        return bytes.isPresent() ? format("%.1f MB", bytes.getAsLong() / 1e6) : "not known";
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("schema", "haechi/1")
                .put("model", model)
                .put("threads", threads)
                .put("cpu", DoctorCommand.cpu());
        ObjectNode original = json.putObject("original").put("bytes", outcome.originalBytes());
        original.set("score", score(outcome.originalScore()));
        outcome.originalPeak().ifPresent(bytes -> original.put("peakBytes", bytes));
        json.put("note", note);
        ArrayNode trials = json.putArray("trials");
        outcome.trials().forEach(trial -> trials.add(json(trial)));
        outcome.impossible().forEach(json.putArray("impossible")::add);
        json.set("chosen", outcome.chosen().map(CompressionReport::name).orElse(null));
        json.put("written", written);
        ArrayNode layers = json.putArray("worstLayers");
        for (LayerError error : outcome.worstLayers()) {
            ObjectNode layer = layers.addObject().put("tensor", error.tensor()).put("op", error.op());
            layer.put("cosine", finite(error.cosine())).put("decibels", finite(error.decibels()));
        }
        if (fit != null) {
            ObjectNode target = json.putObject("target");
            target.put("name", fit.target().name().toLowerCase(Locale.ROOT)).put("operators", fit.operators());
            ObjectNode taken = target.putObject("taken");
            fit.taken().forEach(taken::put);
            ArrayNode fallbacks = target.putArray("fallbacks");
            fit.fallbacks()
                    .forEach(fallback -> fallbacks
                            .addObject()
                            .put("node", fallback.node())
                            .put("op", fallback.op())
                            .put("reason", fallback.reason()));
        }
        return json;
    }

    /** JSON has no infinity: what is without any difference has no figure. */
    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? (Double) value : null;
    }

    private static com.fasterxml.jackson.databind.JsonNode name(Trial trial) {
        return JsonNodeFactory.instance.textNode(trial.method().word());
    }

    private ObjectNode json(Trial trial) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("method", trial.method().word()).put("detail", trial.detail()).put("bytes", trial.bytes());
        json.put("timesSmaller", smaller(trial)).put("timesAsFast", trial.timesAsFast());
        json.set("score", score(trial.score()));
        json.putObject("answers")
                .put("cosine", finite(trial.error().cosine()))
                .put("decibels", finite(trial.error().decibels()));
        json.putObject("latency")
                .put("p50Millis", trial.latency().p50Millis())
                .put("p95Millis", trial.latency().p95Millis())
                .put("originalP50Millis", trial.originalLatency().p50Millis())
                .put("originalP95Millis", trial.originalLatency().p95Millis())
                .put("runs", trial.latency().runs());
        trial.peakBytes().ifPresent(bytes -> json.put("peakBytes", bytes));
        json.put("accepted", trial.isAccepted());
        trial.refusals().forEach(json.putArray("refusals")::add);
        return json;
    }

    private static ObjectNode score(Score score) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", score.name())
                .put("value", score.value())
                .put("low", score.low())
                .put("high", score.high())
                .put("samples", score.samples());
    }
}
