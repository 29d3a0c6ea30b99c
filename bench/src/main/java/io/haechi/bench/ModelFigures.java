package io.haechi.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.onnx.compress.quantise.LayerErrors.LayerError;
import io.haechi.onnx.compress.quantise.OutputError;
import io.haechi.onnx.compress.trial.Score;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One model made of another: how large, how fast, how like.
 *
 * @param name who made it and how
 * @param bytes size of the file
 * @param timesSmaller how many times as large the 32-bit model is
 * @param timesAsFast how many times as long the 32-bit model takes, at the medians of interleaved rounds
 * @param p50Millis the median of one run, milliseconds
 * @param p95Millis what 19 of 20 runs stay under, milliseconds
 * @param agreement how often it decides like the 32-bit model, on inputs that no range was measured on
 * @param error how far its answers are from those of the 32-bit model, on the same inputs
 * @param worst the tensor that is furthest off, of those that both models have by name; empty if they share none
 */
public record ModelFigures(
        String name,
        int bytes,
        double timesSmaller,
        double timesAsFast,
        double p50Millis,
        double p95Millis,
        Score agreement,
        OutputError error,
        Optional<LayerError> worst) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The line above the rows. */
    static String head() {
        return String.format(
                Locale.ROOT,
                "  %-30s %12s %8s %8s %10s %10s %10s %9s  %s",
                "model",
                "bytes",
                "smaller",
                "as fast",
                "p50 ms",
                "p95 ms",
                "agreement",
                "answers",
                "worst tensor");
    }

    /** One row of a table. */
    String row() {
        return String.format(
                Locale.ROOT,
                "  %-30s %,12d %7.2fx %7.2fx %10.3f %10.3f %8.2f %% %6.1f dB  %s",
                name,
                bytes,
                timesSmaller,
                timesAsFast,
                p50Millis,
                p95Millis,
                100 * agreement.value(),
                error.decibels(),
                worst.map(layer -> String.format(
                                Locale.ROOT,
                                "%.1f dB, cosine %.5f, %s %s",
                                layer.decibels(),
                                layer.cosine(),
                                layer.op(),
                                layer.tensor()))
                        .orElse("-"));
    }

    ObjectNode toJson() {
        ObjectNode object = JSON.createObjectNode()
                .put("name", name)
                .put("bytes", bytes)
                .put("timesSmaller", timesSmaller)
                .put("timesAsFast", timesAsFast)
                .put("p50Millis", p50Millis)
                .put("p95Millis", p95Millis);
        object.putObject("agreement")
                .put("value", agreement.value())
                .put("low", agreement.low())
                .put("high", agreement.high())
                .put("samples", agreement.samples());
        put(object.putObject("answers"), error.cosine(), error.decibels());
        worst.ifPresent(layer -> put(
                object.putObject("worst").put("tensor", layer.tensor()).put("op", layer.op()),
                layer.cosine(),
                layer.decibels()));
        return object;
    }

    /** JSON has no infinity: what is without any difference has no figure. */
    private static void put(ObjectNode object, double cosine, double decibels) {
        for (Object[] figure : List.of(new Object[] {"cosine", cosine}, new Object[] {"decibels", decibels})) {
            double value = (Double) figure[1];
            object.put((String) figure[0], Double.isFinite(value) ? (Double) value : null);
        }
    }
}
