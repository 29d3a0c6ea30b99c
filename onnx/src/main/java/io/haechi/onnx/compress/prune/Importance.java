package io.haechi.onnx.compress.prune;

import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How much each channel matters: for a class of places the mean over all weights that make it. */
final class Importance {
    private final Graph graph;
    private final Places places;
    private final Map<Integer, List<Double>> scores = new HashMap<>();

    private Importance(Graph graph, Places places) {
        this.graph = graph;
        this.places = places;
    }

    /** Scores by class, for those classes that the criterion can judge. */
    static Map<Integer, Double> of(Graph graph, Places places, List<Producer> producers, Criterion criterion) {
        Importance importance = new Importance(graph, places);
        switch (criterion) {
            case L1_NORM -> producers.forEach(importance::addNorms);
            case BATCH_NORM_SCALE ->
                graph.nodes().stream()
                        .filter(node -> node.is("BatchNormalization"))
                        .forEach(importance::addScales);
        }
        Map<Integer, Double> means = new HashMap<>();
        importance.scores.forEach((one, all) -> means.put(
                one, all.stream().mapToDouble(Double::doubleValue).average().orElse(0)));
        return means;
    }

    /** Sums of absolute values, divided by the layer's mean: layers have weights of very different size. */
    private void addNorms(Producer producer) {
        Map<Integer, Double> norms = sums(producer, false);
        double mean = norms.values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
        norms.forEach((one, norm) -> add(one, mean == 0 ? 0 : norm / mean));
    }

    private void addScales(Node norm) {
        Producer scale = new Producer(norm, norm.input(1), 0);
        if (places.of(scale.weight()) != null) {
            sums(scale, true).forEach(this::add);
        }
    }

    private void add(int one, double score) {
        scores.computeIfAbsent(one, _ -> new ArrayList<>()).add(score);
    }

    /** For each class the sum (or mean) of the absolute values at its places. */
    private Map<Integer, Double> sums(Producer producer, boolean isMean) {
        Map<Integer, Double> sums = new HashMap<>();
        Weights.Origin origin = Weights.origin(graph, producer.weight(), producer.axis());
        if (origin == null) {
            return sums;
        }
        int[] axis = places.known(producer.weight())[producer.axis()];
        double[] norms = norms(Weights.values(origin, producer.node()), origin);
        Map<Integer, Integer> counts = new HashMap<>();
        for (int i = 0; i < axis.length; i++) {
            int one = places.root(axis[i]);
            if (one != Places.FIXED) {
                sums.merge(one, norms[i], Double::sum);
                counts.merge(one, 1, Integer::sum);
            }
        }
        if (isMean) {
            sums.replaceAll((one, sum) -> sum / counts.getOrDefault(one, 1));
        }
        return sums;
    }

    private static double[] norms(float[] values, Weights.Origin origin) {
        long[] dims = origin.constant().dims();
        int size = (int) dims[origin.axis()];
        int inner = 1;
        for (int i = origin.axis() + 1; i < dims.length; i++) {
            inner *= (int) dims[i];
        }
        double[] norms = new double[size];
        for (int i = 0; i < values.length; i++) {
            norms[i / inner % size] += Math.abs(values[i]);
        }
        return norms;
    }
}
