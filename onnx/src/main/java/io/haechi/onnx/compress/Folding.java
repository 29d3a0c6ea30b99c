package io.haechi.onnx.compress;

import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.GraphEdit;
import io.haechi.onnx.graph.Node;
import io.haechi.onnx.graph.Shapes;
import org.jspecify.annotations.Nullable;

/** Folds operators that scale and shift channels into the layer next to them. */
final class Folding {
    private final Graph graph;
    private final Shapes shapes;
    private final GraphEdit edit;
    private boolean isChanged;

    Folding(Graph graph) {
        this.graph = graph;
        this.shapes = Shapes.of(graph);
        this.edit = graph.edit();
    }

    Graph result() {
        return isChanged ? edit.build() : graph;
    }

    /** The layer that makes this tensor, if nobody but one operator sees the tensor and neither was changed yet. */
    @Nullable
    Linear layerBefore(String tensor) {
        Node maker = graph.producer(tensor);
        boolean isFree = maker != null && !edit.isReplaced(maker) && graph.onlyConsumer(tensor) != null;
        return isFree ? Linear.of(graph, shapes, maker) : null;
    }

    /** The layer that is the only one to take this tensor, as what it multiplies. */
    @Nullable
    Linear layerAfter(String tensor) {
        Node taker = graph.onlyConsumer(tensor);
        boolean isFree = taker != null
                && !edit.isReplaced(taker)
                && taker.input(0).equals(tensor)
                && taker.inputs().indexOf(tensor) == taker.inputs().lastIndexOf(tensor);
        return isFree ? Linear.of(graph, shapes, taker) : null;
    }

    /** y = a (Wx + b) + s = (aW) x + (ab + s), where the operator after the layer does a and s; false if it cannot be. */
    boolean foldBack(Linear layer, Node after, Affine affine) {
        if (affine.channels() != layer.outputs() || (affine.shifts() && !layer.mayShift())) {
            return false;
        }
        double[] weights = layer.weights();
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= affine.scale()[layer.into().applyAsInt(i)];
        }
        double[] bias = layer.bias().clone();
        for (int c = 0; c < bias.length; c++) {
            bias[c] = bias[c] * affine.scale()[c] + affine.shift()[c];
        }
        return replace(
                layer, after, layer.with(edit, weights, bias, layer.node().input(0), after.output()));
    }

    /** y = W (ax + s) + b = (Wa) x + (Ws + b), where the operator before the layer does a and s; false if it cannot be. */
    boolean foldForward(Linear layer, Node before, Affine affine) {
        boolean isExact = !affine.shifts() || (!layer.hasEdges() && layer.mayShift());
        if (affine.channels() != layer.inputs() || !isExact) {
            return false;
        }
        double[] weights = layer.weights();
        double[] bias = layer.bias().clone();
        for (int i = 0; i < weights.length; i++) {
            int channel = layer.from().applyAsInt(i);
            bias[layer.into().applyAsInt(i)] += layer.alpha() * weights[i] * affine.shift()[channel];
            weights[i] *= affine.scale()[channel];
        }
        return replace(
                layer,
                before,
                layer.with(edit, weights, bias, before.input(0), layer.node().output()));
    }

    private boolean replace(Linear layer, Node other, @Nullable Node folded) {
        if (folded == null) {
            return false;
        }
        edit.replace(layer.node(), folded).remove(other);
        isChanged = true;
        return true;
    }
}
