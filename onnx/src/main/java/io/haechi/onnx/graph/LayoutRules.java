package io.haechi.onnx.graph;

import static io.haechi.onnx.graph.Call.one;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Operators that keep the values and change how they lie, and those that make tensors of a given shape. */
final class LayoutRules {
    private LayoutRules() {}

    static void addTo(Map<String, Rule> rules) {
        rules.put("Shape", LayoutRules::shape);
        rules.put("Size", LayoutRules::size);
        rules.put("Reshape", LayoutRules::reshape);
        rules.put("Flatten", LayoutRules::flatten);
        rules.put("Squeeze", LayoutRules::squeeze);
        rules.put("Unsqueeze", LayoutRules::unsqueeze);
        rules.put("Transpose", LayoutRules::transpose);
        rules.put("DepthToSpace", call -> blocks(call, false));
        rules.put("SpaceToDepth", call -> blocks(call, true));
        rules.put("Expand", LayoutRules::expand);
        rules.put("Tile", LayoutRules::tile);
        rules.put("ConstantOfShape", LayoutRules::filled);
        rules.put("EyeLike", LayoutRules::eye);
        rules.put("Range", LayoutRules::range);
    }

    private static List<Known> shape(Call call) {
        long[] dims = call.dims(0);
        if (dims == null) {
            return one(DataType.INT64, new long[] {Sizes.FREE});
        }
        int from = place(call.node().integer("start", 0), dims.length);
        int to = place(call.node().integer("end", dims.length), dims.length);
        long[] part = Sizes.part(dims, from, Math.max(from, to));
        return List.of(Known.row(
                Arrays.stream(part).map(size -> size < 0 ? Known.ANY : size).toArray()));
    }

    private static int place(long index, int rank) {
        return Math.clamp(index < 0 ? index + rank : index, 0, rank);
    }

    private static List<Known> size(Call call) {
        long count = Sizes.count(call.dims(0));
        return one(DataType.INT64, new long[0], count < 0 ? null : new long[] {count});
    }

    private static List<Known> reshape(Call call) {
        long[] target = call.in(1).numbersOrAny();
        if (target == null) {
            return one(call.type(0), null);
        }
        long[] dims = call.dims(0);
        boolean copiesZero = call.node().integer("allowzero", 0) == 0;
        long[] shaped = new long[target.length];
        for (int i = 0; i < shaped.length; i++) {
            boolean isCopied = target[i] == 0 && copiesZero;
            // A size that is not known may turn out 0, "copy", or -1, "the rest": it stays unknown, and so does the
            // rest.
            shaped[i] = isCopied ? (dims == null ? Sizes.FREE : dims[i]) : Math.max(target[i], Sizes.FREE);
        }
        rest(dims, target, copiesZero, shaped);
        return one(call.type(0), shaped, call.numbers(0));
    }

    /** Fills in the one size that is given as -1, where all others are known or copied from the same place. */
    private static void rest(long @Nullable [] dims, long[] target, boolean copiesZero, long[] shaped) {
        int open = -1;
        long others = 1;
        long[] left = dims == null ? null : dims.clone();
        for (int i = 0; i < target.length; i++) {
            if (target[i] == -1) {
                open = i;
            } else if (target[i] == Known.ANY) {
                return;
            } else if (target[i] == 0 && copiesZero && left != null) {
                left[i] = 1;
            } else {
                others = Sizes.times(others, target[i]);
            }
        }
        long count = Sizes.count(left);
        if (open >= 0 && count >= 0 && others > 0 && count % others == 0) {
            shaped[open] = count / others;
        }
    }

    private static List<Known> flatten(Call call) {
        long[] dims = call.needDims(0);
        long axis = call.node().integer("axis", 1);
        int cut = place(axis, dims.length);
        return one(
                call.type(0),
                new long[] {Sizes.count(Sizes.part(dims, 0, cut)), Sizes.count(Sizes.part(dims, cut, dims.length))});
    }

    private static List<Known> squeeze(Call call) {
        long[] dims = call.needDims(0);
        long[] axes = call.list("axes", 1);
        if (axes == null) {
            boolean isSure = call.lacks("axes", 1) && Sizes.count(dims) >= 0 && isWhole(dims);
            long[] kept = Arrays.stream(dims).filter(size -> size != 1).toArray();
            return one(call.type(0), isSure ? kept : null, isSure ? call.numbers(0) : null);
        }
        Set<Integer> gone = places(axes, dims.length);
        LongStream.Builder kept = LongStream.builder();
        for (int i = 0; i < dims.length; i++) {
            if (!gone.contains(i)) {
                kept.add(dims[i]);
            }
        }
        return one(call.type(0), kept.build().toArray(), call.numbers(0));
    }

    private static boolean isWhole(long[] dims) {
        return Arrays.stream(dims).allMatch(size -> size >= 0);
    }

