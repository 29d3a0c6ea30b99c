package io.haechi.onnx.compress.prune;

import io.haechi.onnx.graph.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The ties of operators with weights, and of those that treat channels each for itself. */
final class LayerTies {
    private final Places places;
    private final boolean acrossNorms;
    private final List<Producer> producers = new ArrayList<>();

    LayerTies(Places places, boolean acrossNorms) {
        this.places = places;
        this.acrossNorms = acrossNorms;
    }

    List<Producer> producers() {
        return List.copyOf(producers);
    }

    /** {@code W [out, in / groups, ...]}. */
    void convolution(Node node) {
        int[][] x = places.known(node.input(0));
        int[][] w = places.known(node.input(1));
        int[][] y = places.known(node.output());
        int groups = (int) node.integer("group", 1);
        if (!isConvolution(x, w, y) || x[1].length != groups * w[1].length) {
            places.fix(node);
            return;
        }
        channelsOnly(x, y);
        fixFrom(2, w);
        places.tie(w[0], y[1]);
        bias(node, 2, y[1]);
        if (groups == 1) {
            places.tie(w[1], x[1]);
        } else if (w[1].length == 1) {
            places.fix(w[1]);
            spread(x[1], w[0]);
        } else {
            repeat(w[1], x[1]);
            repeat(Arrays.copyOf(w[0], w[0].length / groups), w[0]);
        }
        producers.add(new Producer(node, node.input(1), 0));
    }

    /** {@code W [in, out / groups, ...]}. */
    void transposedConvolution(Node node) {
        int[][] x = places.known(node.input(0));
        int[][] w = places.known(node.input(1));
        int[][] y = places.known(node.output());
        int groups = (int) node.integer("group", 1);
        if (!isConvolution(x, w, y) || y[1].length != groups * w[1].length) {
            places.fix(node);
            return;
        }
        channelsOnly(x, y);
        fixFrom(2, w);
        places.tie(w[0], x[1]);
        bias(node, 2, y[1]);
        if (groups == 1) {
            places.tie(w[1], y[1]);
        } else if (w[0].length == groups) {
            places.fix(w[1]);
            spread(x[1], y[1]);
        } else {
            repeat(w[1], y[1]);
            repeat(Arrays.copyOf(w[0], w[0].length / groups), w[0]);
        }
        producers.add(new Producer(node, node.input(1), groups > 1 && w[0].length == groups ? 0 : 1));
    }

    private static boolean isConvolution(int[][] x, int[][] w, int[][] y) {
        return w.length > 2 && x.length == w.length && y.length == w.length;
    }

    /** Each of a few channels makes as many neighbouring ones: they go with it. */
    private void spread(int[] few, int... many) {
        if (few.length == 0 || many.length % few.length != 0) {
            places.fix(few);
            places.fix(many);
            return;
        }
        int each = many.length / few.length;
        for (int i = 0; i < many.length; i++) {
            places.tie(few[i / each], many[i]);
        }
    }

    /** The same places again in every group: a group can only lose what all others lose too. */
    private void repeat(int[] one, int... all) {
        if (one.length == 0 || all.length % one.length != 0) {
            places.fix(one);
            places.fix(all);
            return;
        }
        for (int i = 0; i < all.length; i++) {
            places.tie(one[i % one.length], all[i]);
        }
    }

    private void bias(Node node, int input, int... channels) {
        if (!node.input(input).isEmpty()) {
            places.broadcast(places.known(node.input(input)), channels);
        }
    }

    void gemm(Node node) {
        int[][] a = places.known(node.input(0));
        int[][] b = places.known(node.input(1));
        int[][] y = places.known(node.output());
        if (a.length != 2 || b.length != 2 || y.length != 2) {
            places.fix(node);
            return;
        }
        int shared = (int) node.integer("transB", 0);
        int rows = (int) node.integer("transA", 0);
        places.tie(a[rows], y[0]);
        places.tie(a[1 - rows], b[shared]);
        places.tie(b[1 - shared], y[1]);
        if (!node.input(2).isEmpty()) {
            places.broadcast(places.known(node.input(2)), y);
        }
        producers.add(new Producer(node, node.input(1), 1 - shared));
    }

