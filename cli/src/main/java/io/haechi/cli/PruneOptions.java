package io.haechi.cli;

import io.haechi.onnx.compress.prune.Schedule;
import io.haechi.onnx.compress.prune.Scope;
import io.haechi.onnx.compress.trial.Method;
import io.haechi.onnx.compress.trial.Pruning;
import io.haechi.onnx.compress.trial.Pruning.Unit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What pruning takes out, and when. */
final class PruneOptions {
    @Option(
            names = "--share",
            paramLabel = "PERCENT",
            description = "share of the channels (or weights) that prune takes out (default: 25)")
    private @Nullable Double share;

    @Option(
            names = "--unstructured",
            description =
                    "prune sets single weights to zero instead of taking channels out: no faster, but smaller once packed")
    private boolean isUnstructured;

    @Option(
            names = "--scope",
            paramLabel = "NAME",
            description = "layer: each loses the share; global: those lose most that matter least"
                    + " (default: layer; global with --unstructured)")
    private @Nullable String scope;

    @Option(
            names = "--schedule",
            paramLabel = "NAME",
            description = "one-shot: all at once; gradual: more and more, with epochs between (default: one-shot)")
    private @Nullable String schedule;

    /** IllegalArgumentException if a value is none of those that there are, or the method does not prune. */
    Pruning pruning(Method method) {
        if (method != Method.PRUNE && (isUnstructured || scope != null || schedule != null)) {
            throw new IllegalArgumentException("--unstructured, --scope and --schedule go with --method prune");
        }
        if (method != Method.PRUNE && method != Method.AUTO && share != null) {
            throw new IllegalArgumentException("--share goes with the methods that prune: prune and auto");
        }
        return new Pruning(
                isUnstructured ? Unit.WEIGHT : Unit.CHANNEL,
                Schedule.named(schedule == null ? "one-shot" : schedule, (share == null ? 25 : share) / 100),
                scope());
    }

    private Scope scope() {
        return switch (scope) {
            case null -> isUnstructured ? Scope.GLOBAL : Scope.PER_LAYER;
            case "layer" -> Scope.PER_LAYER;
            case "global" -> Scope.GLOBAL;
            default ->
                throw new IllegalArgumentException("No scope is called \"" + scope + "\"; there are layer, global");
        };
    }
}
