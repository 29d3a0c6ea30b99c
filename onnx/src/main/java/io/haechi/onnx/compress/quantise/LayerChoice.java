package io.haechi.onnx.compress.quantise;

import io.haechi.core.NearWords;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.Node;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private static final int SUGGESTIONS = 3;

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

    /**
     * Keeps out what people name: operators, by their own name or that of a tensor they make, and kinds of operators.
     *
     * @param graph the graph that is quantised
     * @throws IllegalArgumentException if one of the words is neither in the graph; the message says what is near
     */
    public static LayerChoice keeping(Graph graph, Collection<String> words) {
        Map<String, String> names = new LinkedHashMap<>();
        List<Node> nodes = graph.everyNode();
        nodes.forEach(node -> node.outputs().forEach(output -> names.put(output, nameOf(node))));
        nodes.forEach(node -> names.put(nameOf(node), nameOf(node)));
        Set<String> ops = nodes.stream().map(Node::op).collect(Collectors.toCollection(TreeSet::new));
        LayerChoice choice = ALL;
        for (String word : words) {
            String name = names.get(word);
            if (name == null && !ops.contains(word)) {
                throw new IllegalArgumentException("No layer is called \"" + word + "\"; near are "
                        + String.join(", ", NearWords.of(word, names.keySet(), SUGGESTIONS))
                        + "; operator types here are " + String.join(", ", ops));
            }
            choice = name == null ? choice.withoutOps(Set.of(word)) : choice.without(Set.of(name));
        }
        return choice;
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
        graph.everyNode().forEach(node -> unknown.remove(nameOf(node)));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("The model has no operators named " + unknown);
        }
    }
}
