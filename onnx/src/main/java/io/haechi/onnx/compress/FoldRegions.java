package io.haechi.onnx.compress;

import io.haechi.core.ModelException;
import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.GraphEdit;
import io.haechi.onnx.graph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Computes now what several operators make of constants together, where one by one they would make the file grow.
 *
 * <p>Exporters take weights apart and put them together again: the gates of an LSTM stand in PyTorch in another order than
 * in ONNX, so its weights are sliced into four and joined anew at every start. {@link FoldConstants} looks at one operator
 * and sees a slice that adds to the file while the whole stays. Here all operators that hang together are taken at once: if
 * what leaves them is no larger than the constants that only they use, it takes their place, and layers have constant
 * weights that quantisation finds.
 *
 * <p>The same things are left alone as there: quantised weights, and half-precision weights under their cast.
 */
final class FoldRegions implements Pass {
    @Override
    public String name() {
        return "fold-regions";
    }

    @Override
    public Graph apply(Graph graph) {
        GraphEdit edit = graph.edit();
        boolean isChanged = false;
        for (List<Node> region : regions(graph)) {
            Set<String> frontier = frontier(graph, region);
            if (region.size() > 1 && frontier.stream().noneMatch(graph::isOutput)) {
                Map<String, Constant> results = results(graph, region, frontier);
                if (!results.isEmpty()) {
                    results.forEach((output, value) -> edit.redirect(output, edit.constant(output, value)));
                    region.forEach(edit::remove);
                    isChanged = true;
                }
            }
        }
        return isChanged ? edit.build() : graph;
    }

    /** Operators that take constants or each other's outputs only, those that hang together in one list, in running order. */
    private static List<List<Node>> regions(Graph graph) {
        Map<String, List<Node>> regionOf = new HashMap<>();
        Set<List<Node>> regions = new LinkedHashSet<>();
        for (Node node : graph.nodes()) {
            boolean isConstant = !node.inputs().isEmpty()
                    && FoldConstants.mayVanish(graph, node)
                    && !node.hasBodies()
                    && !FoldConstants.isWidening(graph, node)
                    && node.inputs().stream()
                            .allMatch(input -> input.isEmpty()
                                    || graph.constant(input) != null
                                    || regionOf.containsKey(input) && graph.producer(input) != null);
            if (isConstant) {
                List<Node> joined = new ArrayList<>();
                Set<List<Node>> touched = new LinkedHashSet<>();
                node.inputs().forEach(input -> {
                    List<Node> other = regionOf.get(input);
                    if (other != null && touched.stream().noneMatch(region -> region == other)) {
                        touched.add(other);
                        joined.addAll(other);
                    }
                });
                joined.add(node);
                regions.removeIf(region -> touched.stream().anyMatch(other -> other == region));
                regions.add(joined);
                regionOf.replaceAll(
                        (_, region) -> touched.stream().anyMatch(other -> other == region) ? joined : region);
                node.inputs().stream().filter(input -> !input.isEmpty()).forEach(input -> regionOf.put(input, joined));
                node.outputs().forEach(output -> regionOf.put(output, joined));
            }
        }
        return List.copyOf(regions);
    }

    /** What the operators make that others take. */
    private static Set<String> frontier(Graph graph, List<Node> region) {
        Set<Node> inside = new HashSet<>(region);
        Set<String> frontier = new LinkedHashSet<>();
        for (Node node : region) {
            for (String output : node.outputs()) {
                if (graph.isOutput(output) || !inside.containsAll(graph.consumers(output))) {
                    frontier.add(output);
                }
            }
        }
        return frontier;
    }

    private static Map<String, Constant> results(Graph graph, List<Node> region, Set<String> frontier) {
        Map<String, Constant> sources = new LinkedHashMap<>();
        region.forEach(node -> node.inputs().forEach(input -> {
            Constant constant = graph.constant(input);
            if (constant != null) {
                sources.put(input, constant);
            }
        }));
        Set<Node> inside = new HashSet<>(region);
        long vanishing = sources.entrySet().stream()
                .filter(source -> !graph.isOutput(source.getKey())
                        && !graph.isOuter(source.getKey())
                        && inside.containsAll(graph.consumers(source.getKey())))
                .mapToLong(source -> source.getValue().sizeBytes())
                .sum();
        try {
            Map<String, Constant> results = Evaluation.of(graph.alone(region, List.copyOf(frontier), sources));
            long made = results.values().stream().mapToLong(Constant::sizeBytes).sum();
            return made <= Math.max(FoldConstants.SMALL, vanishing) ? results : Map.of();
        } catch (ModelException _) {
            // As with a single operator: not ours to say.
            return Map.of();
        }
    }
}
