package io.haechi.onnx.compress.prune;

import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.Node;
import io.haechi.onnx.graph.Shapes;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every place of every axis of every tensor, and which of them can only go together.
 *
 * <p>A place is one index of one axis: channel 7 of a convolution's output, row 7 of its weight. Places that are tied form a
 * class (disjoint sets with path halving), and a class goes as a whole or not at all. Class {@value #FIXED} holds what must
 * stay: whatever is tied to it stays too. An axis whose size is unknown has no places; what it is tied to is fixed.
 */
final class Places {
    static final int FIXED = 0;
    /** Axes longer than this (samples of sound, vocabularies) are never pruned and not worth the memory. */
    private static final int LONGEST = 100_000;

    private static final int[] UNKNOWN = {};

    private int[] parents = new int[1 << 12];
    private int count = 1;
    private final Map<String, int[][]> axes = new LinkedHashMap<>();

    /** Fresh places for every tensor of known rank, none tied yet but those of the model's inputs and outputs, which are fixed. */
    Places(Graph graph) {
        Shapes shapes = Shapes.of(graph);
        graph.constants().forEach((name, constant) -> axes.put(name, fresh(constant.dims())));
        graph.inputs().keySet().forEach(name -> add(name, shapes));
        graph.nodes().forEach(node -> node.outputs().forEach(name -> add(name, shapes)));
        graph.inputs().keySet().forEach(this::fix);
        graph.outputs().keySet().forEach(this::fix);
        axes.keySet().stream().filter(graph::isCaptured).forEach(this::fix);
    }

    private void add(String tensor, Shapes shapes) {
        long[] dims = shapes.dims(tensor);
        if (dims != null) {
            axes.put(tensor, fresh(dims));
        }
    }

    private int[][] fresh(long... dims) {
        int[][] places = new int[dims.length][];
        for (int axis = 0; axis < dims.length; axis++) {
            places[axis] = dims[axis] > 0 && dims[axis] <= LONGEST ? fresh((int) dims[axis]) : UNKNOWN;
        }
        return places;
    }

    private int[] fresh(int size) {
        int[] places = new int[size];
        if (count + size > parents.length) {
            parents = Arrays.copyOf(parents, Math.max(count + size, 2 * parents.length));
        }
        for (int i = 0; i < size; i++) {
            parents[count] = count;
            places[i] = count++;
        }
        return places;
    }

    /** The places of a tensor by axis, none for axes of unknown size; null if not even their number is known. */
    int @Nullable [][] of(String tensor) {
        return axes.get(tensor);
    }

    /** Whether the number of axes of all these is known. */
    boolean areKnown(List<String> tensors) {
        return tensors.stream().allMatch(axes::containsKey);
    }

    /** The places of a tensor that is known to be known. */
    int[][] known(String tensor) {
        int[][] places = axes.get(tensor);
        if (places == null) {
            throw new IllegalStateException("The rank of \"" + tensor + "\" is unknown");
        }
        return places;
    }

    /** All tensors' places. */
    Iterable<int[][]> all() {
        return axes.values();
    }

    /** The class that a place is in. */
    int root(int place) {
        int at = place;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }

    boolean isFixed(int place) {
        return root(place) == FIXED;
    }

    /** Whether all places of an axis must stay, or none is known. */
    boolean areFixed(int... axis) {
        return Arrays.stream(axis).allMatch(this::isFixed);
    }

    void fix(int... places) {
        for (int place : places) {
            tie(place, FIXED);
        }
    }

    void fix(String tensor) {
        for (int[] axis : axes.getOrDefault(tensor, new int[0][])) {
            fix(axis);
        }
    }

    /** Fixes all that an operator takes and makes: the answer to every operator that is not understood. */
    void fix(Node node) {
        node.inputs().forEach(this::fix);
        node.outputs().forEach(this::fix);
    }

    void tie(int a, int b) {
        int one = root(a);
        int other = root(b);
        parents[Math.max(one, other)] = Math.min(one, other);
    }

    /** Ties two axes place by place; if their sizes are not known to be equal, both are fixed. */
    void tie(int[] a, int[] b) {
        if (a.length != b.length || a.length == 0) {
            fix(a);
            fix(b);
            return;
        }
        for (int i = 0; i < a.length; i++) {
            tie(a[i], b[i]);
        }
    }

    /** Ties an operand to a result as broadcasting lines them up: from the last axis, one place standing for all. */
    void broadcast(int[][] operand, int[]... result) {
        int offset = result.length - operand.length;
        for (int axis = 0; axis < operand.length; axis++) {
            if (offset + axis < 0 || (operand[axis].length == 1 && result[offset + axis].length != 1)) {
                fix(operand[axis]);
            } else {
                tie(operand[axis], result[offset + axis]);
            }
        }
    }
}
