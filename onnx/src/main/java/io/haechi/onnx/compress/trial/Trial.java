package io.haechi.onnx.compress.trial;

import io.haechi.onnx.compress.quantise.OutputError;
import io.haechi.onnx.measure.Latency;
import java.util.List;
import java.util.OptionalLong;

/**
 * One compressed model, measured beside the original.
 *
 * @param method how it was made
 * @param detail in words, such as which ranges were used or which layers stayed floats
 * @param model the ONNX file
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
        byte[] model,
        Score score,
        OutputError error,
        Latency latency,
        Latency originalLatency,
        OptionalLong peakBytes,
        List<String> refusals) {

    public Trial {
        refusals = List.copyOf(refusals);
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
