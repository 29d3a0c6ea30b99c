package io.haechi.onnx.graph;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arithmetic on the sizes of tensors, of which some are not known ({@link #FREE}). */
final class Sizes {
    static final long FREE = -1;

    private Sizes() {}

    /** So many unknown sizes. */
    static long[] free(int rank) {
        if (rank > 64) {
            throw new IllegalArgumentException("No tensor has " + rank + " axes");
        }
        long[] dims = new long[rank];
        Arrays.fill(dims, FREE);
        return dims;
    }

    /** How many values a tensor of these sizes has; {@link #FREE} if that is not known. */
    static long count(long @Nullable [] dims) {
        if (dims == null) {
            return FREE;
        }
        long count = 1;
        boolean isKnown = true;
        for (long size : dims) {
            if (size == 0) {
                return 0;
            }
            isKnown &= size > 0;
            count = isKnown ? Math.multiplyExact(count, size) : FREE;
        }
        return count;
    }

    /** An axis counted from the front; IllegalArgumentException if the tensor has no such axis. */
    static int axis(long axis, int rank) {
        long place = axis < 0 ? axis + rank : axis;
        if (place < 0 || place >= rank) {
            throw new IllegalArgumentException("A tensor of rank " + rank + " has no axis " + axis);
        }
        return (int) place;
    }

    /** The same sizes but one. */
    static long[] with(long[] dims, int axis, long size) {
        long[] changed = dims.clone();
        changed[axis] = size;
        return changed;
    }

    /** The sizes from one place to before another. */
    static long[] part(long[] dims, int from, int to) {
        return Arrays.copyOfRange(dims, from, to);
    }

    /** Sizes one after the other. */
    static long[] joined(long[]... parts) {
        return Arrays.stream(parts).flatMapToLong(Arrays::stream).toArray();
    }

    /** A product or sum's operand may be unknown: then so is the result. */
    static long plus(long a, long b) {
        return a < 0 || b < 0 ? FREE : Math.addExact(a, b);
    }

    static long times(long a, long b) {
        return a == 0 || b == 0 ? 0 : a < 0 || b < 0 ? FREE : Math.multiplyExact(a, b);
    }

    /**
     * The sizes that tensors of these sizes are spread to when they are taken together; null if a rank is not known.
     * IllegalArgumentException if they do not go together.
     */
    static long @Nullable [] broadcast(List<long @Nullable []> all) {
        long[] result = new long[0];
        for (long[] dims : all) {
            if (dims == null) {
                return null;
            }
            result = broadcast(result, dims);
        }
        return result;
    }

    private static long[] broadcast(long[] a, long[] b) {
        int rank = Math.max(a.length, b.length);
        long[] result = new long[rank];
        for (int i = 0; i < rank; i++) {
            int inA = i - rank + a.length;
            int inB = i - rank + b.length;
            result[i] = together(inA < 0 ? 1 : a[inA], inB < 0 ? 1 : b[inB]);
        }
        return result;
    }

    private static long together(long a, long b) {
        if (a == b || b == 1) {
            return a;
        }
        if (a == 1 || a == FREE) {
            return b;
        }
        if (b == FREE) {
            return a;
        }
        throw new IllegalArgumentException("The sizes " + a + " and " + b + " do not go together");
    }
}
