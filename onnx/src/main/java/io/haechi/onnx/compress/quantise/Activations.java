package io.haechi.onnx.compress.quantise;

import io.haechi.core.ModelException;
import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.Tensor;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.GraphEdit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What the tensors inside a graph become on examples, by running it with these tensors as outputs.
 *
 * <p>A network's activations may be many times its weights; so tensors are looked at in groups, each small enough, and the
 * examples run once for each group.
 */
final class Activations {
    /** At most this many values are copied out of one run, unless a single tensor has more: 64 MB. */
    private static final long MOST_VALUES = 1L << 24;

    private Activations() {}

    /** Extremes of a tensor over all examples, and how many values it had on the first. */
    record Extremes(float least, float greatest, long count) {
        private Extremes and(Extremes other) {
            return new Extremes(Math.min(least, other.least), Math.max(greatest, other.greatest), count);
        }
    }

    /** Takes the values of one tensor on one example. */
    @FunctionalInterface
    interface Visitor {
        void visit(String tensor, float[] values);
    }

    /** Least and greatest value of each tensor; computed inside the graph, so that hardly anything is copied. */
    static Map<String, Extremes> extremes(
            Graph graph, Collection<String> tensors, Iterable<Map<String, Tensor>> examples) {
        GraphEdit edit = graph.edit();
        Map<String, List<String>> figures = new LinkedHashMap<>();
        for (String tensor : new LinkedHashSet<>(tensors)) {
            List<String> names = new ArrayList<>();
            // The mean is not finite if any value is not: maxima pass over NaN.
            for (String op : List.of("ReduceMin", "ReduceMax", "ReduceMean")) {
                names.add(edit.add(op, tensor + "_" + op, List.of(tensor), Map.of("keepdims", 0)));
            }
            names.add(edit.add("Size", tensor + "_size", List.of(tensor), Map.of()));
            names.forEach(edit::output);
            figures.put(tensor, names);
        }
        Set<String> wanted = new LinkedHashSet<>();
        figures.values().forEach(wanted::addAll);
        Map<String, Extremes> extremes = new LinkedHashMap<>();
        eachRun(
                edit.build(),
                wanted,
                examples,
                (number, answers) -> figures.forEach((tensor, names) ->
                        extremes.merge(tensor, read(tensor, number, names, answers), Extremes::and)));
        return extremes;
    }

    private static Extremes read(String tensor, int number, List<String> names, Map<String, Tensor> answers) {
        long count = get(answers, names.get(3)).longs()[0];
        if (count == 0) {
            throw new ModelException("The tensor \"" + tensor + "\" is empty on calibration example " + number);
        }
        float[] figures = new float[3];
        for (int i = 0; i < figures.length; i++) {
            figures[i] = get(answers, names.get(i)).floats()[0];
            if (!Float.isFinite(figures[i])) {
                throw new ModelException("The tensor \"" + tensor + "\" is not finite on calibration example " + number
                        + "; no range can be measured, so look at the example, or keep out the layers that it feeds");
            }
        }
        return new Extremes(figures[0], figures[1], count);
    }

    /** Shows all values of each tensor on each example; the examples are run once for each group of tensors. */
    static void each(
            Graph graph, Map<String, Extremes> tensors, Iterable<Map<String, Tensor>> examples, Visitor visitor) {
        Map<String, Long> counts = new LinkedHashMap<>();
        tensors.forEach((tensor, seen) -> counts.put(tensor, seen.count()));
        for (Set<String> group : groups(counts)) {
            GraphEdit edit = graph.edit();
            Map<String, String> shown = new LinkedHashMap<>();
            group.forEach(tensor -> shown.put(tensor, shown(graph, edit, tensor)));
            Set<String> wanted = new LinkedHashSet<>(shown.values());
            eachRun(
                    edit.build(),
                    wanted,
                    examples,
                    (_, answers) -> shown.forEach((tensor, output) ->
                            visitor.visit(tensor, get(answers, output).floats())));
        }
    }

    /** Makes a tensor an output; an input of the model by a copy of it. */
    static String shown(Graph graph, GraphEdit edit, String tensor) {
        boolean isInput = graph.inputs().containsKey(tensor);
        String output = isInput ? edit.add("Identity", tensor + "_copy", List.of(tensor), Map.of()) : tensor;
        edit.output(output);
        return output;
    }

    /** Tensors with this many values, in groups small enough to be looked at together. */
    static List<Set<String>> groups(Map<String, Long> counts) {
        List<Set<String>> groups = new ArrayList<>();
        long values = MOST_VALUES;
        for (Map.Entry<String, Long> tensor : counts.entrySet()) {
            values += tensor.getValue();
            if (values > MOST_VALUES || groups.isEmpty()) {
                groups.add(new LinkedHashSet<>());
                values = tensor.getValue();
            }
            groups.getLast().add(tensor.getKey());
        }
        return groups;
    }

    /** How many values each tensor has on the first example. */
    static Map<String, Long> counts(Graph graph, Collection<String> tensors, Iterable<Map<String, Tensor>> examples) {
        GraphEdit edit = graph.edit();
        Map<String, String> sizes = new LinkedHashMap<>();
        for (String tensor : tensors) {
            sizes.put(tensor, edit.add("Size", tensor + "_size", List.of(tensor), Map.of()));
        }
        sizes.values().forEach(edit::output);
        Iterator<Map<String, Tensor>> first = examples.iterator();
        Map<String, Long> counts = new LinkedHashMap<>();
        if (first.hasNext() && !sizes.isEmpty()) {
            eachRun(
                    edit.build(),
                    new LinkedHashSet<>(sizes.values()),
                    List.of(first.next()),
                    (_, answers) -> sizes.forEach((tensor, size) ->
                            counts.put(tensor, get(answers, size).longs()[0])));
        }
        return counts;
    }

    /** Takes what one run gave; runs are numbered from one. */
    @FunctionalInterface
    interface Answers {
        void take(int number, Map<String, Tensor> answers);
    }

    static void eachRun(Graph graph, Set<String> wanted, Iterable<Map<String, Tensor>> examples, Answers answers) {
        try (OnnxRunner runner = OnnxRunner.open(graph.toBytes(), threads())) {
            int number = 0;
            for (Map<String, Tensor> example : examples) {
                number++;
                answers.take(number, run(runner, example, wanted, number));
            }
            if (number == 0) {
                throw new ModelException(
                        "There is no calibration example; at least one is needed, a hundred are better");
            }
        }
    }

    private static Map<String, Tensor> run(
            OnnxRunner runner, Map<String, Tensor> example, Set<String> wanted, int number) {
        try {
            return runner.run(example, wanted);
        } catch (IllegalArgumentException | ModelException e) {
            throw new ModelException("Calibration example " + number + " does not fit the model: " + e.getMessage(), e);
        }
    }

    static int threads() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    static Tensor get(Map<String, Tensor> answers, String name) {
        return Objects.requireNonNull(answers.get(name), name);
    }
}
