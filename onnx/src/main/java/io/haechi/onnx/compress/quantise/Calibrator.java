package io.haechi.onnx.compress.quantise;

import io.haechi.core.ModelException;
import io.haechi.onnx.Tensor;
import io.haechi.onnx.compress.quantise.Activations.Extremes;
import io.haechi.onnx.graph.Graph;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Measures which values the tensors of a model take on calibration examples, and chooses their ranges.
 *
 * <p>The examples should be like what the model will meet; a hundred are usually enough, and labels are not needed. The
 * model runs as it is, in floats, with the tensors in question as further outputs; memory is bounded however many examples
 * there are. An example on which a tensor is not finite is refused: its range would be nonsense.
 */
public final class Calibrator {
    private Calibrator() {}

    /**
     * A range for each tensor.
     *
     * @param tensors names of float tensors of the graph that are not constants
     * @param examples inputs by name; read once for {@link RangeRule.MinMax}, else several times
     * @throws ModelException if there is no example, one does not fit the model, or a tensor is empty or not finite on one
     */
    public static Map<String, Range> ranges(
            Graph graph, Collection<String> tensors, Iterable<Map<String, Tensor>> examples, RangeRule rule) {
        Map<String, Extremes> extremes = Activations.extremes(graph, tensors, examples);
        Map<String, Range> ranges = new LinkedHashMap<>();
        extremes.forEach((tensor, seen) -> ranges.put(tensor, new Range(seen.least(), seen.greatest())));
        if (!(rule instanceof RangeRule.MinMax)) {
            Map<String, Histogram> histograms = histograms(graph, extremes, examples);
            histograms.forEach((tensor, histogram) -> ranges.compute(
                    tensor, (_, whole) -> Clipping.range(rule, histogram, Objects.requireNonNull(whole))));
        }
        return ranges;
    }

    private static Map<String, Histogram> histograms(
            Graph graph, Map<String, Extremes> extremes, Iterable<Map<String, Tensor>> examples) {
        Map<String, Extremes> varying = new LinkedHashMap<>();
        Map<String, Histogram> histograms = new LinkedHashMap<>();
        extremes.forEach((tensor, seen) -> {
            float largest = Math.max(Math.abs(seen.least()), Math.abs(seen.greatest()));
            // What is always zero, or as good as, has nothing to clip.
            if (largest >= Float.MIN_NORMAL) {
                varying.put(tensor, seen);
                histograms.put(tensor, new Histogram(largest));
            }
        });
        Activations.each(
                graph,
                varying,
                examples,
                (tensor, values) ->
                        Objects.requireNonNull(histograms.get(tensor)).add(values));
        return histograms;
    }
}
