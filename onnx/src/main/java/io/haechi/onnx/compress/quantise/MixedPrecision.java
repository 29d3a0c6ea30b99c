package io.haechi.onnx.compress.quantise;

import io.haechi.core.ModelException;
import io.haechi.onnx.graph.Graph;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A model of which some layers are quantised and the most sensitive are not: as few floats as an accuracy allows.
 *
 * @param graph the model
 * @param kept the layers that stay floats, most sensitive first; empty if none had to
 * @param accuracy what the caller's measure says of it
 * @param measured how many models were measured to find it
 */
public record MixedPrecision(Graph graph, List<String> kept, double accuracy, int measured) {

    public MixedPrecision {
        kept = List.copyOf(kept);
    }

    /**
     * Keeps layers out, most sensitive first, until the accuracy holds.
     *
     * <p>First none, then one, two, four and so on until it holds, then by halving the last step: the measure is called about
     * twice the logarithm of the number of layers times, and more floats are taken to do no harm. A fully quantised model
     * that is good enough costs one call.
     *
     * @param order the layers, most sensitive first, from {@link Sensitivity#of}
     * @param quantise makes the quantised graph for a choice of layers
     * @param accuracy of a model file, on data that the ranges were not measured on; the more the better
     * @param floor the least accuracy that is enough
     * @throws ModelException if it does not hold with even a single layer quantised; the message says by how much it fails
     */
    public static MixedPrecision search(
            List<Sensitivity> order,
            Function<LayerChoice, Graph> quantise,
            ToDoubleFunction<byte[]> accuracy,
            double floor) {
        if (order.isEmpty()) {
            throw new IllegalArgumentException("There is no layer to quantise");
        }
        if (Double.isNaN(floor)) {
            throw new IllegalArgumentException("The least accuracy must be a number, got NaN");
        }
        return new Search(order, quantise, accuracy, floor).run();
    }

    /** Models that were measured, by how many layers they keep out. */
    private static final class Search {
        /** How many of the layers kept out a refusal names. */
        private static final int NAMED = 5;

        private final List<Sensitivity> order;
        private final Function<LayerChoice, Graph> quantise;
        private final ToDoubleFunction<byte[]> accuracy;
        private final double floor;
        private final Map<Integer, MixedPrecision> measured = new LinkedHashMap<>();

        Search(
                List<Sensitivity> order,
                Function<LayerChoice, Graph> quantise,
                ToDoubleFunction<byte[]> accuracy,
                double floor) {
            this.order = order;
            this.quantise = quantise;
            this.accuracy = accuracy;
            this.floor = floor;
        }

        MixedPrecision run() {
            int most = order.size() - 1;
            int failed = -1;
            int held = 0;
            while (!holds(held)) {
                if (held == most) {
                    throw impossible();
                }
                failed = held;
                held = Math.min(most, Math.max(1, 2 * held));
            }
            while (held - failed > 1) {
                int middle = (held + failed) / 2;
                if (holds(middle)) {
                    held = middle;
                } else {
                    failed = middle;
                }
            }
            MixedPrecision found = with(held);
            return new MixedPrecision(found.graph, found.kept, found.accuracy, measured.size());
        }

        private boolean holds(int kept) {
            return with(kept).accuracy >= floor;
        }

        private MixedPrecision with(int count) {
            return measured.computeIfAbsent(count, _ -> {
                List<String> kept =
                        order.subList(0, count).stream().map(Sensitivity::layer).toList();
                Graph graph = quantise.apply(LayerChoice.ALL.without(Set.copyOf(kept)));
                return new MixedPrecision(graph, kept, accuracy.applyAsDouble(graph.toBytes()), 0);
            });
        }

        private ModelException impossible() {
            double best = measured.values().stream()
                    .mapToDouble(MixedPrecision::accuracy)
                    .max()
                    .orElseThrow();
            List<String> kept = order.subList(0, order.size() - 1).stream()
                    .map(Sensitivity::layer)
                    .toList();
            return new ModelException("No mixture reaches the accuracy " + floor + ": the best of "
                    + measured.size() + " has " + best + ", with " + kept.size() + " of " + order.size()
                    + " layers kept out (" + String.join(", ", kept.subList(0, Math.min(NAMED, kept.size())))
                    + (kept.size() > NAMED ? " ..." : "") + ")");
        }
    }
}
