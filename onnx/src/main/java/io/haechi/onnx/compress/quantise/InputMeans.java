package io.haechi.onnx.compress.quantise;

import io.haechi.onnx.Tensor;
import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.GraphEdit;
import io.haechi.onnx.graph.Node;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** The mean of each channel of what layers take, over all places and examples; each example counts alike. */
final class InputMeans {
    private InputMeans() {}

    static Map<String, float[]> of(
            Graph graph, Collection<WeightedLayer> layers, Iterable<Map<String, Tensor>> examples) {
        GraphEdit edit = graph.edit();
        Map<String, String> outputs = new LinkedHashMap<>();
        for (WeightedLayer layer : layers) {
            String input = layer.node().input(0);
            if (layer.takesShift() && !outputs.containsKey(input)) {
                outputs.put(input, mean(edit, layer));
            }
        }
        outputs.values().forEach(edit::output);
        Map<String, double[]> sums = new LinkedHashMap<>();
        int[] count = new int[1];
        if (!outputs.isEmpty()) {
            Activations.eachRun(edit.build(), new LinkedHashSet<>(outputs.values()), examples, (_, answers) -> {
                count[0]++;
                outputs.forEach((tensor, output) -> {
                    Tensor means = Activations.get(answers, output);
                    add(sums.computeIfAbsent(tensor, _ -> new double[(int) means.shape()[1]]), means.floats());
                });
            });
        }
        Map<String, float[]> means = new LinkedHashMap<>();
        sums.forEach((tensor, sum) -> {
            float[] mean = new float[sum.length];
            for (int c = 0; c < mean.length; c++) {
                mean[c] = (float) (sum[c] / count[0]);
            }
            means.put(tensor, mean);
        });
        return means;
    }

    /** Adds the mean over the batch, whose rows have a value for each channel. */
    private static void add(double[] sum, float[] rows) {
        int batch = rows.length / sum.length;
        for (int i = 0; i < rows.length; i++) {
            sum[i % sum.length] += (double) rows[i] / batch;
        }
    }

    /** The mean over all places but the batch; operators that every operator set has in the same form do it. */
    private static String mean(GraphEdit edit, WeightedLayer layer) {
        Node node = layer.node();
        String places = node.input(0);
        if (!node.is("Conv")) {
            long channels = layer.inputs();
            String rows = reshaped(edit, places, -1, channels);
            String columns = edit.add("Transpose", "columns", List.of(rows), Map.of("perm", new long[] {1, 0}));
            places = reshaped(edit, columns, 1, channels, -1);
        }
        return edit.add("GlobalAveragePool", node.input(0) + "_mean", List.of(places), Map.of());
    }

    private static String reshaped(GraphEdit edit, String tensor, long... sizes) {
        String shape = edit.constant("shape", Constant.of(sizes, sizes.length));
        return edit.add("Reshape", "reshaped", List.of(tensor, shape), Map.of());
    }
}
