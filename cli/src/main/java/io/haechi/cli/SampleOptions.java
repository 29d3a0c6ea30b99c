package io.haechi.cli;

import io.haechi.onnx.Tensor;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.sample.Samples;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Option;

/** Files with inputs of a plain model. */
final class SampleOptions {
    @Option(
            names = "--samples",
            paramLabel = "[INPUT=]FILE",
            description = ".npy or .csv with inputs of a plain .onnx file; one for each of its inputs")
    private List<String> samples = List.of();

    boolean isEmpty() {
        return samples.isEmpty();
    }

    /**
     * The inputs, one example each.
     *
     * @throws IllegalArgumentException unless there is a file for each of the model's inputs
     */
    List<Map<String, Tensor>> read(Graph graph) {
        return Samples.read(graph, files(graph));
    }

    private Map<String, Path> files(Graph graph) {
        Map<String, Path> files = new LinkedHashMap<>();
        Set<String> names = graph.inputs().keySet();
        for (String sample : samples) {
            int equals = sample.indexOf('=');
            boolean isNamed = equals > 0 && names.contains(sample.substring(0, equals));
            String name =
                    isNamed ? sample.substring(0, equals) : names.iterator().next();
            files.put(name, Path.of(isNamed ? sample.substring(equals + 1) : sample));
        }
        if (!files.keySet().equals(names)) {
            throw new IllegalArgumentException(
                    "The model has the inputs " + names + "; give --samples INPUT=FILE for each of them");
        }
        return files;
    }
}
