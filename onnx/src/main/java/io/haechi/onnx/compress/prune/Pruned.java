package io.haechi.onnx.compress.prune;

import io.haechi.onnx.graph.Graph;
import java.util.List;
import java.util.Locale;

/**
 * A graph that lost channels.
 *
 * @param graph the smaller graph
 * @param groups what could be pruned, in the graph's order
 * @param weightsBefore how many decimal numbers the graph's constants held
 * @param weightsAfter how many they hold now
 */
public record Pruned(Graph graph, List<Group> groups, long weightsBefore, long weightsAfter) {

    public Pruned {
        groups = List.copyOf(groups);
    }

    /**
     * Channels, units or heads that were chosen among each other.
     *
     * @param layers the operators that make them, by name; several where an addition or the like ties them together
     * @param before how many there were
     * @param after how many there are
     */
    public record Group(List<String> layers, int before, int after) {}

    /** The outcome in a few words, for people. */
    public String summary() {
        int before = groups.stream().mapToInt(Group::before).sum();
        int after = groups.stream().mapToInt(Group::after).sum();
        return String.format(
                Locale.ROOT,
                "%d of %d channels went, in %d groups; %,d of %,d weights are left (%.1f %%). The graph is smaller, so any"
                        + " kernel is faster with it; accuracy has to be measured, and usually regained by fine-tuning.",
                before - after,
                before,
                groups.size(),
                weightsAfter,
                weightsBefore,
                100.0 * weightsAfter / weightsBefore);
    }
}
