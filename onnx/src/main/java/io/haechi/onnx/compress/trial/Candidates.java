package io.haechi.onnx.compress.trial;

import io.haechi.onnx.Tensor;
import io.haechi.onnx.compress.Simplify;
import io.haechi.onnx.compress.prune.Criterion;
import io.haechi.onnx.compress.prune.Scope;
import io.haechi.onnx.compress.prune.StructuredOptions;
import io.haechi.onnx.compress.prune.StructuredPruning;
import io.haechi.onnx.compress.quantise.Calibration;
import io.haechi.onnx.compress.quantise.DynamicQuantisation;
import io.haechi.onnx.compress.quantise.HalfPrecision;
import io.haechi.onnx.compress.quantise.LayerChoice;
import io.haechi.onnx.compress.quantise.MixedPrecision;
import io.haechi.onnx.compress.quantise.RangeRule;
import io.haechi.onnx.compress.quantise.Sensitivity;
import io.haechi.onnx.compress.quantise.StaticQuantisation;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.platform.Target;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

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

    /** The original with its operators folded and its weights as 32-bit floats, which quantisation starts from. */
    Graph simple() {
        return simple;
    }

    List<Candidate> of(Method method) {
        return switch (method) {
            case AUTO -> throw new IllegalArgumentException("auto stands for other methods");
            case SIMPLIFY ->
                List.of(Candidate.of(
                        "folded and fused", () -> Simplify.standard().apply(original)));
            case FP16 ->
                List.of(Candidate.of(
                        "weights stored in 16 bits", () -> new HalfPrecision(options.layers()).apply(simple)));
            case DYNAMIC -> List.of(Candidate.of("ranges measured in every run", this::dynamic));
            case INT8 ->
                List.of(
                        fixed("ranges from least to greatest", new RangeRule.MinMax()),
                        fixed("ranges of least squared error", new RangeRule.LeastSquares()),
                        fixed("ranges that leave 1 in 100,000 out", new RangeRule.Percentile(1e-5)),
                        new Candidate("the most sensitive layers stay floats", this::mixed));
            case PRUNE ->
                List.of(Candidate.of(
                        Math.round(100 * options.pruneShare()) + " % of the channels out, no fine-tuning",
                        this::pruned));
        };
    }

    private Graph dynamic() {
        DynamicQuantisation dynamic = DynamicQuantisation.STANDARD.withLayers(options.layers());
        return (options.target() == Target.CPU ? dynamic : dynamic.withFewestUnits(Integer.MAX_VALUE)).apply(simple);
    }

    private Candidate fixed(String detail, RangeRule rule) {
        return Candidate.of(detail, () -> quantisation(rule).apply(simple, samples));
    }

    private StaticQuantisation quantisation(RangeRule rule) {
        return StaticQuantisation.STANDARD.withRule(rule).withLayers(options.layers());
    }

    private Candidate.Made mixed(Judge judge, Score score) {
        StaticQuantisation quantisation = quantisation(new RangeRule.MinMax());
        Calibration calibration = quantisation.calibration(simple, samples);
        LayerChoice kept = options.layers();
        Function<LayerChoice, Graph> quantise = layers -> quantisation
                .withLayers(layers.without(kept.keptNames()).withoutOps(kept.keptOps()))
                .apply(simple, calibration);
        List<Map<String, Tensor>> few = samples.subList(0, Math.min(SENSITIVITY_SAMPLES, samples.size()));
        List<Sensitivity> order = Sensitivity.of(simple, quantisation.candidates(simple), few, quantise);
        double floor = score.value() - options.budget().pointsLost() / 100;
        MixedPrecision found = MixedPrecision.search(
                order, quantise, model -> judge.score(model).value(), floor);
        return new Candidate.Made(found.graph(), found.kept().size() + " of " + order.size() + " layers stay floats");
    }

    /** Of the model as it is, not of the simplified one: with its normalisations it can still be trained on. */
    private Graph pruned() {
        Set<String> kept = new HashSet<>(options.layers().keptOps());
        original.nodes().stream()
                .map(LayerChoice::nameOf)
                .filter(options.layers().keptNames()::contains)
                .forEach(kept::add);
        StructuredOptions share =
                StructuredOptions.ofShare(options.pruneShare()).withKept(kept);
        return StructuredPruning.prune(
                        original, share.withScope(Scope.PER_LAYER).withCriterion(Criterion.L1_NORM))
                .graph();
    }
}
