package io.haechi.onnx.compress.prune;

import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.Node;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** What a {@code Slice} cuts out, as far as the file says it: for each axis first, end and step; null for those not known. */
record Cut(Map<Integer, long @Nullable []> parts) {

    /** The cut of an operator on a tensor of this rank; null if not even its axes are known. */
    static @Nullable Cut of(Graph graph, Node node, int rank) {
        Constant starts = graph.constant(node.input(1));
        Constant ends = graph.constant(node.input(2));
        Constant axes = graph.constant(node.input(3));
        Constant steps = graph.constant(node.input(4));
        boolean isKnown = starts != null
                && ends != null
                && (steps != null || node.input(4).isEmpty());
        Map<Integer, long @Nullable []> parts = new LinkedHashMap<>();
        long[] along;
        if (axes != null) {
            along = axes.longs();
        } else if (starts != null && node.input(3).isEmpty()) {
            along = LongStream.range(0, starts.count()).toArray();
        } else {
            return null;
        }
        for (int i = 0; i < along.length; i++) {
            parts.put(
                    LayoutTies.axis(along[i], rank),
                    isKnown ? new long[] {at(starts, i, 0), at(ends, i, 0), at(steps, i, 1)} : null);
        }
        return new Cut(parts);
    }

    private static long at(@Nullable Constant numbers, int index, long ifAbsent) {
        return numbers == null ? ifAbsent : numbers.longs()[index];
    }

    Set<Integer> axes() {
        return parts.keySet();
    }

    /** Whether the part along this axis is known and without gaps. */
    boolean isPlain(int axis) {
        long[] part = parts.get(axis);
        return part != null && part[2] == 1;
    }

    /** The places that are cut out of an axis. */
    int[] apply(int axis, int... places) {
        int[] bounds = bounds(axis, places.length);
        return Arrays.copyOfRange(places, bounds[0], bounds[1]);
    }

    /** First place and end within an axis of this size. */
    int[] bounds(int axis, int size) {
        long[] part = part(axis);
        int start = bounded(part[0], size);
        return new int[] {start, Math.max(start, bounded(part[1], size))};
    }

    /** First, end and step along an axis, as the file says them. */
    long[] part(int axis) {
        long[] part = parts.get(axis);
        if (part == null) {
            throw new IllegalStateException("The part along axis " + axis + " is not known");
        }
        return part;
    }

    private static int bounded(long place, int size) {
        return (int) Math.clamp(place < 0 ? place + size : place, 0L, (long) size);
    }
}
