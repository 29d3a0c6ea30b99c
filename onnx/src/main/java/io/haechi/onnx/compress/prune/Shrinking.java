package io.haechi.onnx.compress.prune;

import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.GraphEdit;
import io.haechi.onnx.graph.Node;
import io.haechi.onnx.graph.Shapes;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Takes places out of a graph: out of every constant that has them, and out of the numbers that count them. */
final class Shrinking {
    private final Graph graph;
    private final Places places;
    private final Set<Integer> gone;
    private final GraphEdit edit;

    private Shrinking(Graph graph, Places places, Set<Integer> gone) {
        this.graph = graph;
        this.places = places;
        this.gone = gone;
        this.edit = graph.edit();
    }

    /** The graph without these classes of places. */
    static Graph without(Graph graph, Places places, Set<Integer> gone) {
        Shrinking shrinking = new Shrinking(graph, places, gone);
        graph.constants().forEach(shrinking::shrink);
        graph.nodes().forEach(shrinking::adapt);
        Graph smaller = shrinking.edit.build();
        shrinking.check(smaller);
        return smaller;
    }

    private void shrink(String name, Constant constant) {
        Constant smaller = constant;
        boolean isChanged = false;
        int[][] axes = places.known(name);
        for (int axis = 0; axis < axes.length; axis++) {
            int[] left = left(axes[axis]);
            if (left.length < axes[axis].length) {
                smaller = smaller.taken(axis, left);
                isChanged = true;
            }
        }
        if (isChanged) {
            edit.replaceConstant(name, smaller);
        }
    }

    /** Which indices of an axis stay. */
    private int[] left(int... axis) {
        return IntStream.range(0, axis.length)
                .filter(i -> !gone.contains(places.root(axis[i])))
                .toArray();
    }

    private boolean shrinks(int... axis) {
        return left(axis).length < axis.length;
    }

    private void adapt(Node node) {
        if (!node.domain().isEmpty() || places.of(node.input(0)) == null || places.of(node.output()) == null) {
            return;
        }
        switch (node.op()) {
            case "Conv", "ConvTranspose" -> adaptGroups(node);
            case "LSTM", "GRU", "RNN" -> adaptUnits(node);
            case "Reshape" -> adaptReshape(node);
            case "Split" -> adaptSplit(node);
            case "Slice" -> adaptSlice(node);
            default -> {}
        }
    }

    /** Depthwise convolutions have a group for each channel; other grouped ones keep the number of their groups. */
    private void adaptGroups(Node node) {
        int[] channels = places.known(node.input(0))[1];
        if (node.integer("group", 1) == channels.length && channels.length > 1 && shrinks(channels)) {
            edit.replace(node, node.with("group", left(channels).length));
        }
    }

    private void adaptUnits(Node node) {
        int[][] state = places.of(node.input(2));
        if (state != null && shrinks(state[2])) {
            edit.replace(node, node.with("hidden_size", left(state[2]).length));
        }
    }

    private void adaptReshape(Node node) {
        int[][] x = places.known(node.input(0));
        int[][] y = places.known(node.output());
        long[] target = Targets.entries(graph, places, node.input(1));
        if (target == null || target.length != y.length) {
            return;
        }
        boolean isChanged = false;
        for (int i = 0; i < y.length; i++) {
            boolean copies = target[i] == 0 && i < x.length && shrinks(x[i]);
            if (target[i] >= 0 && y[i].length > 0 && (copies || shrinks(y[i]))) {
                target[i] = left(y[i]).length;
                isChanged = true;
            }
        }
        if (isChanged) {
            String rewritten = Targets.rewritten(graph, edit, node.input(1), target);
            edit.replace(node, node.withInputs(List.of(node.input(0), rewritten)));
        }
    }

    private void adaptSplit(Node node) {
        int[][] x = places.known(node.input(0));
        int axis = LayoutTies.axis(node.integer("axis", 0), x.length);
        if (!shrinks(x[axis])) {
            return;
        }
        long[] sizes = node.outputs().stream()
                .mapToLong(output -> left(places.known(output)[axis]).length)
                .toArray();
        if (graph.opset() < 13) {
            edit.replace(node, node.with("split", sizes));
            return;
        }
        Map<String, ai.onnx.proto.OnnxMl.AttributeProto> settings = new LinkedHashMap<>(node.attributes());
        settings.remove("num_outputs");
        String given = edit.constant("split_pruned", Constant.of(sizes, sizes.length));
        edit.replace(
                node,
                new Node(
                        node.name(),
                        node.domain(),
                        node.op(),
                        List.of(node.input(0), given),
                        node.outputs(),
                        settings));
    }

    private void adaptSlice(Node node) {
        int[][] x = places.known(node.input(0));
        Cut cut = Cut.of(graph, node, x.length);
        if (cut == null || cut.axes().stream().noneMatch(axis -> shrinks(x[axis]))) {
            return;
        }
        long[][] given = new long[4][cut.axes().size()];
        int at = 0;
        for (int axis : cut.axes()) {
            long[] part = shrinks(x[axis]) ? bounds(cut, axis, x[axis]) : cut.part(axis);
            given[0][at] = part[0];
            given[1][at] = part[1];
            given[2][at] = axis;
            given[3][at++] = part[2];
        }
        List<String> names = Arrays.stream(given)
                .map(numbers -> edit.constant("slice_pruned", Constant.of(numbers, numbers.length)))
                .toList();
        edit.replace(
                node, node.withInputs(List.of(node.input(0), names.get(0), names.get(1), names.get(2), names.get(3))));
    }

    private long[] bounds(Cut cut, int axis, int... whole) {
        int[] bounds = cut.bounds(axis, whole.length);
        return new long[] {left(Arrays.copyOf(whole, bounds[0])).length, left(Arrays.copyOf(whole, bounds[1])).length, 1
        };
    }

    /** Follows the sizes through the smaller graph: each must be what is left of the old one, else a rule is wrong. */
    private void check(Graph smaller) {
        Shapes shapes = Shapes.of(smaller);
        for (Node node : graph.nodes()) {
            for (String output : node.outputs()) {
                int[][] old = places.of(output);
                long[] dims = shapes.dims(output);
                for (int i = 0; old != null && dims != null && i < dims.length; i++) {
                    if (old[i].length > 0 && dims[i] >= 0 && dims[i] != left(old[i]).length) {
                        throw new IllegalStateException("After pruning, axis " + i + " of " + node + " has the size "
                                + dims[i] + ", expected " + left(old[i]).length);
                    }
                }
            }
        }
    }
}
