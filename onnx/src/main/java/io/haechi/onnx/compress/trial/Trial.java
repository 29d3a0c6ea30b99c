package io.haechi.onnx.compress.trial;

import io.haechi.onnx.compress.quantise.OutputError;
import io.haechi.onnx.measure.Latency;
import io.haechi.onnx.measure.PackedSize;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One compressed model, measured beside the original.
 *
 * @param method how it was made
 * @param detail in words, such as which ranges were used or which layers stayed floats
 * @param changes in what it is another model than the original
 * @param note sentences worth reading beside the figures; empty if there are none
 * @param model the ONNX file
 * @param packed its size under gzip beside the original's where that is what counts; null elsewhere
 * @param score how good it is
 * @param error how far its answers are from the original's
 * @param latency how fast, in turns with {@code originalLatency}
 * @param originalLatency how fast the original was in the same minute
 * @param peakBytes memory that the process grew by while it was loaded and run; empty where it was
 *     refused or the system does not tell
 * @param refusals why it is not good enough, a sentence each; empty if it is
 */
public record Trial(
        Method method,
        String detail,
        Set<Change> changes,
        String note,
        byte[] model,
        @Nullable PackedSize packed,
        Score score,
        OutputError error,
        Latency latency,
        Latency originalLatency,
        OptionalLong peakBytes,
        List<String> refusals) {

    public Trial {
        changes = Set.copyOf(changes);
        refusals = List.copyOf(refusals);
    }

    /** Whether its weights were trained on. */
    public boolean isTrained() {
        return changes.contains(Change.TRAINED);
    }

    /** How it was made, for a card: the method, and whether training followed. */
    public String origin() {
        return method == Method.PRUNE && isTrained() ? method.word() + " and fine-tuning" : method.word();
    }

    Trial refusedFor(List<String> reasons) {
        return new Trial(
                method,
                detail,
                changes,
                note,
                model,
                packed,
                score,
                error,
                latency,
                originalLatency,
                peakBytes,
                reasons);
    }

    Trial withPeak(OptionalLong bytes) {
        return new Trial(
                method, detail, changes, note, model, packed, score, error, latency, originalLatency, bytes, refusals);
    }

    /** Size of the file in bytes. */
    public int bytes() {
        return model.length;
    }

    /** How many times as fast as the original, at the medians. */
    public double timesAsFast() {
        return originalLatency.p50Millis() / latency.p50Millis();
    }

    /** Whether it keeps to the budget. */
    public boolean isAccepted() {
        return refusals.isEmpty();
    }
}
