package io.haechi.onnx.compress.prune;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.haechi.core.ModelException;
import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.GraphEdit;
import io.haechi.onnx.graph.Node;
import io.haechi.onnx.measure.PackedSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Sets the smallest weights to zero, one by one, wherever they stand.
 *
 * <p>Most networks keep their answers with half of their weights at zero, and with training in between often with a tenth of
 * them (Han et al., 2015). <b>When it pays.</b> Zeros compress: what is downloaded gets smaller. It is also a first look at
 * how much a network can spare. <b>When not.</b> ONNX Runtime's kernels are dense, on processors as on phones: a zero takes
 * as much time and memory as any number. For speed, see {@link StructuredPruning}.
 *
 * <p>Pruned are the matrices of Conv, ConvTranspose, Gemm, MatMul, LSTM, GRU and RNN; biases and normalisations are few and
 * matter much. Zeros that are there already count. Among equal weights the first ones go, so the outcome is always the same.
 *
 * @see <a href="https://arxiv.org/abs/1506.02626">Han et al., Learning both Weights and Connections for Efficient Neural
 *     Networks, 2015</a>
 */
public final class MagnitudePruning {
    /** For each operator, which of its inputs are weights. */
    private static final Map<String, int[]> WEIGHTS = Map.of(
            "Conv", new int[] {1},
            "ConvTranspose", new int[] {1},
            "Gemm", new int[] {0, 1},
            "MatMul", new int[] {0, 1},
            "LSTM", new int[] {1, 2},
            "GRU", new int[] {1, 2},
            "RNN", new int[] {1, 2});

    private MagnitudePruning() {}

    /**
     * The graph with this share of its weights set to zero.
     *
     * @throws ModelException if the model is quantised, its weights are not all numbers, or it has none that can be pruned
     */
    public static Sparse prune(Graph graph, MagnitudeOptions options) {
        Weights.requireNotQuantised(graph);
        Map<String, float[]> weights = weights(graph, options.kept());
        if (weights.isEmpty()) {
            throw new ModelException(
                    "The model has no weights that can be pruned: no matrix of a Conv, ConvTranspose, Gemm,"
                            + " MatMul, LSTM, GRU or RNN that is not kept out");
        }
        switch (options.scope()) {
            case PER_LAYER -> weights.values().forEach(one -> zeroSmallest(List.of(one), options.sparsity()));
            case GLOBAL -> zeroSmallest(weights.values(), options.sparsity());
        }
        GraphEdit edit = graph.edit();
        weights.forEach((name, values) ->
                edit.replaceConstant(name, like(Objects.requireNonNull(graph.constant(name)), values)));
        return sparse(graph, edit.build(), weights);
    }

    /**
     * What zeros there are in a graph whose weights were set to zero elsewhere, such as by training with a {@link Schedule}.
     *
     * @param before the graph that it was, to compare sizes with
     */
    public static Sparse count(Graph before, Graph sparse) {
        return sparse(before, sparse, weights(sparse, Set.of()));
    }

    private static Sparse sparse(Graph before, Graph sparse, Map<String, float[]> weights) {
        List<Sparse.Layer> layers = new ArrayList<>();
        weights.forEach((name, values) -> layers.add(new Sparse.Layer(name, values.length, zeros(values))));
        return new Sparse(sparse, layers, PackedSize.of(before.toBytes()), PackedSize.of(sparse.toBytes()));
    }

    private static Map<String, float[]> weights(Graph graph, Set<String> kept) {
        Map<String, float[]> weights = new LinkedHashMap<>();
        for (Node node : graph.nodes()) {
            if (!node.domain().isEmpty() || kept.contains(node.name()) || kept.contains(node.op())) {
                continue;
            }
            for (int input : WEIGHTS.getOrDefault(node.op(), new int[0])) {
                Weights.Origin origin = Weights.origin(graph, node.input(input), 0);
                if (origin != null && isPrunable(origin.constant()) && !kept.contains(origin.name())) {
                    weights.put(origin.name(), Weights.values(origin, node));
                }
            }
        }
        return weights;
    }

    private static boolean isPrunable(Constant constant) {
        return constant.rank() > 1 && (constant.type() == DataType.FLOAT || constant.type() == DataType.FLOAT16);
    }

    /** Sets the smallest of all these values to zero, this share of them, in place. */
    public static void zeroSmallest(Collection<float[]> arrays, double share) {
        int total = arrays.stream().mapToInt(array -> array.length).sum();
        // A hair more than the product, so that 0.7 of 10 are seven in binary too.
        int count = (int) (share * total + 1e-9);
        if (count == 0) {
            return;
        }
        float[] sizes = new float[total];
        int at = 0;
        for (float[] array : arrays) {
            for (float value : array) {
                sizes[at++] = Math.abs(value);
            }
        }
        Arrays.parallelSort(sizes);
        float threshold = sizes[count - 1];
        int equal = count - below(sizes, threshold);
        for (float[] array : arrays) {
            for (int i = 0; i < array.length; i++) {
                float size = Math.abs(array[i]);
                if (size < threshold || (size == threshold && equal-- > 0)) {
                    array[i] = 0;
                }
            }
        }
    }

    private static int below(float[] sorted, float threshold) {
        int count = 0;
        while (count < sorted.length && sorted[count] < threshold) {
            count++;
        }
        return count;
    }

    private static Constant like(Constant old, float... values) {
        Constant changed = Constant.of(values, old.dims());
        return old.type() == DataType.FLOAT16 ? changed.toHalf() : changed;
    }

    private static long zeros(float... values) {
        long zeros = 0;
        for (float value : values) {
            zeros += value == 0 ? 1 : 0;
        }
        return zeros;
    }
}
