package io.haechi.onnx.compress;

import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.GraphEdit;
import io.haechi.onnx.graph.Node;
import io.haechi.onnx.graph.Shapes;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes out operators that give what they are given: {@code Identity}, {@code Dropout} outside training, a {@code Cast}
 * to the same type, {@code Reshape}, {@code Flatten}, {@code Expand} or {@code Tile} to the same shape, {@code
 * Transpose} that moves no axis, {@code Pad} by nothing, {@code Slice} of everything, {@code Concat} or {@code Sum} of
 * one, multiplication by one, addition of zero.
 *
 * <p>Each copies its tensor in the worst case, so on small networks the gain is real; mostly it pays because a fusion
 * that looks for {@code Conv, BatchNormalization} does not see {@code Conv, Identity, BatchNormalization}. An operator
 * goes only where the sizes are known well enough to be sure (see {@link Shapes}); adding a zero that also spreads a
 * tensor to more rows stays, for instance.
 *
 * <p>An output of the model keeps its name: the operator before makes it then. Where that cannot be, because what is
 * before is an input, a constant or another output, the identity stays.
 */
final class RemoveIdentities implements Pass {
    @Override
    public String name() {
        return "remove-identities";
    }

    @Override
    public Graph apply(Graph graph) {
        Identities identities = new Identities(graph, Shapes.of(graph));
        GraphEdit edit = graph.edit();
        boolean isChanged = false;
        for (Node node : graph.nodes()) {
            String kept = identities.passes(node);
            if (kept != null) {
                isChanged |= bypass(graph, edit, node, kept);
            }
        }
        return isChanged ? edit.build() : graph;
    }

    private static boolean bypass(Graph graph, GraphEdit edit, Node node, String kept) {
        String output = node.output();
        if (!graph.isOutput(output)) {
            edit.remove(node).redirect(output, kept);
            return true;
        }
        Node maker = graph.producer(kept);
        if (maker == null || graph.isOutput(kept) || edit.isReplaced(maker)) {
            return false;
        }
        List<String> renamed = new ArrayList<>(maker.outputs());
        renamed.replaceAll(name -> name.equals(kept) ? output : name);
        edit.replace(maker, maker.withOutputs(renamed)).remove(node).redirect(kept, output);
        return true;
    }
}