    private static Set<Integer> places(long[] axes, int rank) {
        Set<Integer> places = new HashSet<>();
        Arrays.stream(axes).forEach(axis -> places.add(Sizes.axis(axis, rank)));
        return places;
    }

    private static List<Known> unsqueeze(Call call) {
        long[] dims = call.needDims(0);
        long[] axes = call.list("axes", 1);
        if (axes == null) {
            long count = Sizes.count(call.dims(1));
            return one(call.type(0), count < 0 ? null : Sizes.free(Math.toIntExact(dims.length + count)));
        }
        int rank = dims.length + axes.length;
        Set<Integer> added = places(axes, rank);
        long[] wider = new long[rank];
        int next = 0;
        for (int i = 0; i < rank; i++) {
            wider[i] = added.contains(i) ? 1 : dims[next++];
        }
        return one(call.type(0), wider, call.numbers(0));
    }

    private static List<Known> transpose(Call call) {
        long[] dims = call.dims(0);
        long[] order = call.node().integers("perm");
        if (dims == null) {
            return one(call.type(0), order == null ? null : Sizes.free(order.length));
        }
        long[] turned = new long[dims.length];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = dims[order == null ? turned.length - 1 - i : (int) order[i]];
        }
        return one(call.type(0), turned, turned.length < 2 ? call.numbers(0) : null);
    }

    private static List<Known> blocks(Call call, boolean isDeeper) {
        long[] dims = call.needDims(0);
        long block = call.node().integer("blocksize", 1);
        long area = block * block;
        long depth = isDeeper ? Sizes.times(dims[1], area) : divided(dims[1], area);
        long height = isDeeper ? divided(dims[2], block) : Sizes.times(dims[2], block);
        long width = isDeeper ? divided(dims[3], block) : Sizes.times(dims[3], block);
        return one(call.type(0), new long[] {dims[0], depth, height, width});
    }

    private static long divided(long size, long by) {
        return size < 0 ? Sizes.FREE : size / by;
    }

    private static List<Known> expand(Call call) {
        long[] target = call.in(1).numbersOrAny();
        if (target == null) {
            return one(call.type(0), null);
        }
        long[] sizes =
                Arrays.stream(target).map(n -> n == Known.ANY ? Sizes.FREE : n).toArray();
        long[] dims = Sizes.broadcast(Arrays.<long @Nullable []>asList(call.dims(0), sizes));
        long[] numbers = call.numbers(0);
        long count = Sizes.count(dims);
        if (numbers == null || numbers.length != 1 || count < 0) {
            return one(call.type(0), dims);
        }
        return one(call.type(0), dims, repeated(numbers[0], count));
    }

    /** The same number over and over; null for more than shapes are made of. */
    private static long @Nullable [] repeated(long number, long count) {
        if (count > 64) {
            return null;
        }
        long[] numbers = new long[(int) count];
        Arrays.fill(numbers, number);
        return numbers;
    }

    private static List<Known> tile(Call call) {
        long[] dims = call.needDims(0).clone();
        long[] repeats = call.in(1).numbersOrAny();
        for (int i = 0; i < dims.length; i++) {
            long times = repeats == null ? Known.ANY : repeats[i];
            dims[i] = Sizes.times(dims[i], Math.max(times, Sizes.FREE));
        }
        return one(call.type(0), dims);
    }

    private static List<Known> filled(Call call) {
        AttributeProto value = call.node().attributes().get("value");
        Constant filling = value == null ? null : Constant.read(value.getT());
        DataType type = filling == null ? DataType.FLOAT : filling.type();
        long[] target = call.in(0).numbersOrAny();
        if (target == null) {
            return one(type, null);
        }
        long[] dims =
                Arrays.stream(target).map(n -> n == Known.ANY ? Sizes.FREE : n).toArray();
        long count = Sizes.count(dims);
        if (filling == null || filling.isFloat() || filling.count() != 1 || count < 0) {
            return one(type, dims);
        }
        return one(type, dims, repeated(filling.longs()[0], count));
    }

    private static List<Known> eye(Call call) {
        DataType type = DataType.forNumber((int) call.node().integer("dtype", 0));
        return one(type == null || type == DataType.UNDEFINED ? call.type(0) : type, call.dims(0));
    }

    private static List<Known> range(Call call) {
        long start = call.number(0);
        long limit = call.number(1);
        long step = call.number(2);
        if (start == Known.ANY || limit == Known.ANY || step == Known.ANY || step == 0) {
            return one(call.type(0), new long[] {Sizes.FREE});
        }
        long count = Math.max(0, Math.ceilDiv(Math.subtractExact(limit, start), step));
        long[] numbers = count > 64
                ? null
                : LongStream.range(0, count).map(i -> start + i * step).toArray();
        return one(call.type(0), new long[] {count}, numbers);
    }
}
