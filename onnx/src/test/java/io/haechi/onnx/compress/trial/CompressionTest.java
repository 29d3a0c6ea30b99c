package io.haechi.onnx.compress.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.haechi.core.ModelException;
import io.haechi.onnx.GraphBuilder;
import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.Tensor;
import io.haechi.onnx.compress.prune.Schedule;
import io.haechi.onnx.compress.prune.Scope;
import io.haechi.onnx.compress.quantise.LayerChoice;
import io.haechi.onnx.compress.quantise.OutputError;
import io.haechi.onnx.compress.trial.Pruning.Unit;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.measure.PackedSize;
import io.haechi.onnx.platform.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A small convolutional network with random weights, compressed in every way. Speed is not asserted, only reported. */
class CompressionTest {
    private static final long SEED = 20;
    private static final byte[] NETWORK = network();
    private static final List<Map<String, Tensor>> SAMPLES = samples(24);
    private static final Pruning HALF = new Pruning(Unit.CHANNEL, new Schedule.OneShot(0.5), Scope.PER_LAYER);

    /** Any speed will do and all may be lost: what is tested is not the machine. */
    private static final CompressionOptions LENIENT = options(new Budget(100, 0.001));

    @ParameterizedTest
    @EnumSource(names = {"FP16", "INT8", "PRUNE"})
    void eachMethodMakesASmallerModelThatRuns(Method method) {
        Compression.Outcome outcome = compression(LENIENT).run(method);
        assertThat(outcome.impossible()).isEmpty();
        Trial trial = outcome.chosen().orElseThrow();
        assertThat(trial.method()).isEqualTo(method);
        assertThat(trial.bytes()).isLessThan(outcome.originalBytes());
        assertThat(trial.score().samples()).isEqualTo(24);
        assertThat(trial.latency().p50Millis()).isPositive();
        try (OnnxRunner runner = OnnxRunner.open(trial.model(), 1)) {
            assertThat(runner.run(SAMPLES.getFirst())).containsOnlyKeys("y");
        }
    }

    @Test
    void integersAgreeWithFloatsOnNearlyAllDecisions() {
        Trial trial = compression(LENIENT).run(Method.INT8).chosen().orElseThrow();
        assertThat(trial.score().name()).isEqualTo("agreement");
        assertThat(trial.score().value()).isGreaterThanOrEqualTo(0.9);
        assertThat(trial.detail()).isEqualTo("ranges from least to greatest");
    }

    @Test
    void ofAllMethodsTheBestIsChosenAndItsWorstLayersAreNamed() {
        Compression.Outcome outcome = compression(LENIENT).run(Method.AUTO);
        Trial chosen = outcome.chosen().orElseThrow();
        assertThat(outcome.trials()).extracting(Trial::method).contains(Method.FP16, Method.INT8, Method.PRUNE);
        List<Trial> accepted =
                outcome.trials().stream().filter(Trial::isAccepted).toList();
        int smallest = accepted.stream().mapToInt(Trial::bytes).min().orElseThrow();
        assertThat(accepted)
                .filteredOn(trial -> trial.bytes() <= 1.05 * smallest)
                .contains(chosen)
                .allSatisfy(trial -> assertThat(trial.timesAsFast()).isLessThanOrEqualTo(chosen.timesAsFast()));
        assertThat(outcome.worstLayers()).isNotEmpty().hasSizeLessThanOrEqualTo(10);
        assertThat(outcome.originalScore().value()).isEqualTo(1);
    }

    @Test
    void whatLosesTooMuchIsRefusedWithTheFigure() {
        // Judged worthless but for the original.
        Judge strict = model -> Score.share("accuracy", model.length == NETWORK.length ? 20 : 10, 20);
        Compression.Outcome outcome =
                new Compression(NETWORK, SAMPLES, strict, options(new Budget(0.5, 0.001))).run(Method.FP16);
        assertThat(outcome.chosen()).isEmpty();
        assertThat(outcome.trials().getFirst().refusals())
                .containsExactly("loses too much: 50.00 points of accuracy, at most 0.50 are allowed");
    }

