package io.haechi.onnx.compress.quantise;

import io.haechi.core.ModelException;
import io.haechi.onnx.Tensor;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.Node;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Full-integer quantisation for a network that also has recurrent layers: what lies before and behind them computes with
 * bytes whose ranges were measured beforehand, LSTM, GRU and RNN with bytes whose ranges are measured in every run.
 *
 * <p>Neither way alone does such a network justice. {@link StaticQuantisation} has no recurrent kernel: it leaves these
 * layers, where most of the weights often are, as floats. {@link DynamicQuantisation} has no convolution that is faster than
 * floats. <b>Pays</b> where both kinds have a good part of the weights (convolutions that feed an LSTM, as in speech).
 * <b>Does not pay</b> where only one kind matters: there it is that way alone, which this then is.
 *
 * @param fixed what is quantised with fixed ranges, and which layers at all
 * @param fewestUnits as in {@link DynamicQuantisation}: smaller LSTMs keep their weights as bytes and compute with floats
 */
public record HybridQuantisation(StaticQuantisation fixed, int fewestUnits) {
    private static final Set<String> RECURRENT = Set.of("LSTM", "GRU", "RNN");

    /** The same for these layers. */
    public HybridQuantisation withLayers(LayerChoice layers) {
        return new HybridQuantisation(fixed.withLayers(layers), fewestUnits);
    }

    /** Quantises a graph with ranges measured on examples; fails like {@link StaticQuantisation#apply}. */
    public Graph apply(Graph graph, Iterable<Map<String, Tensor>> examples) {
        return apply(graph, calibration(graph, examples));
    }

    /** What is measured before the model runs, as in {@link StaticQuantisation#calibration}. */
    public Calibration calibration(Graph graph, Iterable<Map<String, Tensor>> examples) {
        return fixed.calibration(graph, examples);
    }

    /**
     * Quantises a graph with what was measured.
     *
     * @throws ModelException if the graph is quantised already, or has none of these layers
     */
    public Graph apply(Graph graph, Calibration calibration) {
        Set<String> recurrent = recurrent(graph);
        if (recurrent.isEmpty()) {
            return fixed.apply(graph, calibration);
        }
        StaticQuantisation others = fixed.withLayers(fixed.layers().without(recurrent));
        Graph integers = others.hasLayers(graph) ? others.apply(graph, calibration) : FloatModel.widened(graph);
        return new DynamicWriter(integers, LayerChoice.only(recurrent), fewestUnits).write();
    }

    /** The names of the layers that would be quantised, in either way. */
    public List<String> candidates(Graph graph) {
        List<String> names = new ArrayList<>(fixed.candidates(graph));
        names.addAll(recurrent(graph));
        return names;
    }

    /** The names of the recurrent layers among them, in the graph's order; empty where there are none. */
    public Set<String> recurrent(Graph graph) {
        Graph floats = FloatModel.widened(graph);
        return floats.nodes().stream()
                .filter(node -> isRecurrent(floats, node) && fixed.layers().takes(node))
                .map(LayerChoice::nameOf)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean isRecurrent(Graph floats, Node node) {
        return node.domain().isEmpty()
                && RECURRENT.contains(node.op())
                && (StoredWeights.weights(floats, node.input(1)) != null
                        || StoredWeights.weights(floats, node.input(2)) != null);
    }
}
