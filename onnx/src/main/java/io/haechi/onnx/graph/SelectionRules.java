package io.haechi.onnx.graph;

import static io.haechi.onnx.graph.Call.one;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Operators that take some values out of tensors, put tensors together, or change a tensor's edges. */
final class SelectionRules {
    private SelectionRules() {}

    static void addTo(Map<String, Rule> rules) {
        for (String op : List.of("ReverseSequence", "Scatter", "ScatterElements", "ScatterND", "Trilu")) {
            rules.put(op, call -> one(call.type(0), call.dims(0)));
        }
        rules.put("Concat", SelectionRules::concat);
        rules.put("Split", SelectionRules::split);
        rules.put("Slice", SelectionRules::slice);
        rules.put("Gather", SelectionRules::gather);
        rules.put("GatherElements", call -> one(call.type(0), call.dims(1)));
        rules.put("GatherND", SelectionRules::gatherDeep);
        rules.put("NonZero", SelectionRules::nonZero);
        rules.put("OneHot", SelectionRules::oneHot);
        rules.put("Pad", SelectionRules::pad);
        rules.put("Resize", SelectionRules::resize);
    }

    private static List<Known> concat(Call call) {
        long[] first = call.inputs().stream()
                .map(input -> input.value().dims())
                .filter(dims -> dims != null)
                .findFirst()
                .orElseThrow();
        long[] dims = Sizes.free(first.length);
        int axis = Sizes.axis(call.node().integer("axis", 0), dims.length);
        long along = 0;
        for (Known input : call.inputs()) {
            long[] part = input.value().dims();
            along = Sizes.plus(along, part == null ? Sizes.FREE : part[axis]);
            for (int i = 0; part != null && i < dims.length; i++) {
                dims[i] = Math.max(dims[i], part[i]);
            }
        }
        dims[axis] = along;
        return one(call.type(0), dims, dims.length == 1 ? numbers(call) : null);
    }

    private static long @Nullable [] numbers(Call call) {
        LongStream all = LongStream.empty();
        for (Known input : call.inputs()) {
            long[] part = input.numbersOrAny();
            if (part == null) {
                return null;
            }
            all = LongStream.concat(all, Arrays.stream(part));
        }
        return all.toArray();
    }

