package io.haechi.onnx.measure;

import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.Node;
import io.haechi.onnx.graph.Shapes;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How many multiplications, each with its addition (MACs), one run of a model takes: a measure of work that no machine has a
 * say in. Counted from the sizes of the tensors as {@link Shapes} finds them.
 *
 * <p>Counted are the products: convolutions, {@code Gemm}, {@code MatMul}, {@code LSTM}, {@code GRU} and {@code RNN}, with
 * floats or integers. As is the custom, nothing else is: no biases, no normalisation, no pooling, no activation, which are
 * a few per cent of the work together but may be more of the time. A convolution counts where its kernel hangs over the
 * edge, too.
 *
 * @param total all of them
 * @param byOperator by the operator's name
 * @param uncounted operators in this model that multiply in bulk and are not counted here; empty for what Haechi exports
 */
public record MultiplyAdds(long total, SortedMap<String, Long> byOperator, SortedSet<String> uncounted) {
    private static final Set<String> BULK = Set.of("Einsum", "DFT", "STFT", "If", "Loop", "Scan");

    public MultiplyAdds {
        byOperator = Collections.unmodifiableSortedMap(new TreeMap<>(byOperator));
        uncounted = Collections.unmodifiableSortedSet(new TreeSet<>(uncounted));
    }

    /**
     * Counts a model's for inputs of these sizes.
     *
     * @param sizes for the name of an input its sizes
     * @throws IllegalArgumentException if the model has no such input, or the size of a product does not follow from these
     */
    public static MultiplyAdds of(Graph graph, Map<String, long[]> sizes) {
        Shapes shapes = Shapes.of(graph, sizes);
        SortedMap<String, Long> byOperator = new TreeMap<>();
        SortedSet<String> uncounted = new TreeSet<>();
        for (Node node : graph.nodes()) {
            if (!node.domain().isEmpty() || BULK.contains(node.op())) {
                uncounted.add(node.op());
                continue;
            }
            long count = count(node, shapes);
            if (count > 0) {
                byOperator.merge(node.op(), count, Math::addExact);
            }
        }
        long total = byOperator.values().stream().reduce(0L, Math::addExact);
        return new MultiplyAdds(total, byOperator, uncounted);
    }

    private static long count(Node node, Shapes shapes) {
        return switch (node.op()) {
            case "Conv", "ConvInteger" -> convolution(node, shapes, node.output(), 1);
            case "QLinearConv" -> convolution(node, shapes, node.output(), 3);
            // Each value that comes in is spread by a kernel for each channel that goes out.
            case "ConvTranspose" -> convolution(node, shapes, node.input(0), 1);
            case "MatMul", "MatMulInteger", "QLinearMatMul" -> {
                long[] left = dims(node, shapes, node.input(0));
                yield Math.multiplyExact(volume(dims(node, shapes, node.output()), 0), left[left.length - 1]);
            }
            case "Gemm" -> {
                long across = dims(node, shapes, node.input(0))[node.integer("transA", 0) == 0 ? 1 : 0];
                yield Math.multiplyExact(volume(dims(node, shapes, node.output()), 0), across);
            }
            case "LSTM", "GRU", "RNN" -> {
                // Every weight of either direction is used once for each step of each sequence.
                long[] sequence = dims(node, shapes, node.input(0));
                long weights = Math.addExact(
                        volume(dims(node, shapes, node.input(1)), 0), volume(dims(node, shapes, node.input(2)), 0));
                yield Math.multiplyExact(Math.multiplyExact(sequence[0], sequence[1]), weights);
            }
            default -> 0;
        };
    }

    /** Each value of this tensor takes one kernel, which covers a group's channels: all sizes of the weights but the first. */
    private static long convolution(Node node, Shapes shapes, String tensor, int weights) {
        return Math.multiplyExact(
                volume(dims(node, shapes, tensor), 0), volume(dims(node, shapes, node.input(weights)), 1));
    }

    private static long[] dims(Node node, Shapes shapes, String tensor) {
        long[] dims = shapes.dims(tensor);
        if (dims == null || Arrays.stream(dims).anyMatch(size -> size < 0)) {
            throw new IllegalArgumentException("The sizes of \"" + tensor + "\" at " + node + " do not follow from the"
                    + " sizes of the inputs, so its multiplications cannot be counted");
        }
        return dims;
    }

    private static long volume(long[] dims, int from) {
        return Arrays.stream(dims, from, dims.length).reduce(1, Math::multiplyExact);
    }
}
