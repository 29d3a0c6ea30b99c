package io.haechi.cli;

import io.haechi.onnx.compress.quantise.LayerErrors.LayerError;
import io.haechi.onnx.compress.quantise.OutputError;
import io.haechi.onnx.compress.trial.Compression;
import io.haechi.onnx.compress.trial.Score;
import io.haechi.onnx.compress.trial.Trial;
import io.haechi.onnx.measure.PackedSize;
import io.haechi.onnx.platform.Fallback;
import io.haechi.onnx.platform.TargetFit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a compression tried and found, for people.
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
        @Nullable Written written,
        int threads) {

    /**
     * What was written.
     *
     * @param place the file or folder
     * @param id the package's id; null for a plain file
     * @param sha256 its hash; null as {@code id}
     */
    record Written(
            String place, @Nullable String id, @Nullable String sha256) {
        @Override
        public String toString() {
            return id == null ? place : place + ": " + id + " " + sha256;
        }
    }

    /** One sentence: what was chosen, or why nothing was. */
    String verdict() {
        if (outcome.chosen().isPresent()) {
            Trial trial = outcome.chosen().get();
            return format(
                    "%s: %s (%s), %s, %.2f times as fast, %+.2f points",
                    model, trial.method().word(), trial.detail(), size(trial), trial.timesAsFast(), gained(trial));
        }
        if (outcome.trials().isEmpty()) {
            return model + ": nothing could be made, nothing written; " + String.join("; ", outcome.impossible());
        }
        List<String> reasons = outcome.trials().stream()
                .min(Comparator.comparingInt((Trial trial) -> trial.refusals().size())
                        .thenComparingInt(Trial::bytes))
                .map(Trial::refusals)
                .orElseThrow();
        return model + ": nothing inside the budget, nothing written; nearest: " + String.join("; ", reasons);
    }

    /** Whether there are too few samples to tell a loss inside the budget from one outside. */
    Optional<String> caution() {
        int samples = outcome.originalScore().samples();
        return 100.0 / samples > pointsLost
                ? Optional.of(format(
                        "one of %d samples is %.2f points, more than the %.2f that may be lost: give more",
                        samples, 100.0 / samples, pointsLost))
                : Optional.empty();
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
        caution()
                .ifPresent(
                        sentence -> text.append("           ").append(sentence).append('\n'));
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
            String takers = fit.taken().isEmpty()
                    ? "none"
                    : fit.taken().entrySet().stream()
                            .map(entry -> entry.getValue() + " by " + entry.getKey())
                            .sorted()
                            .collect(Collectors.joining(", "));
            text.append(format(
                    "%s takes %s of %d operators",
                    fit.target().name().toLowerCase(Locale.ROOT), takers, fit.operators()));
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
                        + " memory %s%n           %s: %s, %.2f times as fast, %s%n",
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
                size(trial),
                trial.timesAsFast(),
                answers(trial.error()));
        String remark = trial.note().isEmpty() ? "" : "           " + trial.note() + "\n";
        String refused = trial.isAccepted() ? "" : "           refused: " + String.join("; ", trial.refusals()) + "\n";
        return head + remark + refused;
    }

    private static String answers(OutputError error) {
        return error.decibels() == Double.POSITIVE_INFINITY
                ? "the same answers"
                : format("answers with %.1f dB of error", error.decibels());
    }

    private String size(Trial trial) {
        PackedSize packed = trial.packed();
        return packed == null
                ? format("%.2f times smaller", smaller(trial))
                : format("as large, %.2f times smaller packed", packed.timesSmaller());
    }

    double smaller(Trial trial) {
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
}
