package io.haechi.onnx.compress.trial;

import io.haechi.onnx.compress.quantise.LayerChoice;
import io.haechi.onnx.platform.Target;
import java.util.List;

/**
 * How to compress.
 *
 * @param budget what a result must keep to
 * @param target where it is to run; other targets than the processor get no operators of ONNX Runtime's own
 * @param layers which layers may be quantised
 * @param pruning what pruning takes out
 * @param threads how many threads one run uses while latency is measured, 1 or more
 * @param rounds how often each model runs for its latency, 1 or more
 */
public record CompressionOptions(
        Budget budget, Target target, LayerChoice layers, Pruning pruning, int threads, int rounds) {
    /** The standard budget, for a processor, all layers, a quarter of the channels, one thread, 50 rounds. */
    public static final CompressionOptions STANDARD =
            new CompressionOptions(Budget.STANDARD, Target.CPU, LayerChoice.ALL, Pruning.STANDARD, 1, 50);

    public CompressionOptions {
        if (threads < 1) {
            throw new IllegalArgumentException("Number of threads must be 1 or more, got " + threads);
        }
        if (rounds < 1) {
            throw new IllegalArgumentException("Number of rounds must be 1 or more, got " + rounds);
        }
    }

    /** What a method stands for: itself, or all that need no training. */
    List<Method> methods(Method method) {
        return method == Method.AUTO
                ? List.of(Method.SIMPLIFY, Method.FP16, Method.DYNAMIC, Method.INT8, Method.PRUNE)
                : List.of(method);
    }
}
