package io.haechi.onnx.platform;

import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.Node;
import io.haechi.onnx.graph.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How much of a model a target takes.
 *
 * <p>Judged from the tables of operators that the providers publish ({@code operators.csv} names the sources), not on a
 * device: a driver may refuse what a table promises. Operators on constants do not count, since they are computed when the
 * model is loaded.
 *
 * @param target where the model is to run
 * @param operators how many operators it has that depend on the input
 * @param taken how many of them each provider of the target takes first, by the provider's name
 * @param fallbacks those that none takes, in running order
 */
public record TargetFit(Target target, int operators, Map<String, Integer> taken, List<Fallback> fallbacks) {
    public TargetFit {
        taken = Map.copyOf(taken);
        fallbacks = List.copyOf(fallbacks);
    }

    /** What a target takes of a graph. */
    public static TargetFit of(Graph graph, Target target) {
        Shapes shapes = Shapes.of(graph);
        Map<String, Integer> taken = new TreeMap<>();
        List<Fallback> fallbacks = new ArrayList<>();
        int operators = 0;
        for (Node node : graph.nodes()) {
            if (!isLive(graph, node)) {
                continue;
            }
            operators++;
            List<String> reasons = new ArrayList<>();
            Optional<String> provider = target.providers().stream()
                    .filter(candidate -> {
                        Optional<String> reason = OperatorTable.reasonAgainst(candidate, node, graph, shapes);
                        reason.ifPresent(reasons::add);
                        return reason.isEmpty();
                    })
                    .findFirst();
            if (provider.isPresent()) {
                taken.merge(provider.get(), 1, Integer::sum);
            } else if (target != Target.CPU) {
                String name = node.name().isEmpty() ? node.output() : node.name();
                fallbacks.add(new Fallback(name, node.op(), String.join("; ", reasons)));
            }
        }
        return new TargetFit(target, operators, taken, fallbacks);
    }

    private static boolean isLive(Graph graph, Node node) {
        return node.inputs().isEmpty()
                || !node.inputs().stream().allMatch(input -> input.isEmpty() || graph.constant(input) != null);
    }
}
