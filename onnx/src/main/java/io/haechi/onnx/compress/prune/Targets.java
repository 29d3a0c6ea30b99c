package io.haechi.onnx.compress.prune;

import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.GraphEdit;
import io.haechi.onnx.graph.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sizes that a {@code Reshape} is told: a constant, or what exporters write where some are unknown, a {@code Concat} of
 * constants and of single numbers computed while the model runs.
 */
final class Targets {
    /** An entry that is only known when the model runs. */
    static final long COMPUTED = Long.MIN_VALUE;

    private Targets() {}

    /** Entry by entry; null if not even their places are known. */
    static long @Nullable [] entries(Graph graph, Places places, String tensor) {
        Constant constant = graph.constant(tensor);
        if (constant != null) {
            return constant.longs();
        }
        Node maker = graph.producer(tensor);
        if (maker == null || !maker.is("Concat")) {
            return null;
        }
        List<Long> entries = new ArrayList<>();
        for (String input : maker.inputs()) {
            Constant part = graph.constant(input);
            int[][] axes = places.of(input);
            if (part != null) {
                Arrays.stream(part.longs()).forEach(entries::add);
            } else if (axes != null && axes.length == 1 && axes[0].length == 1) {
                entries.add(COMPUTED);
            } else {
                return null;
            }
        }
        return entries.stream().mapToLong(Long::longValue).toArray();
    }

    /** The name of a tensor that says the same with these entries where they are not computed. */
    static String rewritten(Graph graph, GraphEdit edit, String tensor, long... entries) {
        Node maker = graph.producer(tensor);
        if (maker == null) {
            return edit.constant(tensor + "_pruned", Constant.of(entries, entries.length));
        }
        List<String> parts = new ArrayList<>();
        int at = 0;
        for (String input : maker.inputs()) {
            Constant part = graph.constant(input);
            if (part == null) {
                parts.add(input);
                at++;
            } else {
                long[] changed = Arrays.copyOfRange(entries, at, at + part.count());
                parts.add(edit.constant(input + "_pruned", Constant.of(changed, changed.length)));
                at += changed.length;
            }
        }
        return edit.add("Concat", tensor + "_pruned", parts, Map.of("axis", 0));
    }
}
