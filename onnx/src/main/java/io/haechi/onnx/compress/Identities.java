package io.haechi.onnx.compress;

import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.Node;
import io.haechi.onnx.graph.Shapes;
import io.haechi.onnx.graph.Value;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tells which operators of a graph give what they are given. */
record Identities(Graph graph, Shapes shapes) {

    /** The input that the operator only passes on; null if it does something, or that is not sure. */
    @Nullable
    String passes(Node node) {
        boolean hasMore = node.outputs().stream()
                .skip(1)
                .anyMatch(output -> graph.isOutput(output)
                        || !(output.isEmpty() || graph.consumers(output).isEmpty()));
        if (!node.domain().isEmpty() || hasMore || node.inputs().isEmpty()) {
            return null;
        }
        if (isNeutral(node, 1)) {
            return node.input(0);
        }
        if (isNeutral(node, 0)) {
            return node.input(1);
        }
        return passesFirst(node) ? node.input(0) : null;
    }

    private boolean passesFirst(Node node) {
        return switch (node.op()) {
            case "Identity" -> true;
            case "Dropout" -> isInference(node);
            case "Cast", "CastLike" -> hasSameType(node);
            case "Reshape", "Flatten", "Expand", "Tile" -> hasSameShape(node);
            case "Transpose" -> isUnmoved(node);
            case "Pad" -> shapes.value(node.input(0)).isWhole() && isAll(numbers(node, "pads", 1), 0);
            case "Slice" -> isWhole(node);
            case "Concat", "Sum", "Max", "Min", "Mean" -> node.inputs().size() == 1;
            default -> false;
        };
    }

    private boolean isInference(Node node) {
        long[] training = node.input(2).isEmpty() ? new long[] {0} : shapes.numbers(node.input(2));
        return training != null && isAll(training, 0);
    }

    private boolean hasSameType(Node node) {
        Value in = shapes.value(node.input(0));
        return in.type().getNumber() != 0 && in.type() == shapes.type(node.output());
    }

    /** Equal sizes, of which one may be unknown on both sides: as many values make it the same then. */
    private boolean hasSameShape(Node node) {
        long[] in = shapes.dims(node.input(0));
        long[] out = shapes.dims(node.output());
        boolean mayHide = node.is("Reshape") || node.is("Flatten");
        return in != null
                && Arrays.equals(in, out)
                && Arrays.stream(in).noneMatch(size -> size == 0)
                && Arrays.stream(in).filter(size -> size < 0).count() <= (mayHide ? 1 : 0);
    }

    /** No axis moves, or only such of size one, past each other. */
    private boolean isUnmoved(Node node) {
        long[] order = node.integers("perm");
        if (order == null || shapes.dims(node.output()) == null) {
            return false;
        }
        long[] dims = shapes.dims(node.input(0));
        if (dims != null
                && dims.length == order.length
                && shapes.value(node.input(0)).isWhole()) {
            long[] large =
                    Arrays.stream(order).filter(axis -> dims[(int) axis] != 1).toArray();
            return Arrays.equals(dims, shapes.dims(node.output()))
                    && Arrays.equals(large, Arrays.stream(large).sorted().toArray());
        }
        return IntStream.range(0, order.length).allMatch(i -> order[i] == i);
    }

    private boolean isWhole(Node node) {
        long[] starts = numbers(node, "starts", 1);
        long[] ends = numbers(node, "ends", 2);
        long[] steps = node.input(4).isEmpty() ? new long[] {1} : shapes.numbers(node.input(4));
        long[] in = shapes.dims(node.input(0));
        if (starts == null || ends == null || steps == null || !isAll(starts, 0) || !isAll(steps, 1)) {
            return false;
        }
        boolean isToTheEnd = Arrays.stream(ends).allMatch(end -> end >= Integer.MAX_VALUE);
        boolean isSameSize = shapes.value(node.input(0)).isWhole() && Arrays.equals(in, shapes.dims(node.output()));
        return isToTheEnd || isSameSize;
    }

    private long @Nullable [] numbers(Node node, String setting, int index) {
        long[] set = node.integers(setting);
        return set == null ? shapes.numbers(node.input(index)) : set;
    }

    private static boolean isAll(long @Nullable [] numbers, long value) {
        return numbers != null && Arrays.stream(numbers).allMatch(number -> number == value);
    }

    /**
     * Whether an operator with two inputs does nothing because of this one: x * 1, 1 * x, x / 1, x + 0, 0 + x, x - 0,
     * x^1.
     */
    private boolean isNeutral(Node node, int index) {
        int wanted = switch (node.op()) {
            case "Mul" -> 1;
            case "Div", "Pow" -> index == 1 ? 1 : -1;
            case "Add" -> 0;
            case "Sub" -> index == 1 ? 0 : -1;
            default -> -1;
        };
        Constant constant = node.inputs().size() == 2 ? graph.constant(node.input(index)) : null;
        return wanted >= 0
                && constant != null
                && graph.constant(node.input(1 - index)) == null
                && isAll(constant, wanted)
                && isNoLarger(constant, shapes.dims(node.input(1 - index)));
    }

    private static boolean isAll(Constant constant, int value) {
        if (constant.count() == 0) {
            return false;
        }
        return switch (constant.type()) {
            case FLOAT, FLOAT16 -> allEqual(constant.floats(), value);
            case INT64, INT32 -> isAll(constant.longs(), value);
            default -> false;
        };
    }

    private static boolean allEqual(float[] floats, int value) {
        for (float each : floats) {
            if (each != value) {
                return false;
            }
        }
        return true;
    }

    /** Whether taking the constant together with a tensor of these sizes leaves the sizes as they are. */
    private static boolean isNoLarger(Constant constant, long @Nullable [] dims) {
        if (dims == null || constant.rank() > dims.length) {
            return false;
        }
        long[] own = constant.dims();
        int shift = dims.length - own.length;
        List<Integer> axes = IntStream.range(0, own.length).boxed().toList();
        return axes.stream().allMatch(i -> own[i] == 1 || own[i] == dims[i + shift]);
    }
}
