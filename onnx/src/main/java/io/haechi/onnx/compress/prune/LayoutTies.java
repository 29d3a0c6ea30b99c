package io.haechi.onnx.compress.prune;

import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.Node;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The ties of operators that only move values about, and of those that sum them up along an axis. */
final class LayoutTies {
    private final Graph graph;
    private final Places places;

    LayoutTies(Graph graph, Places places) {
        this.graph = graph;
        this.places = places;
    }

    void transpose(Node node) {
        int[][] x = places.known(node.input(0));
        int[][] y = places.known(node.output());
        long[] order = node.integers("perm");
        for (int i = 0; i < y.length; i++) {
            places.tie(x[order == null ? x.length - 1 - i : (int) order[i]], y[i]);
        }
    }

    void concat(Node node) {
        int[][] y = places.known(node.output());
        int axis = axis(node.integer("axis", 0), y.length);
        List<int[][]> parts = node.inputs().stream().map(places::known).toList();
        int[] joined =
                parts.stream().flatMapToInt(part -> Arrays.stream(part[axis])).toArray();
        boolean isWhole = parts.stream().allMatch(part -> part[axis].length > 0);
        places.tie(isWhole ? joined : new int[0], y[axis]);
        if (!isWhole) {
            places.fix(joined);
        }
        for (int[][] part : parts) {
            tieOthers(part, y, Set.of(axis));
        }
    }

    void split(Node node) {
        int[][] x = places.known(node.input(0));
        int axis = axis(node.integer("axis", 0), x.length);
        places.fix(node.input(1));
        List<int[][]> parts = node.outputs().stream().map(places::known).toList();
        int total = parts.stream().mapToInt(part -> part[axis].length).sum();
        boolean isWhole = parts.stream().allMatch(part -> part[axis].length > 0) && total == x[axis].length;
        int start = 0;
        for (int[][] part : parts) {
            int end = start + part[axis].length;
            places.tie(isWhole ? Arrays.copyOfRange(x[axis], start, end) : new int[0], part[axis]);
            tieOthers(part, x, Set.of(axis));
            start = end;
        }
        if (!isWhole) {
            places.fix(x[axis]);
        }
    }

    void slice(Node node) {
        int[][] x = places.known(node.input(0));
        int[][] y = places.known(node.output());
        Cut cut = Cut.of(graph, node, x.length);
        if (cut == null) {
            places.fix(node);
            return;
        }
        node.inputs().stream().skip(1).forEach(places::fix);
        tieOthers(x, y, cut.axes());
        for (int axis : cut.axes()) {
            int[] left = cut.isPlain(axis) ? cut.apply(axis, x[axis]) : new int[0];
            places.tie(left, y[axis]);
            if (left.length == 0) {
                places.fix(x[axis]);
            }
        }
    }

    /** What is looked up in is fixed along the axis of the look-up; a table's other axes go through. */
    void gather(Node node) {
        int[][] data = places.known(node.input(0));
        int[][] index = places.known(node.input(1));
        int[][] y = places.known(node.output());
        int axis = axis(node.integer("axis", 0), data.length);
        places.fix(node.input(1));
        places.fix(data[axis]);
        for (int i = 0; i < index.length; i++) {
            places.fix(y[axis + i]);
        }
        for (int i = 0; i < data.length; i++) {
            if (i != axis) {
                places.tie(data[i], y[i < axis ? i : i + index.length - 1]);
            }
        }
    }

    void squeeze(Node node) {
        int[][] x = places.known(node.input(0));
        int[][] y = places.known(node.output());
        boolean grows = y.length > x.length;
        int[][] more = grows ? y : x;
        int[][] fewer = grows ? x : y;
        int[] axes = axes(node, more.length);
        if (axes == null || axes.length != more.length - fewer.length) {
            places.fix(node);
            return;
        }
        places.fix(node.input(1));
        Set<Integer> gone = set(axes);
        int at = 0;
        for (int i = 0; i < more.length; i++) {
            if (!gone.contains(i)) {
                places.tie(more[i], fewer[at++]);
            }
        }
    }

