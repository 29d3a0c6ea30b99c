package io.haechi.bench;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import io.haechi.core.ModelException;
import io.haechi.onnx.OnnxEnvironment;
import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.Tensor;
import io.haechi.onnx.compress.quantise.DynamicQuantisation;
import io.haechi.onnx.compress.quantise.HalfPrecision;
import io.haechi.onnx.compress.quantise.LayerErrors;
import io.haechi.onnx.compress.quantise.LayerErrors.LayerError;
import io.haechi.onnx.compress.quantise.StaticQuantisation;
import io.haechi.onnx.graph.Graph;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One model, quantised by us and by others, and everything that came out of it compared. */
final class QuantisationSubject {
    private static final String FLOATS = "float32";

    private final String name;
    private final byte[] model;
    private final List<Tensor> examples;
    private final boolean isDynamic;

    /**
     * Takes a model with one float input.
     *
     * @param examples for calibration (the first half) and agreement (the second)
     * @param isDynamic whether dynamic quantisation is what one would use for it
     */
    QuantisationSubject(String name, byte[] model, List<Tensor> examples, boolean isDynamic) {
        this.name = name;
        this.model = model;
        this.examples = examples;
        this.isDynamic = isDynamic;
    }

    void compare(Session session) {
        byte[] floats = simplified(session);
        Graph graph = Graph.read(floats);
        List<Map<String, Tensor>> inputs =
                QuantisationComparison.named(graph.inputs().keySet().iterator().next(), examples);
        List<Map<String, Tensor>> calibration = inputs.subList(0, inputs.size() / 2);
        Map<String, byte[]> models = new LinkedHashMap<>();
        byte[] integer = StaticQuantisation.STANDARD.apply(graph, calibration).toBytes();
        byte[] dynamic = DynamicQuantisation.STANDARD.apply(graph).toBytes();
        models.put(isDynamic ? "Haechi dynamic" : "Haechi int8", isDynamic ? dynamic : integer);
        models.put(isDynamic ? "Haechi int8" : "Haechi dynamic", isDynamic ? integer : dynamic);
        models.put("Haechi float16", HalfPrecision.STANDARD.apply(graph).toBytes());
        models.put(FLOATS, floats);
        byPython(session, floats, calibration, models);
        List<Map<String, Tensor>> others = inputs.subList(inputs.size() / 2, inputs.size());
        List<String> notes = notes(models, others);
        for (LayerError error : LayerErrors.worst(LayerErrors.between(graph, Graph.read(integer), others), 1)) {
            notes.add(String.format(
                    Locale.ROOT,
                    "Worst tensor of Haechi int8: %s (%s), cosine %.5f, %.1f dB.",
                    error.tensor(),
                    error.op(),
                    error.cosine(),
                    error.decibels()));
        }
        measure(session, models, others, notes);
    }

    /** As the runtime's own basic optimisation leaves it: constants folded, BatchNormalization in the weights. */
    private byte[] simplified(Session session) {
        Path file = session.file(name + ".onnx");
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizationLevel(OptLevel.BASIC_OPT);
            options.setOptimizedModelFilePath(file.toString());
            OnnxEnvironment.get().createSession(model, options).close();
            return Files.readAllBytes(file);
        } catch (OrtException e) {
            throw new ModelException(name + " cannot be simplified: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void byPython(
            Session session, byte[] floats, List<Map<String, Tensor>> calibration, Map<String, byte[]> models) {
        Path source = session.write(name + "-float.onnx", floats);
        Path integer = session.file(name + "-int8.onnx");
        Path dynamic = session.file(name + "-dynamic.onnx");
        List<Object> task = new ArrayList<>(
                List.of("quantise", source, session.write(name + ".f32", joined(calibration)), integer, dynamic));
        for (long size : calibration.getFirst().values().iterator().next().shape()) {
            task.add(size);
        }
        Optional<PythonReference> python = session.python(task.toArray());
        python.ifPresent(reference -> {
            try (reference) {
                models.put(reference.name() + " static", Files.readAllBytes(integer));
                models.put(reference.name() + " dynamic", Files.readAllBytes(dynamic));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static float[] joined(List<Map<String, Tensor>> examples) {
        int size = examples.getFirst().values().iterator().next().floats().length;
        float[] all = new float[size * examples.size()];
        for (int i = 0; i < examples.size(); i++) {
            System.arraycopy(examples.get(i).values().iterator().next().floats(), 0, all, i * size, size);
        }
        return all;
    }

    /** Bytes of each model and how far its answers are from those of the floats. */
    private static List<String> notes(Map<String, byte[]> models, List<Map<String, Tensor>> inputs) {
        byte[] floats = models.getOrDefault(FLOATS, new byte[0]);
        float[] expected = answers(floats, inputs);
        List<String> notes = new ArrayList<>();
        models.forEach((label, bytes) -> notes.add(String.format(
                Locale.ROOT,
                "%s: %d bytes, %.2f x smaller, %s.",
                label,
                bytes.length,
                (double) floats.length / bytes.length,
                agreement(expected, bytes, inputs))));
        return notes;
    }

    private static String agreement(float[] expected, byte[] bytes, List<Map<String, Tensor>> inputs) {
        float[] got;
        try {
            got = answers(bytes, inputs);
        } catch (ModelException e) {
            return "not run (" + e.getMessage() + ")";
        }
        double signal = 0;
        double error = 0;
        for (int i = 0; i < expected.length; i++) {
            signal += (double) expected[i] * expected[i];
            error += Math.pow((double) expected[i] - got[i], 2);
        }
        return String.format(Locale.ROOT, "agreement %.1f dB", 10 * Math.log10(signal / error));
    }

    private static float[] answers(byte[] bytes, List<Map<String, Tensor>> inputs) {
        try (OnnxRunner runner = OnnxRunner.open(bytes, 1)) {
            List<Map<String, Tensor>> answers = new ArrayList<>();
            inputs.forEach(input -> answers.add(runner.run(input)));
            return joined(answers);
        }
    }

    private void measure(
            Session session, Map<String, byte[]> models, List<Map<String, Tensor>> inputs, List<String> notes) {
        List<OnnxRunner> open = new ArrayList<>();
        List<Contender> contenders = new ArrayList<>();
        try {
            models.forEach((label, bytes) -> {
                OnnxRunner runner;
                try {
                    runner = OnnxRunner.open(bytes, 1);
                } catch (ModelException _) {
                    return; // its note says so
                }
                open.add(runner);
                contenders.add(new Contender(label, !label.startsWith("Haechi"), () -> pieces(runner, inputs)));
            });
            session.compare(
                    name, "one input at a time; one input counts as one second", inputs.size(), contenders, notes);
        } finally {
            open.forEach(OnnxRunner::close);
        }
    }

    private static double[] pieces(OnnxRunner runner, List<Map<String, Tensor>> inputs) {
        return inputs.stream()
                .mapToDouble(input -> Contender.seconds(() -> runner.run(input)))
                .toArray();
    }
}
