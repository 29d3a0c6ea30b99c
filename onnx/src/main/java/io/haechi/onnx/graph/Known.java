package io.haechi.onnx.graph;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What shape inference knows of one tensor: its type and sizes, and for a small tensor of whole numbers the numbers,
 * some of which may be {@link #ANY}. Such numbers are what exporters compute shapes with ({@code Shape}, {@code
 * Gather}, {@code Concat}, {@code Reshape}), so they have to be carried along.
 */
record Known(Value value, long @Nullable [] numbers) {
    /** A number that is only known when the model runs. */
    static final long ANY = Long.MIN_VALUE;
    /** Tensors with more values than this are data, not shapes. */
    private static final int MOST = 1024;

    static final Known NOTHING = new Known(new Value(DataType.UNDEFINED, null), null);

    Known {
        if (numbers != null && !fits(value, numbers.length)) {
            numbers = null;
        }
        if (numbers != null && value.type() == DataType.INT32) {
            numbers = Arrays.stream(numbers).map(n -> n == (int) n ? n : ANY).toArray();
        }
    }

    private static boolean fits(Value value, int count) {
        boolean isWhole =
                value.type() == DataType.INT64 || value.type() == DataType.INT32 || value.type() == DataType.BOOL;
        return isWhole && count <= MOST && Sizes.count(value.dims()) == count;
    }

    static Known of(DataType type, long @Nullable [] dims) {
        return new Known(new Value(type, dims), null);
    }

    static Known of(Constant constant) {
        Value value = new Value(constant.type(), constant.dims());
        return new Known(value, fits(value, constant.count()) ? constant.longs() : null);
    }

    /** Whole numbers in a row, as {@code Shape} gives them. */
    static Known row(long... numbers) {
        return new Known(new Value(DataType.INT64, new long[] {numbers.length}), numbers);
    }

    /** The numbers, or as many unknown ones where only their count is known; null if not even that. */
    long @Nullable [] numbersOrAny() {
        long count = Sizes.count(value.dims());
        if (numbers != null || count < 0 || count > MOST) {
            return numbers;
        }
        long[] unknown = new long[(int) count];
        Arrays.fill(unknown, ANY);
        return unknown;
    }

    /** Whether each of its numbers is known. */
    boolean isCertain() {
        return numbers != null && Arrays.stream(numbers).noneMatch(n -> n == ANY);
    }
}
