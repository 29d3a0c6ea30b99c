package io.haechi.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.haechi.core.Problem;
import io.haechi.core.Vectors;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationTest {
    private static final Offset<Double> EXACT = within(1e-9);

    static Stream<JsonNode> cases() {
        return Vectors.cases("evaluation.json");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void figuresAgreeWithScikitLearn(JsonNode vector) {
        Evaluation evaluation = evaluationOf(vector);
        JsonNode expected = vector.get("expected");
        assertThat(evaluation.truePositives()).isEqualTo(expected.get("tp").asInt());
        assertThat(evaluation.falsePositives()).isEqualTo(expected.get("fp").asInt());
        assertThat(evaluation.trueNegatives()).isEqualTo(expected.get("tn").asInt());
        assertThat(evaluation.falseNegatives()).isEqualTo(expected.get("fn").asInt());
        List.of("accuracy", "recall", "f1", "specificity", "eer", "auc", "prAuc", "logLoss", "brier", "ece")
                .forEach(name -> assertThat(evaluation.figure(name))
                        .as(name)
                        .isCloseTo(expected.get(name).asDouble(), EXACT));
        if (expected.get("precision").isNull()) {
            assertThat(evaluation.precision()).isNaN();
        } else {
            assertThat(evaluation.precision())
                    .isCloseTo(expected.get("precision").asDouble(), EXACT);
        }
        assertThat(evaluation.de()).isEqualTo(evaluation.fnr()).isCloseTo(1 - evaluation.recall(), EXACT);
        assertThat(evaluation.re()).isEqualTo(evaluation.fpr()).isCloseTo(1 - evaluation.specificity(), EXACT);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theOrderOfExamplesChangesNothing(JsonNode vector) {
        Evaluation evaluation = evaluationOf(vector);
        Evaluation reversed = Evaluation.of(Problem.VOICE, evaluation.scored().reversed(), evaluation.threshold());
        reversed.figures().forEach((name, value) -> {
            double before = evaluation.figure(name);
            assertThat(value)
                    .as(name)
                    .satisfiesAnyOf(
                            v -> assertThat(v).isCloseTo(before, EXACT),
                            v -> assertThat(v).isNaN());
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theAreaUnderTheRocPointsIsTheAuc(JsonNode vector) {
        Evaluation evaluation = evaluationOf(vector);
        List<RocPoint> roc = evaluation.roc();
        double area = 0;
        for (int i = 1; i < roc.size(); i++) {
            RocPoint a = roc.get(i - 1);
            RocPoint b = roc.get(i);
            area += (b.fpr() - a.fpr()) * (a.tpr() + b.tpr()) / 2;
        }
        assertThat(area).isCloseTo(evaluation.auc(), EXACT);
        assertThat(roc.getFirst()).isEqualTo(new RocPoint(Double.POSITIVE_INFINITY, 0, 0));
        assertThat(roc.getLast().fpr()).isEqualTo(1);
        assertThat(roc.getLast().tpr()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void precisionRecallPointsSumToAveragePrecision(JsonNode vector) {
        Evaluation evaluation = evaluationOf(vector);
        double sum = 0;
        double recall = 0;
        for (PrPoint point : evaluation.precisionRecall()) {
            sum += (point.recall() - recall) * point.precision();
            recall = point.recall();
        }
        assertThat(sum).isCloseTo(evaluation.prAuc(), EXACT);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void binsHoldEveryExampleOnceAndMakeTheCalibrationError(JsonNode vector) {
        Evaluation evaluation = evaluationOf(vector);
        double gap = evaluation.calibration().stream()
                .filter(bin -> bin.n() > 0)
                .mapToDouble(bin -> bin.n() * Math.abs(bin.meanProbability() - bin.positiveShare()))
                .sum();
        assertThat(gap / evaluation.n()).isCloseTo(evaluation.ece(), EXACT);
        assertThat(evaluation.calibration().stream().mapToInt(CalibrationBin::n).sum())
                .isEqualTo(evaluation.n());
        assertThat(evaluation.histogram().stream()
                        .mapToInt(HistogramBin::positives)
                        .sum())
                .isEqualTo(evaluation.positives());
        assertThat(evaluation.histogram().stream()
                        .mapToInt(HistogramBin::negatives)
                        .sum())
                .isEqualTo(evaluation.negatives());
    }

    @Test
    void onlyPositivesGiveOnlyWhatNeedsNoNegatives() {
        Evaluation evaluation =
                Evaluation.of(Problem.VOICE, List.of(fake("a", 0.9, "vits"), fake("b", 0.2, "vits")), 0.5);
        assertThat(evaluation.accuracy()).isEqualTo(0.5);
        assertThat(evaluation.de()).isEqualTo(0.5);
        assertThat(evaluation.recall()).isEqualTo(0.5);
        assertThat(evaluation.brier()).isCloseTo((0.01 + 0.64) / 2, EXACT);
        assertThat(evaluation.logLoss()).isCloseTo(-(Math.log(0.9) + Math.log(0.2)) / 2, EXACT);
        for (String undefined : List.of("precision", "f1", "specificity", "fpr", "re", "eer", "auc", "prAuc")) {
            assertThat(evaluation.figure(undefined)).as(undefined).isNaN();
        }
        assertThat(evaluation.bySource()).singleElement().satisfies(source -> {
            assertThat(source.fnr()).isEqualTo(0.5);
            assertThat(source.fpr()).isNaN();
            assertThat(source.auc()).isNaN();
        });
    }

    @Test
    void onlyNegativesGiveOnlyWhatNeedsNoPositives() {
        Evaluation evaluation =
                Evaluation.of(Problem.VOICE, List.of(real("a", 0.9, "vctk"), real("b", 0.2, "vctk")), 0.5);
        assertThat(evaluation.re()).isEqualTo(0.5);
        for (String undefined : List.of("precision", "f1", "recall", "fnr", "de", "eer", "auc", "prAuc")) {
            assertThat(evaluation.figure(undefined)).as(undefined).isNaN();
        }
        assertThat(evaluation.roc().getLast().tpr()).isNaN();
    }

    @Test
    void aSourceOfOneClassIsRankedAgainstAllOfTheOther() {
        Evaluation evaluation = Evaluation.of(
                Problem.VOICE,
                List.of(
                        fake("a", 0.9, "vits"),
                        fake("b", 0.3, "vits"),
                        real("c", 0.4, "vctk"),
                        real("d", 0.2, "mixed"),
                        fake("e", 0.8, "mixed"),
                        real("f", 0.85, "mixed")),
                0.5);
        assertThat(evaluation.bySource()).hasSize(3);
        SourceFigures mixed = evaluation.bySource().get(0);
        SourceFigures vctk = evaluation.bySource().get(1);
        SourceFigures vits = evaluation.bySource().get(2);
        // mixed by itself: e (.8) beats d (.2), loses to f (.85)
        assertThat(mixed).isEqualTo(new SourceFigures("mixed", 3, 1, 0.5, 0, 0.5, mixed.intervals()));
        assertThat(mixed.intervals()).containsOnlyKeys("fpr", "fnr", "auc");
        assertThat(mixed.intervals().get("fpr")).isEqualTo(Spread.wilson(1, 2));
        // vctk's c (.4) against the fakes .9 .3 .8: two of three rank above it
        assertThat(vctk.auc()).isCloseTo(2.0 / 3, EXACT);
        assertThat(vctk.fnr()).isNaN();
        assertThat(vctk.fpr()).isZero();
        // vits' .9 beats .4 .2 .85, its .3 beats .2 only: four of six
        assertThat(vits.auc()).isCloseTo(4.0 / 6, EXACT);
        assertThat(vits.fnr()).isEqualTo(0.5);
    }

    @Test
    void anotherColumnIsReportedLikeTheSource() {
        Evaluation evaluation = Evaluation.of(
                Problem.VOICE,
                List.of(fake("a", 0.9, "vits"), fake("b", 0.3, "vits"), real("c", 0.4, "vctk"), real("d", 0.6, "vctk")),
                0.5);
        List<SourceFigures> byLanguage = evaluation.by(Map.of("a", "ko", "b", "en", "c", "ko", "d", " "));
        assertThat(byLanguage).extracting(SourceFigures::source).containsExactly("en", "ko");
        assertThat(byLanguage.get(0).fnr()).isEqualTo(1);
        assertThat(byLanguage.get(1).auc()).isEqualTo(1);
        assertThat(byLanguage.get(1).n()).isEqualTo(2);
    }

    @Test
    void abstainingNeverFlattersTheHeadline() {
        Evaluation evaluation = Evaluation.of(
                Problem.VOICE,
                List.of(
                        fake("a", 0.9, "s"),
                        new Scored("b", true, 0.4, "s", true),
                        real("c", 0.1, "s"),
                        new Scored("d", false, 0.6, "s", true)),
                0.5);
        assertThat(evaluation.unsure()).isEqualTo(2);
        assertThat(evaluation.accuracy()).isEqualTo(0.5);
        assertThat(evaluation.decided().n()).isEqualTo(2);
        assertThat(evaluation.decided().accuracy()).isEqualTo(1);
        assertThat(evaluation.decided().unsure()).isZero();
    }

    @Test
    void whenNothingWasDecidedEveryFigureIsUndefined() {
        Evaluation decided = Evaluation.of(Problem.VOICE, List.of(new Scored("b", true, 0.4, "s", true)), 0.5)
                .decided();
        assertThat(decided.n()).isZero();
        assertThat(decided.figures().values()).allMatch(value -> value.isNaN());
        assertThat(decided.bySource()).isEmpty();
    }

    @Test
    void anUnknownFigureIsAnsweredWithTheKnownOnes() {
        Evaluation evaluation = Evaluation.of(Problem.VOICE, List.of(fake("a", 0.9, "s")), 0.5);
        assertThatThrownBy(() -> evaluation.figure("EER"))
                .hasMessageStartingWith("No figure is called \"EER\"; known are accuracy, precision, ");
    }

    @Test
    void thereMustBeSomethingToEvaluate() {
        assertThatThrownBy(() -> Evaluation.of(Problem.VOICE, List.of(), 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is nothing to evaluate for voice: no example was scored");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void aThresholdOutsideItsRangeIsRefused(double threshold) {
        assertThatThrownBy(() -> Evaluation.of(Problem.VOICE, List.of(fake("a", 0.9, "s")), threshold))
                .hasMessage("Threshold must be between 0 and 1, got " + threshold);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void aProbabilityOutsideItsRangeIsRefused(double probability) {
        assertThatThrownBy(() -> fake("a.wav", probability, "s"))
                .hasMessage("Probability of \"a.wav\" must be between 0 and 1, got " + probability);
    }

    static Evaluation evaluationOf(JsonNode vector) {
        return Evaluation.of(
                Problem.VOICE, scores(vector), vector.get("threshold").asDouble());
    }

    static List<Scored> scores(JsonNode vector) {
        double[] probability = Vectors.doubles(vector.get("probability"));
        boolean[] positive = Vectors.booleans(vector.get("positive"));
        return java.util.stream.IntStream.range(0, probability.length)
                .mapToObj(i -> new Scored("example-" + i, positive[i], probability[i], "source-" + i % 3))
                .toList();
    }

    private static Scored fake(String id, double probability, String source) {
        return new Scored(id, true, probability, source);
    }

    private static Scored real(String id, double probability, String source) {
        return new Scored(id, false, probability, source);
    }
}
