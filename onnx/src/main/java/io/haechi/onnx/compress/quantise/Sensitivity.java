package io.haechi.onnx.compress.quantise;

import io.haechi.core.ModelException;
import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.Tensor;
import io.haechi.onnx.graph.Graph;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What quantising a single layer costs at the model's output.
 *
 * @param layer the operator's name
 * @param op what it is
 * @param decibels power of the float model's outputs over that of the differences which quantising this layer alone makes;
 *     the less, the more sensitive
 */
public record Sensitivity(String layer, String op, double decibels) {

    /**
     * Quantises one layer at a time and compares the outputs on examples; most sensitive first.
     *
     * <p>It takes one pass over the examples for each layer, so a few dozen examples do. Errors of several layers add up
     * roughly like independent noise; where they do not, {@link MixedPrecision} corrects itself by measuring accuracy.
     *
     * <pre>{@code
     * Calibration calibration = quantisation.calibration(graph, examples);
     * List<Sensitivity> order = Sensitivity.of(
     *         graph, quantisation.candidates(graph), examples,
     *         layers -> quantisation.withLayers(layers).apply(graph, calibration));
     * }</pre>
     *
     * @param layers names of the layers to try, at least one
     * @param quantise makes the quantised graph for a choice of layers
     * @throws ModelException if there is no example, or one does not fit
     * @see <a href="https://arxiv.org/abs/2004.09602">Wu et al., Integer quantization for deep learning inference, 2020,
     *     section 4.3</a>
     */
    public static List<Sensitivity> of(
            Graph graph,
            Collection<String> layers,
            Iterable<Map<String, Tensor>> examples,
            Function<LayerChoice, Graph> quantise) {
        List<Map<String, Tensor>> expected = answers(graph, examples);
        if (expected.isEmpty()) {
            throw new ModelException("There is no example to measure the sensitivity of layers on");
        }
        Map<String, String> ops = new HashMap<>();
        graph.nodes().forEach(node -> ops.put(LayerChoice.nameOf(node), node.op()));
        List<Sensitivity> all = new ArrayList<>();
        for (String name : layers) {
            Graph one = quantise.apply(LayerChoice.only(Set.of(name)));
            all.add(new Sensitivity(name, ops.getOrDefault(name, ""), decibels(expected, one, examples)));
        }
        all.sort(Comparator.comparingDouble(Sensitivity::decibels));
        return List.copyOf(all);
    }

    private static List<Map<String, Tensor>> answers(Graph graph, Iterable<Map<String, Tensor>> examples) {
        List<Map<String, Tensor>> answers = new ArrayList<>();
        try (OnnxRunner runner = OnnxRunner.open(graph.toBytes(), Activations.threads())) {
            examples.forEach(example -> answers.add(runner.run(example, runner.floatOutputs())));
        }
        return answers;
    }

    private static double decibels(
            List<Map<String, Tensor>> expected, Graph graph, Iterable<Map<String, Tensor>> examples) {
        Difference difference = new Difference();
        List<Map<String, Tensor>> got = answers(graph, examples);
        for (int i = 0; i < got.size(); i++) {
            Map<String, Tensor> answer = got.get(i);
            expected.get(i)
                    .forEach((output, values) -> difference.add(
                            values.floats(), Activations.get(answer, output).floats()));
        }
        return difference.decibels();
    }
}