    private static List<Known> split(Call call) {
        long[] dims = call.needDims(0);
        int axis = Sizes.axis(call.node().integer("axis", 0), dims.length);
        int parts = call.node().outputs().size();
        long[] sizes = call.list("split", 1);
        boolean isEven = sizes == null && call.lacks("split", 1);
        long each = isEven && dims[axis] >= 0 ? Math.ceilDiv(dims[axis], (long) parts) : Sizes.FREE;
        List<Known> outputs = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            // Only the last of even parts may be smaller.
            long size = sizes != null ? sizes[i] : each < 0 ? each : Math.clamp(dims[axis] - i * each, 0, each);
            outputs.add(Known.of(call.type(0), Sizes.with(dims, axis, size)));
        }
        return outputs;
    }

    private static List<Known> slice(Call call) {
        long[] dims = call.needDims(0).clone();
        long[] starts = settings(call, "starts", 1);
        long[] ends = settings(call, "ends", 2);
        long[] axes = call.lacks("axes", 3) ? null : call.list("axes", 3);
        boolean isSteady = call.opset() < 10 || !call.has(4);
        long[] steps = isSteady ? null : call.in(4).numbersOrAny();
        boolean isUnclear = (!call.lacks("axes", 3) && axes == null) || (!isSteady && steps == null);
        if (starts == null || ends == null || isUnclear) {
            return one(call.type(0), Sizes.free(dims.length));
        }
        long[] numbers = dims.length == 1 ? call.numbers(0) : null;
        for (int i = 0; i < starts.length; i++) {
            int axis = Sizes.axis(axes == null ? i : axes[i], dims.length);
            Cut cut = Cut.of(dims[axis], starts[i], ends[i], steps == null ? 1 : steps[i]);
            dims[axis] = cut.count();
            numbers = numbers == null || cut.count() < 0 ? null : cut.taken(numbers);
        }
        return one(call.type(0), dims, numbers);
    }

    private static long @Nullable [] settings(Call call, String key, int index) {
        long[] set = call.node().integers(key);
        return set == null ? call.in(index).numbersOrAny() : set;
    }

    private static List<Known> gather(Call call) {
        long[] data = call.needDims(0);
        long[] indices = call.needDims(1);
        int axis = Sizes.axis(call.node().integer("axis", 0), data.length);
        long[] dims = Sizes.joined(Sizes.part(data, 0, axis), indices, Sizes.part(data, axis + 1, data.length));
        long[] numbers = call.numbers(0);
        long[] chosen = call.numbers(1);
        if (numbers == null || chosen == null || data.length != 1) {
            return one(call.type(0), dims);
        }
        long[] results = new long[chosen.length];
        for (int i = 0; i < results.length; i++) {
            results[i] = chosen[i] == Known.ANY ? Known.ANY : numbers[Sizes.axis(chosen[i], numbers.length)];
        }
        return one(call.type(0), dims, results);
    }

    private static List<Known> gatherDeep(Call call) {
        long[] data = call.needDims(0);
        long[] indices = call.needDims(1);
        int shared = (int) call.node().integer("batch_dims", 0);
        long depth = indices[indices.length - 1];
        if (depth < 0) {
            return one(call.type(0), null);
        }
        return one(
                call.type(0),
                Sizes.joined(
                        Sizes.part(indices, 0, indices.length - 1),
                        Sizes.part(data, Math.toIntExact(shared + depth), data.length)));
    }

    private static List<Known> nonZero(Call call) {
        long[] dims = call.dims(0);
        long rank = dims == null || dims.length == 0 ? Sizes.FREE : dims.length;
        return one(DataType.INT64, new long[] {rank, Sizes.FREE});
    }

    private static List<Known> oneHot(Call call) {
        long[] dims = call.needDims(0);
        int axis = Sizes.axis(call.node().integer("axis", -1), dims.length + 1);
        return one(
                call.type(2),
                Sizes.joined(
                        Sizes.part(dims, 0, axis), new long[] {call.size(1)}, Sizes.part(dims, axis, dims.length)));
    }

    private static List<Known> pad(Call call) {
        long[] dims = call.needDims(0).clone();
        long[] pads = settings(call, "pads", 1);
        long[] axes = call.has(3)
                ? call.list("axes", 3)
                : LongStream.range(0, dims.length).toArray();
        if (pads == null || axes == null) {
            return one(call.type(0), Sizes.free(dims.length));
        }
        for (int i = 0; i < axes.length; i++) {
            int axis = Sizes.axis(axes[i], dims.length);
            long before = pads[i];
            long after = pads[i + axes.length];
            boolean isKnown = dims[axis] >= 0 && before != Known.ANY && after != Known.ANY;
            dims[axis] = isKnown ? dims[axis] + before + after : Sizes.FREE;
        }
        return one(call.type(0), dims);
    }

    private static List<Known> resize(Call call) {
        long[] dims = call.needDims(0);
        Constant scales = call.constant(call.opset() < 11 ? 1 : 2);
        long[] sizes = call.has(3) ? call.in(3).numbersOrAny() : null;
        Node node = call.node();
        boolean isPlain = !node.attributes().containsKey("axes")
                && node.text("keep_aspect_ratio_policy", "stretch").equals("stretch")
                && !node.text("coordinate_transformation_mode", "").equals("tf_crop_and_resize");
        long[] resized = Sizes.free(dims.length);
        for (int i = 0; isPlain && i < dims.length; i++) {
            if (sizes != null && sizes.length == dims.length) {
                resized[i] = Math.max(sizes[i], Sizes.FREE);
            } else if (scales != null && scales.count() == dims.length && dims[i] >= 0) {
                resized[i] = (long) (scales.floats()[i] * (float) dims[i]);
            }
        }
        return one(call.type(0), resized);
    }
}