    @Test
    void integersThatLoseTooMuchAreTriedWithOtherRangesAndThenMixed() {
        Judge strict = model -> Score.share("accuracy", model.length == NETWORK.length ? 20 : 10, 20);
        Compression.Outcome outcome =
                new Compression(NETWORK, SAMPLES, strict, options(new Budget(0.5, 0.001))).run(Method.INT8);
        assertThat(outcome.trials()).hasSize(3);
        assertThat(outcome.impossible()).hasSize(1);
        assertThat(outcome.impossible().getFirst())
                .startsWith("int8 (the most sensitive layers stay floats): No mixture reaches the accuracy 0.995");
    }

    @Test
    void whatIsTooSlowIsRefusedWithTheFactor() {
        Compression.Outcome outcome = compression(options(new Budget(100, 900))).run(Method.FP16);
        assertThat(outcome.chosen()).isEmpty();
        assertThat(outcome.trials().getFirst().refusals())
                .singleElement()
                .asString()
                .startsWith("too slow: ")
                .endsWith(" times as fast as the original, at least 900.00 is asked for, and timing is good to 3 %");
    }

    @Test
    void zerosCountByWhatTheyPackToAndTheReportSaysWhatTheyBring() {
        CompressionOptions zeros = with(new Pruning(Unit.WEIGHT, new Schedule.OneShot(0.8), Scope.GLOBAL));
        Trial trial = compression(zeros).run(Method.PRUNE).chosen().orElseThrow();
        assertThat(trial.bytes()).isCloseTo(NETWORK.length, withinPercentage(1));
        PackedSize packed = Objects.requireNonNull(trial.packed());
        assertThat(packed.originalBytes()).isEqualTo(PackedSize.of(NETWORK));
        assertThat(packed.timesSmaller()).isGreaterThan(2);
        assertThat(trial.detail())
                .isEqualTo("80 % of the weights set to zero, by one threshold over all layers, no" + " fine-tuning");
        assertThat(trial.note())
                .startsWith("80.0 % of the weights of 3 layers are zero.")
                .contains("no faster: dense kernels multiply by zero as by any number");
        assertThat(trial.changes()).containsExactly(Change.ZEROS);
    }

    @Test
    void aLayerThatIsKeptOutIsNotPruned() {
        CompressionOptions kept = new CompressionOptions(
                new Budget(100, 0.001), Target.CPU, LayerChoice.ALL.withoutOps(Set.of("Gemm")), HALF, 1, 3);
        Graph small = Graph.read(
                compression(kept).run(Method.PRUNE).chosen().orElseThrow().model());
        // The last convolution's channels go, so the Gemm's inputs with them; of two layers of 32 channels 16 are left.
        assertThat(small.constants().values())
                .filteredOn(constant -> constant.rank() == 4)
                .extracting(constant -> constant.dims()[0])
                .containsExactly(16L, 16L);
        CompressionOptions convolutions = new CompressionOptions(
                new Budget(100, 0.001), Target.CPU, LayerChoice.ALL.withoutOps(Set.of("Conv")), HALF, 1, 3);
        assertThat(compression(convolutions).run(Method.PRUNE).impossible())
                .singleElement()
                .asString()
                .contains("No channel can be pruned");
    }