    void product(Node node) {
        int[][] a = places.known(node.input(0));
        int[][] b = places.known(node.input(1));
        int[][] y = places.known(node.output());
        if (a.length < 2 || b.length < 2) {
            places.fix(node);
            return;
        }
        places.tie(a[a.length - 1], b[b.length - 2]);
        places.tie(a[a.length - 2], y[y.length - 2]);
        places.tie(b[b.length - 1], y[y.length - 1]);
        int[][] batch = Arrays.copyOf(y, y.length - 2);
        places.broadcast(Arrays.copyOf(a, a.length - 2), batch);
        places.broadcast(Arrays.copyOf(b, b.length - 2), batch);
        producers.add(new Producer(node, node.input(1), b.length - 1));
        producers.add(new Producer(node, node.input(0), a.length - 2));
    }

    /**
     * {@code W [directions, gates * units, in], R [directions, gates * units, units], B [directions, 2 * gates * units]}: a
     * unit is a row in every gate of every direction, and a column of R.
     */
    void recurrent(Node node, int gates) {
        int[][] x = places.known(node.input(0));
        int[][] w = places.known(node.input(1));
        int[][] r = places.known(node.input(2));
        if (node.integer("layout", 0) != 0 || x.length != 3 || w.length != 3 || r.length != 3) {
            places.fix(node);
            return;
        }
        int[] units = r[2];
        places.fix(x[0]);
        places.fix(x[1]);
        places.tie(x[2], w[2]);
        places.fix(w[0]);
        places.fix(r[0]);
        repeat(units, w[1]);
        repeat(units, r[1]);
        places.fix(node.input(4));
        for (int optional : new int[] {3, 5, 6, 7}) {
            perUnit(node.input(optional), units);
        }
        node.outputs().forEach(output -> perUnit(output, units));
        producers.add(new Producer(node, node.input(1), 1));
        producers.add(new Producer(node, node.input(2), 1));
    }

    private void perUnit(String tensor, int... units) {
        int[][] axes = places.of(tensor);
        if (axes != null && axes.length > 0) {
            for (int i = 0; i < axes.length - 1; i++) {
                places.fix(axes[i]);
            }
            repeat(units, axes[axes.length - 1]);
        }
    }

    /** Per channel, with statistics over everything else or given ones. */
    void channelNorm(Node node) {
        int[][] x = places.known(node.input(0));
        int[][] y = places.known(node.output());
        // Before operator set 9 the normalisation could be told to look at each pixel for itself.
        boolean perChannel = node.integer("spatial", 1) != 0;
        if (x.length < 2 || !perChannel || node.outputs().stream().skip(1).anyMatch(output -> !output.isEmpty())) {
            places.fix(node);
            return;
        }
        places.broadcast(x, y);
        for (int i = 1; i < node.inputs().size(); i++) {
            bias(node, i, y[1]);
        }
    }

    /** Over the last axes: what goes changes the mean and deviation of what stays, so it goes only if asked for. */
    void layerNorm(Node node) {
        int[][] x = places.known(node.input(0));
        int[][] y = places.known(node.output());
        int axis = (int) node.integer("axis", -1);
        int first = axis < 0 ? x.length + axis : axis;
        if (first < 0 || node.outputs().stream().skip(1).anyMatch(output -> !output.isEmpty())) {
            places.fix(node);
            return;
        }
        places.broadcast(x, y);
        for (int i = 1; i < node.inputs().size(); i++) {
            if (!node.input(i).isEmpty()) {
                places.broadcast(places.known(node.input(i)), y);
            }
        }
        if (!acrossNorms) {
            fixFrom(first, y);
        }
    }

    void pool(Node node) {
        int[][] x = places.known(node.input(0));
        int[][] y = places.known(node.output());
        if (x.length < 3 || x.length != y.length || node.outputs().size() > 1) {
            places.fix(node);
            return;
        }
        channelsOnly(x, y);
        places.tie(x[1], y[1]);
    }

    void softmax(Node node, int opset) {
        int[][] x = places.known(node.input(0));
        int axis = (int) node.integer("axis", opset < 13 ? 1 : -1);
        int first = axis < 0 ? x.length + axis : axis;
        if (first < 0 || first >= x.length) {
            places.fix(node);
            return;
        }
        places.broadcast(x, places.known(node.output()));
        // Before operator set 13 the sum went over this axis and all behind it.
        fixFrom(first, opset < 13 ? x : Arrays.copyOf(x, first + 1));
    }

    /** Ties the batch and fixes height, width and whatever else is slid over. */
    private void channelsOnly(int[][] x, int[][] y) {
        places.tie(x[0], y[0]);
        fixFrom(2, x);
        fixFrom(2, y);
    }

    private void fixFrom(int first, int[]... axes) {
        for (int i = first; i < axes.length; i++) {
            places.fix(axes[i]);
        }
    }
}
