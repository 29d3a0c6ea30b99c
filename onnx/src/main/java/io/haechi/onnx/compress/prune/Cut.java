package io.haechi.onnx.compress.prune;

import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.Node;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a {@code Slice} cuts out, as far as the file says it: for each axis first, end and step; null for those not known. */
record Cut(Map<Integer, long @Nullable []> parts) {

    /** The cut of an operator on a tensor of this rank; null if not even its axes are known. */
    static @Nullable Cut of(Graph graph, Node node, int rank) {
        Constant starts = graph.constant(node.input(1));
        Constant ends = graph.constant(node.input(2));
        Constant given = graph.constant(node.input(3));
        Constant steps = graph.constant(node.input(4));
        if (given == null && !node.input(3).isEmpty() || given == null && starts == null) {
            return null;
        }
        int count = given == null ? starts.count() : given.count();
        Map<Integer, long @Nullable []> parts = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            int axis = LayoutTies.axis(given == null ? i : given.longs()[i], rank);
            boolean isKnown = starts != null
                    && ends != null
                    && (steps != null || node.input(4).isEmpty());
            parts.put(
                    axis,
                    isKnown
                            ? new long[] {starts.longs()[i], ends.longs()[i], steps == null ? 1 : steps.longs()[i]}
                            : null);
        }
        return new Cut(parts);
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
