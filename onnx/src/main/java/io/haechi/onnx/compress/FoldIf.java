package io.haechi.onnx.compress;

import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.GraphEdit;
import io.haechi.onnx.graph.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts in the place of an {@code If} whose condition is constant the branch that it always takes.
 *
 * <p>PyTorch writes an {@code If} wherever a size decides ({@code squeeze}), and models for several sampling rates hold one
 * network for each. Once the sizes are known, or the input that decides was fixed, the other branch is dead weight, and
 * what stands in an {@code If} is hidden from all other passes: they look at one graph. The tensors of the branch get fresh
 * names where theirs are taken.
 */
final class FoldIf implements Pass {
    @Override
    public String name() {
        return "fold-if";
    }

    @Override
    public Graph apply(Graph graph) {
        GraphEdit edit = graph.edit();
        boolean isChanged = false;
        for (Node node : graph.nodes()) {
            Constant condition = node.is("If") ? graph.constant(node.input(0)) : null;
            if (condition != null && condition.count() == 1) {
                boolean isTrue = condition.longs()[0] != 0;
                Graph branch = graph.body(node, isTrue ? "then_branch" : "else_branch");
                if (branch != null) {
                    inline(edit, node, branch);
                    isChanged = true;
                }
            }
        }
        return isChanged ? edit.build() : graph;
    }

    private static void inline(GraphEdit edit, Node node, Graph branch) {
        Map<String, String> names = new HashMap<>();
        branch.constants().forEach((name, constant) -> names.put(name, edit.constant(name, constant)));
        for (Node inner : branch.nodes()) {
            inner.outputs().stream().filter(name -> !name.isEmpty()).forEach(name -> names.put(name, edit.fresh(name)));
        }
        List<Node> moved = branch.nodes().stream()
                .map(inner -> inner.moved(name -> names.getOrDefault(name, name)))
                .toList();
        edit.replace(node, moved);
        List<String> results = List.copyOf(branch.outputs().keySet());
        for (int i = 0; i < node.outputs().size(); i++) {
            if (!node.outputs().get(i).isEmpty()) {
                edit.redirect(node.outputs().get(i), names.getOrDefault(results.get(i), results.get(i)));
            }
        }
    }
}
