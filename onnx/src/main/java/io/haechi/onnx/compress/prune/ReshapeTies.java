package io.haechi.onnx.compress.prune;

import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.Node;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The ties of reshaping: which axes are the same before and after, and which are merged or split.
 *
 * <p>Values keep their order, so axes before and after fall into blocks of equal size. In a block one long axis stands
 * against several: {@code [heads * size]} against {@code [heads, size]}. Only one of the several can lose places, else what
 * is left of the long axis is no rectangle; the first that may is taken, which is the channel in front of height and width,
 * and the head in front of its features.
 */
final class ReshapeTies {
    private final Graph graph;
    private final Places places;

    ReshapeTies(Graph graph, Places places) {
        this.graph = graph;
        this.places = places;
    }

    void flatten(Node node) {
        int[][] x = places.known(node.input(0));
        int[][] y = places.known(node.output());
        int rank = x.length;
        long given = node.integer("axis", 1);
        int axis = (int) Math.clamp(given < 0 ? given + rank : given, 0L, (long) rank);
        block(Arrays.copyOf(x, axis), new int[][] {y[0]});
        block(Arrays.copyOfRange(x, axis, rank), new int[][] {y[1]});
    }

    void reshape(Node node) {
        int[][] x = places.known(node.input(0));
        int[][] y = places.known(node.output());
        long[] target = Targets.entries(graph, places, node.input(1));
        places.fix(node.input(1));
        if (target == null || target.length != y.length) {
            places.fix(node);
            return;
        }
        boolean copies = node.integer("allowzero", 0) == 0;
        for (int i = 0; i < y.length; i++) {
            if (target[i] == Targets.COMPUTED) {
                places.fix(y[i]);
            }
        }
        int[] from = {0, x.length};
        int[] to = {0, y.length};
        while (from[0] < from[1]
                && to[0] < to[1]
                && front(x, y, from, to, copies && from[0] == to[0] ? target : null)) {}
        while (from[0] < from[1] && to[0] < to[1] && back(x, y, from, to)) {}
        // What could not be lined up stays as it is.
        Arrays.stream(x, from[0], from[1]).forEach(places::fix);
        Arrays.stream(y, to[0], to[1]).forEach(places::fix);
    }

    /** Takes the smallest block of equal size off the front; false if sizes are unknown. */
    private boolean front(int[][] x, int[][] y, int[] from, int[] to, long @Nullable [] copied) {
        if (copied != null && copied[to[0]] == 0) {
            places.tie(x[from[0]++], y[to[0]++]);
            return true;
        }
        int i = from[0];
        int j = to[0];
        long left = x[i++].length;
        long right = y[j++].length;
        while (left != right && left > 0 && right > 0) {
            if (left < right) {
                left *= i < from[1] ? x[i++].length : 0;
            } else {
                right *= j < to[1] ? y[j++].length : 0;
            }
        }
        if (left == 0 || right == 0) {
            return false;
        }
        block(Arrays.copyOfRange(x, from[0], i), Arrays.copyOfRange(y, to[0], j));
        from[0] = i;
        to[0] = j;
        return true;
    }

    /** Takes the smallest block of equal size off the back. */
    private boolean back(int[][] x, int[][] y, int[] from, int[] to) {
        int i = from[1];
        int j = to[1];
        long left = x[--i].length;
        long right = y[--j].length;
        while (left != right && left > 0 && right > 0) {
            if (left < right) {
                left *= i > from[0] ? x[--i].length : 0;
            } else {
                right *= j > to[0] ? y[--j].length : 0;
            }
        }
        if (left == 0 || right == 0) {
            return false;
        }
        block(Arrays.copyOfRange(x, i, from[1]), Arrays.copyOfRange(y, j, to[1]));
        from[1] = i;
        to[1] = j;
        return true;
    }

    private void block(int[][] x, int[][] y) {
        if (y.length == 1) {
            merge(x, y[0]);
        } else if (x.length == 1) {
            merge(y, x[0]);
        } else {
            Arrays.stream(x).forEach(places::fix);
            Arrays.stream(y).forEach(places::fix);
        }
    }

    /** Ties several axes to the one that they are merged into. */
    private void merge(int[][] parts, int... whole) {
        if (parts.length == 1) {
            places.tie(parts[0], whole);
            return;
        }
        long size = Arrays.stream(parts).mapToLong(part -> part.length).reduce(1, (a, b) -> a * b);
        int carrier = size > 0 && size == whole.length ? carrier(parts) : -1;
        int inner = 1;
        for (int i = parts.length - 1; i > carrier; i--) {
            inner *= parts[i].length;
        }
        for (int i = 0; i < parts.length; i++) {
            if (i != carrier) {
                places.fix(parts[i]);
            }
        }
        for (int i = 0; i < whole.length; i++) {
            places.tie(carrier < 0 ? Places.FIXED : parts[carrier][i / inner % parts[carrier].length], whole[i]);
        }
    }

    private int carrier(int[][] parts) {
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].length > 1 && !places.areFixed(parts[i])) {
                return i;
            }
        }
        return -1;
    }
}
