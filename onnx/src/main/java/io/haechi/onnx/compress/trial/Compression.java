package io.haechi.onnx.compress.trial;

import io.haechi.core.ModelException;
import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.Tensor;
import io.haechi.onnx.compress.Simplify;
import io.haechi.onnx.compress.quantise.LayerErrors;
import io.haechi.onnx.compress.quantise.OutputError;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.measure.Latency;
import io.haechi.onnx.measure.PackedSize;
import io.haechi.onnx.measure.PeakMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Compresses a model in the ways that a method stands for, measures each result beside the original, and says which is the
 * best that keeps to the budget: the smallest, or one within 5 % of its size that is faster.
 *
 * <p>Measured in this process, with the same inputs in turns and the same number of threads: figures of another machine or
 * an empty one are not to be had otherwise. A result is refused if it is not smaller than the original, slower than the budget
 * says, or loses more than it may; the reasons are kept. Zeros among weights count by the file's size under gzip, since
 * nothing else gets smaller by them. It also stands refused if it cannot be made at all, with the reason
 * among {@link Outcome#impossible()}.
 */
public final class Compression {
    /** A few per cent of size are not worth a difference in speed. */
    private static final double SAME_SIZE = 1.05;

    /** More samples hardly change which layers are the worst, or how far the answers are off. */
    private static final int LAYER_SAMPLES = 8;

    private static final int ERROR_SAMPLES = 32;

    private final byte[] original;
    private final List<Map<String, Tensor>> samples;
    private final List<Map<String, Tensor>> tests;
    private final Judge judge;
    private final CompressionOptions options;
    private final Score originalScore;

    /** For one model, whose errors are measured on the samples themselves. */
    public Compression(byte[] original, List<Map<String, Tensor>> samples, Judge judge, CompressionOptions options) {
        this(original, samples, samples, judge, options);
    }

    /**
     * For one model.
     *
     * @param original the ONNX file
     * @param samples inputs like those it will meet: ranges and latency are measured on them; one at least
     * @param tests other such inputs, on which errors of answers and layers are measured; one at least
     * @param judge says how good a model is, on other data where there is other data
     */
    public Compression(
            byte[] original,
            List<Map<String, Tensor>> samples,
            List<Map<String, Tensor>> tests,
            Judge judge,
            CompressionOptions options) {
        if (samples.isEmpty() || tests.isEmpty()) {
            throw new IllegalArgumentException("Compression needs one sample input at least, got none");
        }
        this.original = original;
        this.samples = List.copyOf(samples);
        this.tests = List.copyOf(tests);
        this.judge = judge;
        this.options = options;
        this.originalScore = judge.score(original);
    }

    /**
     * What came out.
     *
     * @param originalScore how good the original is
     * @param originalBytes its size
     * @param originalPeak memory that the process grew by while it was loaded and run; empty where not known
     * @param trials all that were made, in order
     * @param impossible what could not be made: a sentence each
     * @param chosen the best accepted; empty if none is
     * @param worstLayers where the chosen one is furthest from the original; empty without one, or if channels are gone or
     *     weights were trained on
     */
    public record Outcome(
            Score originalScore,
            int originalBytes,
            OptionalLong originalPeak,
            List<Trial> trials,
            List<String> impossible,
            Optional<Trial> chosen,
            List<LayerErrors.LayerError> worstLayers) {
        public Outcome {
            trials = List.copyOf(trials);
            impossible = List.copyOf(impossible);
            worstLayers = List.copyOf(worstLayers);
        }
    }

    /**
     * Makes and measures.
     *
     * @throws IllegalArgumentException if the method trains: see {@link #run(Method, List)}
     */
    public Outcome run(Method method) {
        Candidates candidates = new Candidates(Graph.read(original), samples, options);
        Map<Method, List<Candidate>> all = new LinkedHashMap<>();
        options.methods(method).forEach(one -> all.put(one, candidates.of(one)));
        return run(all);
    }

    /**
     * Makes and measures what others know how to make, such as models that are trained on.
     *
     * @param candidates cheapest first; the next is only made where the one before is refused
     */
    public Outcome run(Method method, List<Candidate> candidates) {
        return run(Map.of(method, candidates));
    }

    private Outcome run(Map<Method, List<Candidate>> candidates) {
        List<Trial> trials = new ArrayList<>();
        List<String> impossible = new ArrayList<>();
        candidates.forEach((method, ways) -> {
            for (Candidate candidate : ways) {
                try {
                    Candidate.Made made = candidate.maker().make(judge, originalScore);
                    // A second timing of the same bytes would only be a second throw of the dice.
                    if (trials.stream().anyMatch(other -> Arrays.equals(other.model(), made.model()))) {
                        continue;
                    }
                    Trial trial = trial(method, candidate, made);
                    trials.add(trial);
                    if (trial.isAccepted()) {
                        break; // Further ways of the same method are only tried where the first ones fail.
                    }
                } catch (ModelException e) {
                    // What cannot be quantised at all cannot be quantised with other ranges either.
                    String reason = String.valueOf(e.getMessage());
                    boolean isSaid = !impossible.isEmpty()
                            && impossible.getLast().startsWith(method.word() + " ")
                            && impossible.getLast().endsWith(reason);
                    if (!isSaid) {
                        impossible.add(method.word() + " (" + candidate.detail() + "): " + reason);
                    }
                }
            }
        });
        Optional<Trial> chosen = best(trials);
        return new Outcome(
                originalScore,
                original.length,
                peak(original),
                trials,
                impossible,
                chosen,
                chosen.map(this::worst).orElse(List.of()));
    }

    /** The fastest of those that are as good as the smallest in size. */
    private static Optional<Trial> best(List<Trial> trials) {
        List<Trial> accepted = trials.stream().filter(Trial::isAccepted).toList();
        double least =
                SAME_SIZE * accepted.stream().mapToInt(Trial::bytes).min().orElse(0);
        return accepted.stream()
                .filter(trial -> trial.bytes() <= least)
                .max(Comparator.comparingDouble(Trial::timesAsFast));
    }

    private Trial trial(Method method, Candidate candidate, Candidate.Made made) {
        byte[] model = made.model();
        Score score = judge.score(model);
        List<Latency> latencies;
        try (OnnxRunner one = OnnxRunner.open(original, options.threads());
                OnnxRunner other = OnnxRunner.open(model, options.threads())) {
            latencies = Latency.sideBySide(List.of(one, other), samples, options.rounds());
        }
        List<Map<String, Tensor>> few = tests.subList(0, Math.min(ERROR_SAMPLES, tests.size()));
        Trial trial = new Trial(
                method,
                candidate.detail(),
                candidate.changes(),
                made.note(),
                model,
                candidate.changes().contains(Change.ZEROS) ? PackedSize.between(original, model) : null,
                score,
                OutputError.between(original, model, few),
                latencies.get(1),
                latencies.get(0),
                OptionalLong.empty(),
                List.of());
        Trial judged = trial.refusedFor(Refusals.of(trial, original.length, originalScore, options.budget()));
        // Three processes take their time: only where somebody may want the model.
        return judged.isAccepted() ? judged.withPeak(peak(model)) : judged;
    }

    private OptionalLong peak(byte[] model) {
        try {
            return PeakMemory.of(model, samples.getFirst());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        }
    }

    /** Only where layers are to give what they gave: with fewer channels or after training they do not. */
    private List<LayerErrors.LayerError> worst(Trial trial) {
        if (trial.changes().contains(Change.CHANNELS) || trial.isTrained()) {
            return List.of();
        }
        Graph before = Simplify.widening().apply(Graph.read(original));
        List<Map<String, Tensor>> few = tests.subList(0, Math.min(LAYER_SAMPLES, tests.size()));
        return LayerErrors.worst(LayerErrors.between(before, Graph.read(trial.model()), few), LayerErrors.SHOWN);
    }
}
