package io.haechi.onnx.compress.quantise;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.Node;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@code Conv}, {@code Gemm} or {@code MatMul} with constant weights, ready to be quantised.
 *
 * @param node the operator
 * @param weights its weights, multiplied by alpha
 * @param dims their shape
 * @param axis the axis of the output channels
 * @param bias one value for each output channel, multiplied by beta; null if it has none
 */
record WeightedLayer(Node node, float[] weights, long[] dims, int axis, float @Nullable [] bias) {
    /** Linear layers with fewer weights than this stay: there is nothing to gain in bytes or time. */
    static final int SMALLEST = 256;

    private static final int WORD = 4;

    /** The layer of this operator; nothing if it is no such layer or its weights or bias only come at run time. */
    static Optional<WeightedLayer> of(Graph graph, Node node) {
        Constant weights = graph.constant(node.input(1));
        if (!node.domain().isEmpty()
                || weights == null
                || weights.type() != DataType.FLOAT
                || weights.count() == 0
                || graph.constant(node.input(0)) != null) {
            return Optional.empty();
        }
        return switch (node.op()) {
            case "Conv" -> weights.rank() >= 3 ? biased(graph, node, weights, 0, 1, 1) : Optional.empty();
            case "MatMul" -> isMatrix(weights) ? biased(graph, node, weights, 1, 1, 1) : Optional.empty();
            case "Gemm" ->
                isMatrix(weights)
                        ? biased(
                                graph,
                                node,
                                weights,
                                node.integer("transB", 0) == 1 ? 0 : 1,
                                node.number("alpha", 1),
                                node.number("beta", 1))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static boolean isMatrix(Constant weights) {
        return weights.rank() == 2 && weights.count() >= SMALLEST;
    }

    private static Optional<WeightedLayer> biased(
            Graph graph, Node node, Constant weights, int axis, float alpha, float beta) {
        float[] bias = null;
        if (!node.input(2).isEmpty()) {
            Constant constant = graph.constant(node.input(2));
            bias = constant == null ? null : perChannel(constant, (int) weights.dims()[axis]);
            if (bias == null) {
                return Optional.empty();
            }
            bias = times(FloatModel.finite(node.input(2), Constant.of(bias, bias.length)), beta);
        }
        float[] values = times(FloatModel.finite(node.input(1), weights), alpha);
        return Optional.of(new WeightedLayer(node, values, weights.dims(), axis, bias));
    }

    /** A bias as one value for each channel; null if it differs from row to row. */
    private static float @Nullable [] perChannel(Constant bias, int channels) {
        if (bias.type() != DataType.FLOAT) {
            return null;
        }
        float[] values = bias.floats();
        if (values.length == 1) {
            float[] all = new float[channels];
            Arrays.fill(all, values[0]);
            return all;
        }
        boolean isRow = values.length == channels && bias.dims()[bias.rank() - 1] == channels;
        return isRow ? values : null;
    }

    private static float[] times(float[] values, float factor) {
        if (factor != 1) {
            for (int i = 0; i < values.length; i++) {
                values[i] *= factor;
            }
        }
        return values;
    }

    /**
     * The same layer with input channels of zeros, so that their number is a multiple of four: the integer kernels take four
     * bytes at once, and a 3x3 convolution of 3 channels takes 3.7 times as long as one of 4. Its caller widens the input.
     */
    WeightedLayer withWholeWords() {
        int channels = (int) dims[1];
        int whole = (channels + WORD - 1) / WORD * WORD;
        if (!node.is("Conv") || node.integer("group", 1) != 1 || whole == channels) {
            return this;
        }
        long[] wide = dims.clone();
        wide[1] = whole;
        int filters = (int) dims[0];
        int each = weights.length / filters;
        int eachWide = each / channels * whole;
        float[] values = new float[filters * eachWide];
        for (int f = 0; f < filters; f++) {
            System.arraycopy(weights, f * each, values, f * eachWide, each);
        }
        return new WeightedLayer(node, values, wide, axis, bias);
    }

    /** How many input channels each of its groups has. */
    long inputs() {
        return dims[node.is("Conv") ? 1 : 1 - axis];
    }

    /** Whether it can take a shift in a bias of its own; a Gemm that takes its input turned has its channels elsewhere. */
    boolean takesShift() {
        return !node.is("MatMul") && node.integer("transA", 0) == 0;
    }

    /**
     * What weights that were rounded add to each output channel on the average, where the input has these means: the sum of
     * each channel's rounding errors, each times the mean of the input channel that it is multiplied with. Taken from the
     * bias, it leaves the noise and no shift.
     *
     * @see <a href="https://arxiv.org/abs/1906.04721">Nagel et al., Data-free quantization through weight equalization and bias
     *     correction, 2019, section 4.2</a>
     */
    double[] shifts(Int8Weights rounded, float... means) {
        double[] shifts = new double[channels()];
        long[] bytes = rounded.values().longs();
        int inner = 1;
        for (int i = axis + 1; i < dims.length; i++) {
            inner *= (int) dims[i];
        }
        int groups = (int) node.integer("group", 1);
        int kernel = node.is("Conv") ? inner / (int) dims[1] : 1;
        for (int i = 0; i < bytes.length; i++) {
            int out = i / inner % shifts.length;
            int in = node.is("Conv")
                    ? out / (shifts.length / groups) * (int) dims[1] + i % inner / kernel
                    : (axis == 1 ? i / inner / shifts.length : i % inner);
            double error = bytes[i] * (double) rounded.scales()[out] - weights[i];
            shifts[out] += in < means.length ? error * means[in] : 0;
        }
        return shifts;
    }

    /** How many output channels it has. */
    int channels() {
        return (int) dims[axis];
    }
}
