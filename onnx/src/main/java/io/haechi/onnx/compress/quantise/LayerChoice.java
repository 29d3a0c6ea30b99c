package io.haechi.onnx.compress.quantise;

import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.Node;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which operators of a graph may be quantised. The first and the last layer of a network, and those next to a sigmoid or
 * softmax, are the usual ones to keep out; {@link Sensitivity} finds them by measuring.
 *
 * @param only the names of all that may be; empty for no restriction
 * @param keptNames names of operators that stay as they are; an operator without a name goes by its first output
 * @param keptOps kinds of operators that stay as they are, such as {@code Gemm}
 */
public record LayerChoice(Set<String> only, Set<String> keptNames, Set<String> keptOps) {
    /** Whatever can be quantised. */
    public static final LayerChoice ALL = new LayerChoice(Set.of(), Set.of(), Set.of());

    public LayerChoice {
        only = Set.copyOf(only);
        keptNames = Set.copyOf(keptNames);
        keptOps = Set.copyOf(keptOps);
    }

    /** Nothing but these operators. */
    public static LayerChoice only(Set<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("Nothing would be quantised: name at least one operator");
        }
        return new LayerChoice(names, Set.of(), Set.of());
    }

    /** The same without these operators too. */
    public LayerChoice without(Set<String> names) {
        Set<String> all = new TreeSet<>(keptNames);
        all.addAll(names);
        return new LayerChoice(only, all, keptOps);
    }

    /** The same without these kinds of operators too. */
    public LayerChoice withoutOps(Set<String> ops) {
        Set<String> all = new TreeSet<>(keptOps);
        all.addAll(ops);
        return new LayerChoice(only, keptNames, all);
    }

    /** What an operator is called here: its name, or its first output where it has none. */
    public static String nameOf(Node node) {
        return node.name().isEmpty() ? node.output() : node.name();
    }

    boolean takes(Node node) {
        String name = nameOf(node);
        return (only.isEmpty() || only.contains(name)) && !keptNames.contains(name) && !keptOps.contains(node.op());
    }

    /** IllegalArgumentException if a name is not in the graph: a misspelt one would silently be quantised. */
    void check(Graph graph) {
        Set<String> unknown = new TreeSet<>(only);
        unknown.addAll(keptNames);
        unknown.removeAll(graph.nodes().stream().map(LayerChoice::nameOf).collect(Collectors.toSet()));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("The model has no operators named " + unknown);
        }
    }
}
