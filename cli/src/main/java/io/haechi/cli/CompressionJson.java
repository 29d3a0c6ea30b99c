package io.haechi.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.onnx.compress.quantise.LayerErrors.LayerError;
import io.haechi.onnx.compress.trial.Compression;
import io.haechi.onnx.compress.trial.Score;
import io.haechi.onnx.compress.trial.Trial;
import io.haechi.onnx.measure.PackedSize;
import io.haechi.onnx.platform.TargetFit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a compression tried and found, as JSON. */
final class CompressionJson {
    private CompressionJson() {}

    static ObjectNode of(CompressionReport report) {
        Compression.Outcome outcome = report.outcome();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("schema", "haechi/1")
                .put("model", report.model())
                .put("threads", report.threads())
                .put("cpu", DoctorCommand.cpu());
        ObjectNode original = json.putObject("original").put("bytes", outcome.originalBytes());
        original.set("score", score(outcome.originalScore()));
        outcome.originalPeak().ifPresent(bytes -> original.put("peakBytes", bytes));
        json.put("note", report.note());
        report.caution().ifPresent(sentence -> json.put("caution", sentence));
        ArrayNode trials = json.putArray("trials");
        outcome.trials().forEach(trial -> trials.add(trial(report, trial)));
        outcome.impossible().forEach(json.putArray("impossible")::add);
        json.set("chosen", outcome.chosen().map(CompressionJson::name).orElse(null));
        CompressionReport.Written written = report.written();
        json.put("written", written == null ? null : written.place());
        if (written != null && written.id() != null) {
            json.put("writtenId", written.id()).put("writtenSha256", written.sha256());
        }
        ArrayNode layers = json.putArray("worstLayers");
        for (LayerError error : outcome.worstLayers()) {
            ObjectNode layer = layers.addObject().put("tensor", error.tensor()).put("op", error.op());
            layer.put("cosine", finite(error.cosine())).put("decibels", finite(error.decibels()));
        }
        TargetFit fit = report.fit();
        if (fit != null) {
            json.set("target", target(fit));
        }
        return json;
    }

    /** JSON has no infinity: what is without any difference has no figure. */
    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? (Double) value : null;
    }

    private static ObjectNode target(TargetFit fit) {
        ObjectNode target = JsonNodeFactory.instance.objectNode();
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
        return target;
    }

    private static JsonNode name(Trial trial) {
        return JsonNodeFactory.instance.textNode(trial.method().word());
    }

    private static ObjectNode trial(CompressionReport report, Trial trial) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("method", trial.method().word()).put("detail", trial.detail()).put("bytes", trial.bytes());
        json.put("timesSmaller", report.smaller(trial)).put("timesAsFast", trial.timesAsFast());
        json.set("score", score(trial.score()));
        json.putObject("answers")
                .put("same", trial.error().decibels() == Double.POSITIVE_INFINITY)
                .put("cosine", finite(trial.error().cosine()))
                .put("decibels", finite(trial.error().decibels()));
        json.putObject("latency")
                .put("p50Millis", trial.latency().p50Millis())
                .put("p95Millis", trial.latency().p95Millis())
                .put("originalP50Millis", trial.originalLatency().p50Millis())
                .put("originalP95Millis", trial.originalLatency().p95Millis())
                .put("runs", trial.latency().runs());
        trial.peakBytes().ifPresent(bytes -> json.put("peakBytes", bytes));
        PackedSize packed = trial.packed();
        if (packed != null) {
            json.put("packedBytes", packed.bytes()).put("originalPackedBytes", packed.originalBytes());
        }
        json.put("trained", trial.isTrained());
        if (!trial.note().isEmpty()) {
            json.put("note", trial.note());
        }
        json.put("accepted", trial.isAccepted());
        json.put("chosen", report.outcome().chosen().filter(trial::equals).isPresent());
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
