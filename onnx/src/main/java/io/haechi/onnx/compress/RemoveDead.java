package io.haechi.onnx.compress;

import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.GraphEdit;
import io.haechi.onnx.graph.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes out operators that nothing leads from to an output of the model, and constants that nobody uses.
 *
 * <p>Exporters leave such pieces behind (the loss of a training graph, a head that was cut off), and the other passes
 * make them. The runtime skips dead operators anyway; the file becomes smaller, and what is left is easier to match.
 * What an inner graph of {@code If}, {@code Loop} or {@code Scan} uses is alive as long as that operator is. The inputs
 * of the model stay even if nobody uses them: they are what its callers know.
 */
final class RemoveDead implements Pass {
    @Override
    public String name() {
        return "remove-dead";
    }

    @Override
    public Graph apply(Graph graph) {
        Set<Node> dead = new HashSet<>();
        List<Node> lastFirst = graph.nodes().reversed();
        for (Node node : lastFirst) {
            if (node.outputs().stream().allMatch(output -> isUnused(graph, output, dead))) {
                dead.add(node);
            }
        }
        boolean isClean = dead.isEmpty()
                && graph.constants().keySet().stream()
                        .allMatch(name ->
                                graph.isOutput(name) || !graph.consumers(name).isEmpty());
        if (isClean) {
            return graph;
        }
        GraphEdit edit = graph.edit();
        dead.forEach(edit::remove);
        return edit.build();
    }

    private static boolean isUnused(Graph graph, String tensor, Set<Node> dead) {
        return tensor.isEmpty() || (!graph.isOutput(tensor) && dead.containsAll(graph.consumers(tensor)));
    }
}
