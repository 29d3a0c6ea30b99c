package io.haechi.onnx.compress;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.Node;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What an operator does if it multiplies each channel with a number and adds one: y = scale[c] x + shift[c]. Kept in
 * double precision, so that folding it into weights rounds once.
 */
record Affine(double[] scale, double[] shift) {
    private static final float USUAL_EPSILON = 1e-5f;

    int channels() {
        return scale.length;
    }

    boolean shifts() {
        return Arrays.stream(shift).anyMatch(each -> each != 0);
    }

    /**
     * A {@code BatchNormalization} as it runs: γ (x − μ) / √(σ² + ε) + β. Null while training, and where a parameter is
     * no constant of 32-bit floats.
     */
    static @Nullable Affine ofBatchNorm(Graph graph, Node node) {
        boolean isTraining = node.integer("training_mode", 0) != 0
                || node.integer("spatial", 1) == 0
                || node.outputs().stream().skip(1).anyMatch(output -> !output.isEmpty());
        float[] gamma = floats(graph, node.input(1));
        float[] beta = floats(graph, node.input(2));
        float[] mean = floats(graph, node.input(3));
        float[] variance = floats(graph, node.input(4));
        if (isTraining || gamma == null || beta == null || mean == null || variance == null) {
            return null;
        }
        int channels = gamma.length;
        if (beta.length != channels || mean.length != channels || variance.length != channels) {
            return null;
        }
        double epsilon = node.number("epsilon", USUAL_EPSILON);
        Affine affine = new Affine(new double[channels], new double[channels]);
        for (int c = 0; c < channels; c++) {
            affine.scale[c] = gamma[c] / Math.sqrt(variance[c] + epsilon);
            affine.shift[c] = beta[c] - mean[c] * affine.scale[c];
        }
        return affine;
    }

    /**
     * An {@code Add}, {@code Sub}, {@code Mul} or {@code Div} of a tensor and a constant that holds one number, or one
     * for each channel.
     *
     * @param x the tensor, one of the operator's two inputs
     * @param axis where its channels lie, counted from the end (-1 is the last)
     * @param rank how many axes it has at least
     * @return null if the constant is of another type or shape, or there is none
     */
    static @Nullable Affine ofArithmetic(Graph graph, Node node, String x, int channels, int axis, int rank) {
        boolean isFirst = node.input(0).equals(x);
        Constant constant = graph.constant(node.input(isFirst ? 1 : 0));
        if (node.inputs().size() != 2 || constant == null || constant.type() != DataType.FLOAT) {
            return null;
        }
        if (constant.rank() > rank || !isPerChannel(constant, channels, axis)) {
            return null;
        }
        float[] floats = constant.floats();
        Affine affine = new Affine(new double[channels], new double[channels]);
        for (int c = 0; c < channels; c++) {
            double value = floats[floats.length == 1 ? 0 : c];
            affine.scale[c] = scale(node.op(), value, isFirst);
            affine.shift[c] = shift(node.op(), value, isFirst);
        }
        return affine;
    }

    private static boolean isPerChannel(Constant constant, int channels, int axis) {
        if (constant.count() == 1) {
            return true;
        }
        long[] dims = constant.dims();
        int place = dims.length + axis;
        return constant.count() == channels && place >= 0 && dims[place] == channels;
    }

    private static double scale(String op, double value, boolean isFirst) {
        return switch (op) {
            case "Mul" -> value;
            case "Div" -> isFirst ? 1 / value : Double.NaN;
            case "Sub" -> isFirst ? 1 : -1;
            case "Add" -> 1;
            default -> Double.NaN;
        };
    }

    private static double shift(String op, double value, boolean isFirst) {
        return switch (op) {
            case "Add" -> value;
            case "Sub" -> isFirst ? -value : value;
            default -> 0;
        };
    }

    static float @Nullable [] floats(Graph graph, String tensor) {
        Constant constant = graph.constant(tensor);
        return constant == null || constant.type() != DataType.FLOAT ? null : constant.floats();
    }
}
