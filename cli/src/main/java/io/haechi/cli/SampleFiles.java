package io.haechi.cli;

import io.haechi.core.UnreadableInputException;
import io.haechi.onnx.Tensor;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.sample.FixedInputs;
import io.haechi.onnx.sample.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What a plain .onnx file is run on: samples from files, others to test on, and inputs that are always the same. */
final class SampleFiles {
    @Option(
            names = "--samples",
            paramLabel = "[INPUT=]FILE",
            description =
                    "inputs of a plain .onnx file to measure ranges and latency on, .npy or .csv; one file for each of"
                            + " its inputs")
    private List<String> samples = List.of();

    @Option(
            names = "--test-samples",
            paramLabel = "[INPUT=]FILE",
            description = "inputs to count agreement on (default: every second of --samples, which is then not used for"
                    + " ranges)")
    private List<String> tests = List.of();

    @Option(
            names = "--fix",
            paramLabel = "INPUT=NUMBER",
            description =
                    "an input of a plain .onnx file that is always this number: it becomes a constant, and what hangs"
                            + " on it is folded away")
    private List<String> fixed = List.of();

    /**
     * A model and what it is run on.
     *
     * @param model the ONNX file, its fixed inputs constants
     * @param graph the same, read
     * @param calibration to measure ranges and latency on, one at least
     * @param tests to count agreement on, one at least
     * @param origin where the tests come from, in words
     */
    record Subject(
            byte[] model,
            Graph graph,
            List<Map<String, Tensor>> calibration,
            List<Map<String, Tensor>> tests,
            String origin) {}

    /** Whether any of the options stands there. */
    boolean areAnyGiven() {
        return !(samples.isEmpty() && tests.isEmpty() && fixed.isEmpty());
    }

    boolean areGiven() {
        return !samples.isEmpty();
    }

    /** The model in this file and its samples; ParameterException if the options do not fit it. */
    Subject read(CommandLine command, Path model) {
        if (samples.isEmpty()) {
            throw usage(command, "A plain .onnx file needs --samples: a .npy or .csv file with inputs.");
        }
        byte[] original = bytes(model);
        Graph graph = fixed(command, Graph.read(original));
        byte[] bytes = fixed.isEmpty() ? original : graph.toBytes();
        List<Map<String, Tensor>> all = Samples.read(graph, files(command, "--samples", samples, graph));
        if (!tests.isEmpty()) {
            List<Map<String, Tensor>> others = Samples.read(graph, files(command, "--test-samples", tests, graph));
            return new Subject(bytes, graph, all, others, "samples of --test-samples");
        }
        if (all.size() == 1) {
            return new Subject(bytes, graph, all, all, "sample, the one that ranges were measured on: give more");
        }
        List<Map<String, Tensor>> even = new ArrayList<>();
        List<Map<String, Tensor>> odd = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            (i % 2 == 0 ? even : odd).add(all.get(i));
        }
        return new Subject(
                bytes, graph, even, odd, "samples, every second of --samples, which no range was measured on");
    }

    private Graph fixed(CommandLine command, Graph graph) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (String one : fixed) {
            int equals = one.lastIndexOf('=');
            try {
                values.put(one.substring(0, Math.max(0, equals)), Double.valueOf(one.substring(equals + 1)));
            } catch (NumberFormatException _) {
                throw usage(command, "--fix takes INPUT=NUMBER, such as sr=16000, got \"" + one + "\".");
            }
        }
        if (!values.isEmpty() && values.keySet().containsAll(graph.inputs().keySet())) {
            throw usage(command, "--fix leaves the model no input; leave one free.");
        }
        try {
            return FixedInputs.in(graph, values);
        } catch (IllegalArgumentException e) {
            throw usage(command, e.getMessage() + ".");
        }
    }

    private static Map<String, Path> files(CommandLine command, String option, List<String> given, Graph graph) {
        Map<String, Path> files = new LinkedHashMap<>();
        Set<String> names = graph.inputs().keySet();
        for (String sample : given) {
            int equals = sample.indexOf('=');
            boolean isNamed = equals > 0 && names.contains(sample.substring(0, equals));
            if (!isNamed && equals > 0 && !Files.exists(Path.of(sample))) {
                throw usage(
                        command,
                        "The model has no input \"" + sample.substring(0, equals) + "\"; its inputs are " + names
                                + ".");
            }
            if (!isNamed && names.size() != 1) {
                throw usage(
                        command,
                        "The model has the inputs " + names + ", and " + option + " " + sample + " is for none of them;"
                                + " give " + option + " INPUT=FILE for each.");
            }
            String name =
                    isNamed ? sample.substring(0, equals) : names.iterator().next();
            Path file = Path.of(isNamed ? sample.substring(equals + 1) : sample);
            if (files.put(name, file) != null) {
                throw usage(command, "The input \"" + name + "\" has two files by " + option + "; give one.");
            }
        }
        if (!files.keySet().equals(names)) {
            throw usage(
                    command,
                    "The model has the inputs " + names + "; give " + option + " INPUT=FILE for each of them.");
        }
        return files;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UnreadableInputException(file + ": cannot be read; is it there, and may it be read?", e);
        }
    }

    private static CommandLine.ParameterException usage(CommandLine command, String message) {
        return new CommandLine.ParameterException(command, message);
    }
}