    /** Axes that are summed up must keep all that the sum is over; a mean or largest value would change. */
    void reduce(Node node) {
        int[][] x = places.known(node.input(0));
        int[][] y = places.known(node.output());
        int[] axes = axes(node, x.length);
        boolean keeps = node.integer("keepdims", 1) != 0;
        if (axes == null || y.length != (keeps ? x.length : x.length - axes.length)) {
            places.fix(node);
            return;
        }
        places.fix(node.input(1));
        Set<Integer> gone = set(axes);
        int at = 0;
        for (int i = 0; i < x.length; i++) {
            if (gone.contains(i)) {
                places.fix(x[i]);
                at += keeps ? 1 : 0;
            } else {
                places.tie(x[i], y[at++]);
            }
        }
    }

    void pad(Node node) {
        int[][] x = places.known(node.input(0));
        int[][] y = places.known(node.output());
        Constant given = graph.constant(node.input(1));
        long[] pads = node.inputs().size() < 2 ? node.integers("pads") : given == null ? null : given.longs();
        if (pads == null || pads.length != 2 * x.length || !node.input(3).isEmpty()) {
            places.fix(node);
            return;
        }
        node.inputs().stream().skip(1).forEach(places::fix);
        for (int i = 0; i < x.length; i++) {
            tieUnless(pads[i] != 0 || pads[i + x.length] != 0, x[i], y[i]);
        }
    }

    void resize(Node node) {
        int[][] x = places.known(node.input(0));
        int[][] y = places.known(node.output());
        Constant given = graph.constant(node.input(node.is("Upsample") ? 1 : 2));
        if (given == null || given.count() != x.length || node.integers("axes") != null) {
            places.fix(node);
            return;
        }
        node.inputs().stream().skip(1).forEach(places::fix);
        float[] scales = given.floats();
        for (int i = 0; i < x.length; i++) {
            tieUnless(scales[i] != 1, x[i], y[i]);
        }
    }

    /** Sizes that are asked for while the model runs must stay; where they are picked one by one, only those. */
    void shape(Node node) {
        int[][] x = places.known(node.input(0));
        int start = (int) bounded(node.integer("start", 0), x.length);
        int end = (int) bounded(node.integer("end", x.length), x.length);
        Set<Integer> asked = new HashSet<>();
        if (graph.isOutput(node.output()) || graph.isCaptured(node.output())) {
            places.fix(node);
        }
        for (Node consumer : graph.consumers(node.output())) {
            Constant index = consumer.is("Gather") ? graph.constant(consumer.input(1)) : null;
            if (index == null || index.isFloat() || !consumer.input(0).equals(node.output())) {
                asked.addAll(IntStream.range(start, end).boxed().toList());
            } else {
                Arrays.stream(index.longs()).forEach(i -> asked.add((int) (i < 0 ? i + end : i + start)));
            }
        }
        asked.stream().filter(axis -> axis >= 0 && axis < x.length).forEach(axis -> places.fix(x[axis]));
        places.fix(node.output());
    }

    private static long bounded(long place, int rank) {
        return Math.clamp(place < 0 ? place + rank : place, 0L, rank);
    }

    private void tieUnless(boolean isChanged, int[] x, int... y) {
        if (isChanged) {
            places.fix(x);
            places.fix(y);
        } else {
            places.tie(x, y);
        }
    }

    private void tieOthers(int[][] a, int[][] b, Set<Integer> but) {
        for (int i = 0; i < a.length; i++) {
            if (!but.contains(i)) {
                places.tie(a[i], b[i]);
            }
        }
    }

    /** The axes that an operator names, as a setting or as its second input; null if they are only known when it runs. */
    private int @Nullable [] axes(Node node, int rank) {
        long[] axes = node.integers("axes");
        if (axes == null) {
            Constant given = graph.constant(node.input(1));
            axes = given == null ? null : given.longs();
        }
        return axes == null || axes.length == 0
                ? null
                : Arrays.stream(axes).mapToInt(axis -> axis(axis, rank)).toArray();
    }

    private static Set<Integer> set(int... axes) {
        Set<Integer> set = new HashSet<>();
        Arrays.stream(axes).forEach(set::add);
        return set;
    }

    static int axis(long axis, int rank) {
        return Objects.checkIndex((int) (axis < 0 ? axis + rank : axis), rank);
    }
}
