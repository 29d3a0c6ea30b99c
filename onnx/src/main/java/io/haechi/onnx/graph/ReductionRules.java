package io.haechi.onnx.graph;

import static io.haechi.onnx.graph.Call.one;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongBinaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Operators that make many values one. */
final class ReductionRules {
    private static final Map<String, LongBinaryOperator> WHOLE = Map.of(
            "ReduceProd", Math::multiplyExact,
            "ReduceSum", Math::addExact,
            "ReduceMax", Math::max,
            "ReduceMin", Math::min);

    private ReductionRules() {}

    static void addTo(Map<String, Rule> rules) {
        for (String op : List.of("L1", "L2", "LogSum", "LogSumExp", "Max", "Mean", "Min", "Prod", "Sum", "SumSquare")) {
            rules.put("Reduce" + op, ReductionRules::reduce);
        }
        rules.put("ArgMax", ReductionRules::argument);
        rules.put("ArgMin", ReductionRules::argument);
        rules.put("TopK", ReductionRules::top);
    }

    private static List<Known> reduce(Call call) {
        long[] dims = call.needDims(0);
        boolean keeps = call.node().integer("keepdims", 1) != 0;
        long[] axes = axes(call, dims.length);
        if (axes == null) {
            long count = Sizes.count(call.dims(1));
            return one(
                    call.type(0),
                    keeps ? Sizes.free(dims.length) : count > 0 ? Sizes.free(dims.length - (int) count) : null);
        }
        long[] reduced = reduced(dims, axes, keeps);
        return one(call.type(0), reduced, Sizes.count(reduced) == 1 ? total(call) : null);
    }

    /** The axes that vanish; null if not known. */
    private static long @Nullable [] axes(Call call, int rank) {
        long[] axes = call.lacks("axes", 1) ? new long[0] : call.list("axes", 1);
        if (axes == null || axes.length > 0) {
            return axes;
        }
        boolean isIdentity = call.node().integer("noop_with_empty_axes", 0) != 0;
        return isIdentity ? axes : LongStream.range(0, rank).toArray();
    }

    private static long[] reduced(long[] dims, long[] axes, boolean keeps) {
        Set<Integer> gone = new HashSet<>();
        Arrays.stream(axes).forEach(axis -> gone.add(Sizes.axis(axis, dims.length)));
        LongStream.Builder sizes = LongStream.builder();
        for (int i = 0; i < dims.length; i++) {
            if (!gone.contains(i)) {
                sizes.add(dims[i]);
            } else if (keeps) {
                sizes.add(1);
            }
        }
        return sizes.build().toArray();
    }

    private static long @Nullable [] total(Call call) {
        LongBinaryOperator operator = WHOLE.get(call.node().op());
        long[] numbers = call.numbers(0);
        if (operator == null
                || numbers == null
                || numbers.length == 0
                || !call.in(0).isCertain()) {
            return null;
        }
        return new long[] {Arrays.stream(numbers).reduce(operator).orElseThrow()};
    }

    private static List<Known> argument(Call call) {
        boolean keeps = call.node().integer("keepdims", 1) != 0;
        long[] axis = {call.node().integer("axis", 0)};
        return one(DataType.INT64, reduced(call.needDims(0), axis, keeps));
    }

    private static List<Known> top(Call call) {
        long[] dims = call.needDims(0);
        long k = call.node().attributes().containsKey("k") ? call.node().integer("k", -1) : call.size(1);
        long[] cut = Sizes.with(dims, Sizes.axis(call.node().integer("axis", -1), dims.length), k);
        return List.of(Known.of(call.type(0), cut), Known.of(DataType.INT64, cut));
    }
}
