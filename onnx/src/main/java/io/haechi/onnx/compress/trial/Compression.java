package io.haechi.onnx.compress.trial;

import io.haechi.core.ModelException;
import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.Tensor;
import io.haechi.onnx.compress.quantise.LayerErrors;
import io.haechi.onnx.compress.quantise.OutputError;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.measure.Latency;
import io.haechi.onnx.measure.PeakMemory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Compresses a model in the ways that a method stands for, measures each result beside the original, and says which is the
 * best that keeps to the budget: the smallest, or one within 5 % of its size that is faster.
 *
 * <p>Measured in this process, with the same inputs in turns and the same number of threads: figures of another machine or
 * an empty one are not to be had otherwise. A result is refused if it is not smaller than the original, slower than the budget
 * says, or loses more than it may; the reasons are kept. It also stands refused if it cannot be made at all, with the reason
 * among {@link Outcome#impossible()}.
 */
public final class Compression {
    /** What one machine's noise may add to a median; without it, equal speed would be refused half the time. */
    private static final double TIMING_NOISE = 0.03;

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
     * @param worstLayers where the chosen one is furthest from the original; empty without one or if it is pruned
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

    /** Makes and measures. */
    public Outcome run(Method method) {
        List<Trial> trials = new ArrayList<>();
        List<String> impossible = new ArrayList<>();
        Graph graph = Graph.read(original);
        Candidates candidates = new Candidates(graph, samples, options);
        for (Method one : options.methods(method)) {
            for (Candidate candidate : candidates.of(one)) {
                try {
                    Trial trial = trial(one, candidate);
                    trials.add(trial);
                    if (trial.isAccepted()) {
                        break; // Further ways of the same method are only tried where the first ones fail.
                    }
                } catch (ModelException e) {
                    // What cannot be quantised at all cannot be quantised with other ranges either.
                    String reason = String.valueOf(e.getMessage());
                    if (impossible.isEmpty() || !impossible.getLast().endsWith(reason)) {
                        impossible.add(one.word() + " (" + candidate.detail() + "): " + reason);
                    }
                }
            }
        }
        Optional<Trial> chosen = best(trials);
        return new Outcome(
                originalScore,
                original.length,
                peak(original),
                trials,
                impossible,
                chosen,
                chosen.map(trial -> worst(candidates.simple(), trial)).orElse(List.of()));
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

    private Trial trial(Method method, Candidate candidate) {
        Candidate.Made made = candidate.make(judge, originalScore);
        byte[] model = made.graph().toBytes();
        Score score = judge.score(model);
        List<Latency> latencies;
        try (OnnxRunner one = OnnxRunner.open(original, options.threads());
                OnnxRunner other = OnnxRunner.open(model, options.threads())) {
            latencies = Latency.sideBySide(List.of(one, other), samples, options.rounds());
        }
        List<Map<String, Tensor>> few = tests.subList(0, Math.min(ERROR_SAMPLES, tests.size()));
        List<String> refusals = refusals(model, score, latencies.get(0), latencies.get(1));
        return new Trial(
                method,
                made.detail(),
                model,
                score,
                OutputError.between(original, model, few),
                latencies.get(1),
                latencies.get(0),
                // Three processes take their time: only where somebody may want the model.
                refusals.isEmpty() ? peak(model) : OptionalLong.empty(),
                refusals);
    }

    private List<String> refusals(byte[] model, Score score, Latency before, Latency after) {
        List<String> refusals = new ArrayList<>();
        Budget budget = options.budget();
        if (model.length >= original.length) {
            refusals.add(String.format(
                    Locale.ROOT, "not smaller: %,d bytes, the original has %,d", model.length, original.length));
        }
        double factor = before.p50Millis() / after.p50Millis();
        if (factor < budget.timesAsFast() * (1 - TIMING_NOISE)) {
            refusals.add(String.format(
                    Locale.ROOT,
                    "too slow: %.2f times as fast as the original, at least %.2f is asked for",
                    factor,
                    budget.timesAsFast()));
        }
        double lost = 100 * (originalScore.value() - score.value());
        if (lost > budget.pointsLost() + 1e-9) {
            refusals.add(String.format(
                    Locale.ROOT,
                    "loses too much: %.2f points of %s, at most %.2f are allowed",
                    lost,
                    score.name(),
                    budget.pointsLost()));
        }
        return refusals;
    }

    private OptionalLong peak(byte[] model) {
        try {
            return PeakMemory.of(model, samples.getFirst());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        }
    }

    private List<LayerErrors.LayerError> worst(Graph before, Trial trial) {
        if (trial.method() == Method.PRUNE) {
            return List.of(); // Its tensors have other sizes; there is nothing to compare value by value.
        }
        List<Map<String, Tensor>> few = tests.subList(0, Math.min(LAYER_SAMPLES, tests.size()));
        return LayerErrors.worst(LayerErrors.between(before, Graph.read(trial.model()), few), LayerErrors.SHOWN);
    }
}
