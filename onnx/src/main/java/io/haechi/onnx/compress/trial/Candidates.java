package io.haechi.onnx.compress.trial;

import io.haechi.onnx.Tensor;
import io.haechi.onnx.compress.Simplify;
import io.haechi.onnx.compress.prune.MagnitudeOptions;
import io.haechi.onnx.compress.prune.MagnitudePruning;
import io.haechi.onnx.compress.prune.Pruned;
import io.haechi.onnx.compress.prune.Sparse;
import io.haechi.onnx.compress.prune.StructuredOptions;
import io.haechi.onnx.compress.prune.StructuredPruning;
import io.haechi.onnx.compress.quantise.Calibration;
import io.haechi.onnx.compress.quantise.DynamicQuantisation;
import io.haechi.onnx.compress.quantise.HalfPrecision;
import io.haechi.onnx.compress.quantise.HybridQuantisation;
import io.haechi.onnx.compress.quantise.LayerChoice;
import io.haechi.onnx.compress.quantise.MixedPrecision;
import io.haechi.onnx.compress.quantise.RangeRule;
import io.haechi.onnx.compress.quantise.Sensitivity;
import io.haechi.onnx.compress.quantise.StaticQuantisation;
import io.haechi.onnx.compress.trial.Candidate.Made;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.platform.Target;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** What each method tries, cheapest first; the next is only made where the one before is refused. */
final class Candidates {
    /** Samples that the sensitivity of layers is measured on: one run for each layer and sample. */
    private static final int SENSITIVITY_SAMPLES = 16;

    private final Graph original;
    private final Graph simple;
    private final List<Map<String, Tensor>> samples;
    private final CompressionOptions options;

    Candidates(Graph original, List<Map<String, Tensor>> samples, CompressionOptions options) {
        this.original = original;
        this.simple = Simplify.widening().apply(original);
        this.samples = samples;
        this.options = options;
    }

    List<Candidate> of(Method method) {
        return switch (method) {
            case AUTO -> throw new IllegalArgumentException("auto stands for other methods");
            case QAT ->
                throw new IllegalArgumentException(
                        "qat trains a model on; who can train it must say how, by candidates of its own");
            case SIMPLIFY ->
                List.of(way("folded and fused", () -> Simplify.standard().apply(original)));
            case FP16 ->
                List.of(way("weights stored in 16 bits", () -> new HalfPrecision(options.layers()).apply(simple)));
            case DYNAMIC -> List.of(way("ranges measured in every run", this::dynamic));
            case INT8 ->
                List.of(
                        fixed("ranges from least to greatest", new RangeRule.MinMax()),
                        fixed("ranges of least squared error", new RangeRule.LeastSquares()),
                        fixed("ranges that leave 1 in 100,000 out", new RangeRule.Percentile(1e-5)),
                        new Candidate("the most sensitive layers stay floats", Set.of(), this::mixed));
            case PRUNE ->
                List.of(new Candidate(
                        options.pruning().words() + ", no fine-tuning",
                        Set.of(options.pruning().change()),
                        (_, _) -> pruned()));
        };
    }

    private static Candidate way(String detail, Supplier<Graph> graph) {
        return new Candidate(detail, Set.of(), (_, _) -> Made.of(graph.get()));
    }

    private Graph dynamic() {
        return DynamicQuantisation.STANDARD
                .withLayers(options.layers())
                .withFewestUnits(fewestUnits())
                .apply(simple);
    }

    /** Only ONNX Runtime on a processor has an integer LSTM. */
    private int fewestUnits() {
        return options.target() == Target.CPU ? DynamicQuantisation.STANDARD.fewestUnits() : Integer.MAX_VALUE;
    }

    private Candidate fixed(String detail, RangeRule rule) {
        HybridQuantisation quantisation = quantisation(rule);
        Set<String> recurrent = quantisation.recurrent(simple);
        String measured = recurrent.isEmpty() ? "" : "; recurrent layers as in dynamic";
        return way(detail + measured, () -> quantisation.apply(simple, samples));
    }

    private HybridQuantisation quantisation(RangeRule rule) {
        StaticQuantisation fixed = StaticQuantisation.STANDARD.withRule(rule).withLayers(options.layers());
        return new HybridQuantisation(fixed, fewestUnits());
    }

    private Made mixed(Judge judge, Score score) {
        HybridQuantisation quantisation = quantisation(new RangeRule.MinMax());
        Calibration calibration = quantisation.calibration(simple, samples);
        LayerChoice chosen = options.layers();
        Function<LayerChoice, Graph> quantise = layers -> quantisation
                .withLayers(layers.without(chosen.keptNames()).withoutOps(chosen.keptOps()))
                .apply(simple, calibration);
        List<Map<String, Tensor>> few = samples.subList(0, Math.min(SENSITIVITY_SAMPLES, samples.size()));
        List<Sensitivity> order = Sensitivity.of(simple, quantisation.candidates(simple), few, quantise);
        double floor = score.value() - options.budget().pointsLost() / 100;
        MixedPrecision found = MixedPrecision.search(
                order, quantise, model -> judge.score(model).value(), floor);
        String kept = found.kept().isEmpty()
                ? "No layer has to stay floats."
                : found.kept().size() + " of " + order.size() + " layers stay floats: "
                        + String.join(", ", found.kept()) + ".";
        return new Made(found.graph().toBytes(), kept);
    }

    /** Of the model as it is, not of the simplified one: with its normalisations it can still be trained on. */
    private Made pruned() {
        Pruning pruning = options.pruning();
        Set<String> kept = new HashSet<>(options.layers().keptOps());
        original.nodes().stream()
                .map(LayerChoice::nameOf)
                .filter(options.layers().keptNames()::contains)
                .forEach(kept::add);
        return switch (pruning.unit()) {
            case CHANNEL -> {
                Pruned pruned = StructuredPruning.prune(
                        original,
                        StructuredOptions.ofShare(pruning.share())
                                .withScope(pruning.scope())
                                .withKept(kept));
                yield new Made(pruned.graph().toBytes(), pruned.summary());
            }
            case WEIGHT -> {
                Sparse sparse =
                        MagnitudePruning.prune(original, new MagnitudeOptions(pruning.share(), pruning.scope(), kept));
                yield new Made(sparse.graph().toBytes(), sparse.summary());
            }
        };
    }
}
