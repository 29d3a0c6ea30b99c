package io.haechi.onnx.compress.quantise;

import io.haechi.core.ModelException;
import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.Tensor;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.GraphEdit;
import io.haechi.onnx.graph.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How far a compressed model's tensors are from those of the model that it was made of, on the same examples.
 *
 * <p>Both graphs run with the tensors that they share by name as outputs; what the two give is compared value by value. The
 * error at a layer holds what all layers before it lost too, so it grows on the way: look for the places where it jumps. A
 * layer that loses much need not matter, if later ones are indifferent to it: what one layer costs at the output is what
 * {@link Sensitivity} measures.
 *
 * <p>Does not help where a pass has renamed or merged layers: only names that both graphs have are compared.
 */
public final class LayerErrors {
    /** How many of the worst are usually shown. */
    public static final int SHOWN = 10;

    private LayerErrors() {}

    /**
     * What a tensor lost.
     *
     * @param tensor its name
     * @param op the operator of the original that makes it
     * @param cosine of the angle between the original's values and the other's, 1 if they have one direction
     * @param decibels ten times the logarithm of the power of the original's values over that of the differences; infinite
     *     if they are the same
     */
    public record LayerError(String tensor, String op, double cosine, double decibels) {}

    /** The tensors with the least decibels, worst first; those without any difference are not among them. */
    public static List<LayerError> worst(List<LayerError> errors, int count) {
        return errors.stream()
                .filter(error -> error.decibels() != Double.POSITIVE_INFINITY)
                .sorted(Comparator.comparingDouble(LayerError::decibels))
                .limit(count)
                .toList();
    }

    /**
     * The errors of all float tensors that operators of both graphs make under one name, in the original's running order.
     *
     * @param original the graph as it was
     * @param compressed what was made of it, with the same inputs
     * @param examples inputs by name; read several times for a large graph, so that memory is bounded
     * @throws ModelException if there is no example, or one does not fit
     */
    public static List<LayerError> between(Graph original, Graph compressed, Iterable<Map<String, Tensor>> examples) {
        Map<String, String> ops = new LinkedHashMap<>();
        for (Node node : original.nodes()) {
            for (String output : node.outputs()) {
                if (!output.isEmpty() && compressed.producer(output) != null) {
                    ops.put(output, node.op());
                }
            }
        }
        Map<String, Difference> differences = new LinkedHashMap<>();
        for (Set<String> group : groups(original, ops.keySet(), examples)) {
            compare(original, compressed, group, examples, differences);
        }
        List<LayerError> errors = new ArrayList<>();
        ops.forEach((tensor, op) -> {
            Difference difference = differences.get(tensor);
            if (difference != null) {
                errors.add(new LayerError(tensor, op, difference.cosine(), difference.decibels()));
            }
        });
        return List.copyOf(errors);
    }

    private static List<Set<String>> groups(Graph graph, Set<String> tensors, Iterable<Map<String, Tensor>> examples) {
        GraphEdit edit = graph.edit();
        tensors.forEach(edit::output);
        Set<String> floats;
        try (OnnxRunner runner = OnnxRunner.open(edit.build().toBytes(), 1)) {
            floats = new LinkedHashSet<>(runner.floatOutputs());
        }
        floats.retainAll(tensors);
        return Activations.groups(Activations.counts(graph, floats, examples));
    }

    private static void compare(
            Graph original,
            Graph compressed,
            Set<String> group,
            Iterable<Map<String, Tensor>> examples,
            Map<String, Difference> differences) {
        try (OnnxRunner one = showing(original, group);
                OnnxRunner other = showing(compressed, group)) {
            for (Map<String, Tensor> example : examples) {
                Map<String, Tensor> expected = one.run(example, group);
                Map<String, Tensor> got = other.run(example, group);
                expected.forEach((tensor, values) -> differences
                        .computeIfAbsent(tensor, _ -> new Difference())
                        .add(values.floats(), Activations.get(got, tensor).floats()));
            }
        }
    }

    private static OnnxRunner showing(Graph graph, Set<String> tensors) {
        GraphEdit edit = graph.edit();
        tensors.forEach(edit::output);
        return OnnxRunner.open(edit.build().toBytes(), Activations.threads());
    }
}
