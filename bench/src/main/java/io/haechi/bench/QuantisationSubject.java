package io.haechi.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.haechi.core.ModelException;
import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.Tensor;
import io.haechi.onnx.compress.Simplify;
import io.haechi.onnx.compress.quantise.DynamicQuantisation;
import io.haechi.onnx.compress.quantise.HalfPrecision;
import io.haechi.onnx.compress.quantise.LayerErrors;
import io.haechi.onnx.compress.quantise.LayerErrors.LayerError;
import io.haechi.onnx.compress.quantise.OutputError;
import io.haechi.onnx.compress.quantise.StaticQuantisation;
import io.haechi.onnx.compress.trial.Agreement;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.sample.NpyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One model, quantised by us and by onnxruntime's Python tools, and everything that came out of it compared: each begins with
 * the same file and the same calibration examples and prepares the graph in its own way.
 */
final class QuantisationSubject {
    private static final String FLOATS = "float32";
    /** Layers are compared on as many examples at most. */
    private static final int LAYER_EXAMPLES = 8;
    /** A round runs each model on as many examples, fewer of them if one takes long. */
    private static final int TIMED = 12;

    private static final double ROUND_SECONDS = 0.5;

    private final BenchModel subject;
    private final Graph floats;
    private final Map<String, byte[]> models = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    QuantisationSubject(BenchModel subject) {
        this.subject = subject;
        this.floats = Simplify.widening().apply(Graph.read(subject.model()));
    }

    void compare(Session session) {
        byte[] plain = floats.toBytes();
        make("Haechi int8", () -> StaticQuantisation.STANDARD.apply(floats, subject.calibration()));
        make("Haechi dynamic", () -> DynamicQuantisation.STANDARD.apply(floats));
        make("Haechi float16", () -> HalfPrecision.STANDARD.apply(floats));
        models.put(FLOATS, plain);
        byPython(session);
        Agreement agreement = new Agreement(plain, subject.tests());
        notes.add("Agreement: " + agreement.decision().sentence() + ", on "
                + subject.tests().size() + " inputs; ranges were measured on "
                + subject.calibration().size() + " others.");
        Map<String, Measurement> times = measure(session);
        List<ModelFigures> figures = new ArrayList<>();
        Measurement base = Objects.requireNonNull(times.get(FLOATS));
        models.forEach((name, bytes) -> {
            Measurement time = times.get(name);
            if (time != null) {
                figures.add(new ModelFigures(
                        name,
                        bytes.length,
                        (double) plain.length / bytes.length,
                        base.median() / time.median(),
                        time.pieceMillis(0.5),
                        time.pieceMillis(0.95),
                        agreement.score(bytes),
                        OutputError.between(plain, bytes, subject.tests()),
                        worst(bytes)));
            }
        });
        session.compared(new Comparison(
                subject.name(),
                "one input at a time; times smaller and as fast are those of float32",
                List.copyOf(times.values()),
                notes,
                figures));
    }

    private void make(String name, Supplier<Graph> maker) {
        try {
            models.put(name, maker.get().toBytes());
        } catch (ModelException e) {
            notes.add(name + " cannot be made: " + e.getMessage() + ".");
        }
    }

    private Optional<LayerError> worst(byte[] model) {
        List<Map<String, Tensor>> few = subject.tests()
                .subList(0, Math.min(LAYER_EXAMPLES, subject.tests().size()));
        return LayerErrors.worst(LayerErrors.between(floats, Graph.read(model), few), 1).stream()
                .filter(layer -> Double.isFinite(layer.decibels()))
                .findFirst();
    }

    private void byPython(Session session) {
        Path source = session.write(subject.name() + ".onnx", subject.model());
        Path integer = session.file(subject.name() + "-static.onnx");
        Path dynamic = session.file(subject.name() + "-dynamic.onnx");
        List<String> inputs = List.copyOf(floats.inputs().keySet());
        List<Object> task = new ArrayList<>(List.of("quantise", source, examples(session, inputs), integer, dynamic));
        task.addAll(inputs);
        Optional<PythonReference> python = session.python(task.toArray());
        python.ifPresent(reference -> {
            try (reference) {
                JsonNode problems = reference.first().path("problems");
                for (Map.Entry<String, Path> made :
                        Map.of("static", integer, "dynamic", dynamic).entrySet()) {
                    String name = reference.name() + " " + made.getKey();
                    if (problems.has(made.getKey())) {
                        notes.add(name + " cannot be made: "
                                + problems.get(made.getKey()).asText());
                    } else {
                        models.put(name, Files.readAllBytes(made.getValue()));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** A folder with the values of each input of each calibration example. */
    private Path examples(Session session, List<String> inputs) {
        Path folder = session.file(subject.name() + "-examples");
        try {
            Files.createDirectories(folder);
            for (int i = 0; i < subject.calibration().size(); i++) {
                Map<String, Tensor> example = subject.calibration().get(i);
                for (int input = 0; input < inputs.size(); input++) {
                    NpyFile.write(
                            folder.resolve(i + "-" + input + ".npy"),
                            Objects.requireNonNull(example.get(inputs.get(input))));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": cannot be written", e);
        }
        return folder;
    }

    private Map<String, Measurement> measure(Session session) {
        Map<String, OnnxRunner> open = new LinkedHashMap<>();
        try {
            models.forEach((name, bytes) -> {
                try {
                    OnnxRunner runner = OnnxRunner.open(bytes, 1);
                    open.put(name, runner);
                    runner.run(subject.calibration().getFirst());
                } catch (ModelException e) {
                    notes.add(name + " does not run: " + e.getMessage() + ".");
                    Optional.ofNullable(open.remove(name)).ifPresent(OnnxRunner::close);
                }
            });
            OnnxRunner plain = Objects.requireNonNull(open.get(FLOATS));
            double one = Contender.seconds(() -> plain.run(subject.calibration().getFirst()));
            int count = Math.clamp(
                    (long) (ROUND_SECONDS / one),
                    1,
                    Math.min(TIMED, subject.calibration().size()));
            List<Map<String, Tensor>> inputs = subject.calibration().subList(0, count);
            List<Contender> contenders = new ArrayList<>();
            open.forEach((name, runner) -> contenders.add(new Contender(name, false, () -> pieces(runner, inputs))));
            Map<String, Measurement> times = new LinkedHashMap<>();
            for (Measurement time : session.measure(subject.name(), contenders, count)) {
                times.put(time.name(), time);
            }
            return times;
        } finally {
            open.values().forEach(OnnxRunner::close);
        }
    }

    private static double[] pieces(OnnxRunner runner, List<Map<String, Tensor>> inputs) {
        return inputs.stream()
                .mapToDouble(input -> Contender.seconds(() -> runner.run(input)))
                .toArray();
    }
}