    @Test
    void candidatesMayComeFromOutsideAndAreHeldToTheSameBudget() {
        byte[] integers =
                compression(LENIENT).run(Method.INT8).chosen().orElseThrow().model();
        List<String> made = new ArrayList<>();
        Candidate broken = new Candidate("breaks down", Set.of(), (_, _) -> {
            throw new ModelException("the loss is NaN");
        });
        Candidate large = new Candidate("too large", Set.of(Change.TRAINED), (_, _) -> made(made, NETWORK, "large"));
        Candidate small = new Candidate("trained", Set.of(Change.TRAINED), (_, _) -> made(made, integers, "small"));
        Candidate unneeded = new Candidate("too late", Set.of(), (_, _) -> made(made, integers, "late"));
        Compression.Outcome outcome = compression(LENIENT).run(Method.QAT, List.of(broken, large, small, unneeded));
        assertThat(made).containsExactly("large", "small");
        assertThat(outcome.impossible()).containsExactly("qat (breaks down): the loss is NaN");
        assertThat(outcome.trials().getFirst().refusals().getFirst()).startsWith("not smaller: ");
        Trial chosen = outcome.chosen().orElseThrow();
        assertThat(chosen.model()).isEqualTo(integers);
        assertThat(chosen.note()).isEqualTo("small");
        assertThat(chosen.isTrained()).isTrue();
        assertThat(chosen.origin()).isEqualTo("qat");
        // Layers that were trained on are not compared with what they were.
        assertThat(outcome.worstLayers()).isEmpty();
        assertThatThrownBy(() -> compression(LENIENT).run(Method.QAT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("qat trains a model on");
    }

    private static Candidate.Made made(List<String> log, byte[] model, String note) {
        log.add(note);
        return new Candidate.Made(model, note);
    }

    @Test
    void whatIsCompressedAlreadyCannotBeQuantisedAgain() {
        byte[] integers =
                compression(LENIENT).run(Method.INT8).chosen().orElseThrow().model();
        Compression.Outcome outcome =
                new Compression(integers, SAMPLES, new Agreement(integers, SAMPLES), LENIENT).run(Method.INT8);
        assertThat(outcome.chosen()).isEmpty();
        assertThat(outcome.impossible())
                .allSatisfy(reason -> assertThat(reason).contains("The model is quantised already"));
    }

    @Test
    void aShareHasWilsonsInterval() {
        // statsmodels.stats.proportion.proportion_confint(8, 10, method='wilson')
        Score score = Score.share("agreement", 8, 10);
        assertThat(score.value()).isEqualTo(0.8);
        assertThat(score.low()).isCloseTo(0.4901624715, within(1e-9));
        assertThat(score.high()).isCloseTo(0.9433178485, within(1e-9));
        assertThatThrownBy(() -> Score.share("agreement", 3, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void agreementCountsDecisionsNotValues() {
        List<Map<String, Tensor>> one = List.of(
                Map.of("x", Tensor.of(new float[] {1, 2, 3}, 1, 3)),
                Map.of("x", Tensor.of(new float[] {3, 2, 1}, 1, 3)));
        Agreement agreement = new Agreement(scaled(1), one);
        assertThat(agreement.score(scaled(10)).value()).isEqualTo(1);
        assertThat(agreement.score(scaled(-1)).value()).isEqualTo(0);
    }

    @Test
    void whatTheAnswersSeemToStandForIsWhatIsCompared() {
        assertThat(decision(new float[] {1, 3, 2}, new float[] {9, 1, 2})).isEqualTo(Decision.LARGEST);
        assertThat(decision(new float[] {-1}, new float[] {2})).isEqualTo(Decision.SIGN);
        assertThat(decision(new float[] {0.2f}, new float[] {0.9f})).isEqualTo(Decision.HALF);
        // The same decision every time says nothing: scores from 1 to 5, and a class that always wins.
        assertThat(decision(new float[] {2.5f}, new float[] {4.1f})).isEqualTo(Decision.CLOSE);
        assertThat(decision(new float[] {1, 3, 2}, new float[] {0, 9, 2})).isEqualTo(Decision.CLOSE);
        assertThat(Decision.named("Half")).isEqualTo(Decision.HALF);
        assertThatThrownBy(() -> Decision.named("most"))
                .hasMessage("No decision is called \"most\"; there are largest, sign, half, close");
    }

    @Test
    void answersAreCloseWithinATenthOfTheirSpread() {
        // Columns 1, 3 and 10, 30: standard deviations 1 and 10, together the root of 50.5.
        List<Tensor> answers = List.of(row(1, 10), row(3, 30));
        double spread = Decision.spread(answers);
        assertThat(spread).isCloseTo(Math.sqrt(50.5), within(1e-9));
        assertThat(Decision.CLOSE.agree(row(1, 10), row(1.7f, 10.7f), spread)).isTrue();
        assertThat(Decision.CLOSE.agree(row(1, 10), row(1.8f, 10.8f), spread)).isFalse();
        assertThat(Decision.LARGEST.agree(row(1, 10), row(9, 9.5f), spread)).isTrue();
        assertThat(Decision.CLOSE.agree(row(1, 10), Tensor.of(new float[4], 2, 2), spread))
                .isFalse();
        // A single sample has no spread: its size stands for it.
        assertThat(Decision.spread(List.of(row(3, 4)))).isCloseTo(Math.sqrt(12.5), within(1e-9));
    }

    private static Decision decision(float[]... answers) {
        return Decision.of(Stream.of(answers).map(CompressionTest::row).toList());
    }

    private static Tensor row(float... values) {
        return Tensor.of(values, 1, values.length);
    }

    @Test
    void errorsAreMeasuredOnTheTestsAndRangesOnTheSamples() {
        List<Map<String, Tensor>> tests = samples(30).subList(24, 30);
        Agreement agreement = new Agreement(NETWORK, tests, Decision.CLOSE);
        Trial trial = new Compression(NETWORK, SAMPLES, tests, agreement, LENIENT)
                .run(Method.INT8)
                .trials()
                .getFirst();
        assertThat(trial.score().samples()).isEqualTo(6);
        assertThat(trial.error()).isEqualTo(OutputError.between(NETWORK, trial.model(), tests));
        assertThat(trial.error().decibels()).isBetween(20.0, 80.0);
        assertThat(trial.error().cosine()).isBetween(0.99, 1.0);
        assertThat(OutputError.between(NETWORK, NETWORK, tests).decibels()).isInfinite();
    }

    @Test
    void layersThatAreKeptOutStayFloatsWhateverTheMethod() {
        LayerChoice gemm = LayerChoice.keeping(Graph.read(NETWORK), List.of("Gemm"));
        CompressionOptions standard = LENIENT;
        CompressionOptions options = new CompressionOptions(
                standard.budget(), standard.target(), gemm, standard.pruning(), 1, standard.rounds());
        for (Method method : List.of(Method.FP16, Method.DYNAMIC, Method.INT8)) {
            Trial trial = new Compression(NETWORK, SAMPLES, new Agreement(NETWORK, SAMPLES), options)
                    .run(method)
                    .trials()
                    .getFirst();
            assertThat(Graph.read(trial.model()).constants()).as(method.word()).containsKey("dense");
        }
    }

    @Test
    void whatNoRangesHelpIsSaidOnce() {
        GraphBuilder graph = new GraphBuilder("sum", 17);
        String x = graph.input("x", -1, 3);
        graph.output(graph.node("Add", List.of(x, x), Map.of()), "y", -1, 3);
        List<Map<String, Tensor>> one = List.of(Map.of("x", Tensor.of(new float[] {1, 2, 3}, 1, 3)));
        Compression.Outcome outcome =
                new Compression(graph.toBytes(), one, new Agreement(graph.toBytes(), one), LENIENT).run(Method.INT8);
        assertThat(outcome.impossible())
                .singleElement()
                .asString()
                .startsWith("int8 (ranges from least to greatest): The model has no Conv");
    }

    @Test
    void anOriginalThatAnswersNaNIsRefused() {
        List<Map<String, Tensor>> one = List.of(Map.of("x", Tensor.of(new float[] {1, 2, 3}, 1, 3)));
        assertThatThrownBy(() -> new Agreement(scaled(Float.NaN), one))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("The original answers NaN to sample 1");
    }

    @Test
    void theSameBytesAreTimedOnce() {
        byte[] same = Graph.read(NETWORK).toBytes();
        Candidate candidate = new Candidate("as it is", Set.of(), (_, _) -> new Candidate.Made(same, ""));
        Compression.Outcome outcome =
                compression(options(new Budget(0, 900))).run(Method.SIMPLIFY, List.of(candidate, candidate));
        assertThat(outcome.trials()).hasSize(1);
    }

    @Test
    void wrongOptionsAreRefused() {
        assertThatThrownBy(() -> new Budget(-1, 1)).hasMessage("Points lost must be between 0 and 100, got -1.0");
        assertThatThrownBy(() -> new Budget(1, 0)).hasMessageContaining("Times as fast");
        assertThatThrownBy(() -> Method.named("zip"))
                .hasMessage("No method is called \"zip\"; there are auto, simplify, fp16, dynamic, int8, prune, qat");
        assertThatThrownBy(() -> new Compression(NETWORK, List.of(), model -> Score.share("a", 1, 1), LENIENT))
                .hasMessage("Compression needs one sample input at least, got none");
    }

    private static Compression compression(CompressionOptions options) {
        return new Compression(NETWORK, SAMPLES, new Agreement(NETWORK, SAMPLES), options);
    }

    private static CompressionOptions with(Pruning pruning) {
        return new CompressionOptions(LENIENT.budget(), LENIENT.target(), LENIENT.layers(), pruning, 1, 3);
    }

    private static CompressionOptions options(Budget budget) {
        CompressionOptions standard = CompressionOptions.STANDARD;
        return new CompressionOptions(budget, standard.target(), standard.layers(), standard.pruning(), 1, 3);
    }

    private static byte[] scaled(float factor) {
        GraphBuilder graph = new GraphBuilder("scaled", 17);
        String x = graph.input("x", -1, 3);
        String y = graph.node("Mul", List.of(x, graph.constant("factor", new float[] {factor}, 1)), Map.of());
        graph.output(y, "y", -1, 3);
        return graph.toBytes();
    }

    private static byte[] network() {
        Random random = new Random(SEED);
        GraphBuilder graph = new GraphBuilder("net", 17);
        String x = graph.input("x", -1, 8, 16, 16);
        String a = convolution(graph, random, x, 8, 32);
        String b = convolution(graph, random, a, 32, 32);
        String pooled = graph.node("GlobalAveragePool", List.of(b), Map.of());
        String flat = graph.node("Flatten", List.of(pooled), Map.of("axis", 1));
        String w = graph.constant("dense", normal(random, 32 * 10, 0.4), 32, 10);
        graph.output(graph.node("Gemm", List.of(flat, w), Map.of()), "y", -1, 10);
        return graph.toBytes();
    }

    private static String convolution(GraphBuilder graph, Random random, String x, int in, int out) {
        String w = graph.constant("w", normal(random, out * in * 9, Math.sqrt(2.0 / (9 * in))), out, in, 3, 3);
        String bias = graph.constant("b", normal(random, out, 0.1), out);
        Map<String, Object> settings = Map.of("kernel_shape", new long[] {3, 3}, "pads", new long[] {1, 1, 1, 1});
        return graph.node("Relu", List.of(graph.node("Conv", List.of(x, w, bias), settings)), Map.of());
    }

    private static List<Map<String, Tensor>> samples(int count) {
        Random random = new Random(SEED + 1);
        List<Map<String, Tensor>> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            samples.add(Map.of("x", Tensor.of(normal(random, 8 * 16 * 16, 1), 1, 8, 16, 16)));
        }
        return samples;
    }

    private static float[] normal(Random random, int count, double scale) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (scale * random.nextGaussian());
        }
        return values;
    }
}
