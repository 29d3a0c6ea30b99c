package io.haechi.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.haechi.core.Problem;
import io.haechi.core.Vectors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RiskCoverageTest {

    static Stream<JsonNode> vectors() {
        return Vectors.cases("coverage.json");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void areaAndRowsAreThoseOfNumpyAndScikitLearn(JsonNode vector) {
        RiskCoverage curve = RiskCoverage.of(evaluation(vector));
        assertThat(curve.aurc()).isCloseTo(vector.get("aurc").asDouble(), within(1e-9));
        assertThat(curve.excessAurc()).isCloseTo(vector.get("excessAurc").asDouble(), within(1e-9));
        assertThat(curve.rows()).hasSameSizeAs(vector.get("rows"));
        for (int i = 0; i < curve.rows().size(); i++) {
            RiskCoverage.Row row = curve.rows().get(i);
            JsonNode expected = vector.get("rows").get(i);
            assertThat(row.decided().n()).isEqualTo(expected.get("n").asInt());
            same(row.coverage(), expected.get("coverage"));
            same(row.risk(), expected.get("error"));
            same(row.decided().de(), expected.get("de"));
            same(row.decided().re(), expected.get("re"));
            same(row.decided().eer(), expected.get("eer"));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void theOrderOfTheExamplesMeansNothing(long seed) {
        Evaluation evaluation = BootstrapTest.evaluation(seed, 150);
        List<Scored> shuffled = new ArrayList<>(evaluation.scored());
        Collections.shuffle(shuffled, new Random(seed));
        RiskCoverage one = RiskCoverage.of(evaluation);
        RiskCoverage other = RiskCoverage.of(Evaluation.of(Problem.VOICE, shuffled, 0.5));
        assertThat(other.points()).isEqualTo(one.points());
        assertThat(other.aurc()).isEqualTo(one.aurc());
    }

    @Test
    void theCurveEndsWithEverythingDecided() {
        Evaluation evaluation = BootstrapTest.evaluation(3, 200);
        RiskCoverage curve = RiskCoverage.of(evaluation);
        RiskCoverage.Point last = curve.points().getLast();
        assertThat(last.coverage()).isEqualTo(1);
        assertThat(last.risk()).isCloseTo(1 - evaluation.accuracy(), within(1e-12));
        assertThat(curve.rows().getFirst().decided().figures()).isEqualTo(evaluation.figures());
        assertThat(curve.points()).isSortedAccordingTo((a, b) -> Double.compare(a.coverage(), b.coverage()));
    }

    @Test
    void whatWasMarkedUnsureIsLeftOutFirstHoweverFarFromTheThreshold() {
        List<Scored> scored = List.of(
                new Scored("wrong but marked", false, 0.999, "s", true),
                new Scored("near", true, 0.51, "s"),
                new Scored("far", false, 0.01, "s"));
        RiskCoverage curve = RiskCoverage.of(Evaluation.of(Problem.VOICE, scored, 0.5));
        assertThat(curve.points()).extracting(RiskCoverage.Point::risk).containsExactly(0.0, 0.0, 1 / 3.0);
        assertThat(curve.excessAurc()).isCloseTo(0, within(1e-12));
    }

    @Test
    void surenessIsMeasuredFromTheThresholdNotFromOneHalf() {
        // At a threshold of .9 a probability of .8 is nearer to it than one of .99 is.
        List<Scored> scored = List.of(new Scored("a", true, 0.8, "s"), new Scored("b", true, 0.99, "s"));
        RiskCoverage curve = RiskCoverage.of(Evaluation.of(Problem.VOICE, scored, 0.9));
        assertThat(curve.points()).extracting(RiskCoverage.Point::risk).containsExactly(0.0, 0.5);
    }

    @Test
    void certaintiesAndThresholdsAtTheEndsAreFinite() {
        List<Scored> scored = List.of(new Scored("a", true, 1, "s"), new Scored("b", false, 0, "s"));
        for (double threshold : new double[] {0, 0.5, 1, Thresholds.NOTHING}) {
            assertThat(RiskCoverage.of(Evaluation.of(Problem.VOICE, scored, threshold))
                            .aurc())
                    .isBetween(0.0, 1.0);
        }
    }

    @Test
    void nothingDecidedHasNoCurve() {
        Evaluation none = Evaluation.of(Problem.VOICE, List.of(new Scored("a", true, 1, "s", true)), 0.5)
                .decided();
        assertThatThrownBy(() -> RiskCoverage.of(none))
                .hasMessage("A curve of risk against coverage needs at least 1 example, got none");
    }

    @Test
    void theTableSaysWhatItMeans() {
        RiskCoverage curve = RiskCoverage.of(BootstrapTest.evaluation(5, 400));
        assertThat(curve.toText())
                .startsWith("coverage · errors among the examples still decided")
                .contains("    1.00      400")
                .contains("AURC 0.")
                .doesNotContain("NaN");
        assertThat(curve.toText().lines()).hasSize(2 + curve.rows().size() + 1).allMatch(line -> line.length() <= 100);
    }

    private static void same(double actual, JsonNode expected) {
        if (expected.isNull()) {
            assertThat(actual).isNaN();
        } else {
            assertThat(actual).isCloseTo(expected.asDouble(), within(1e-9));
        }
    }

    private static Evaluation evaluation(JsonNode vector) {
        double[] probability = Vectors.doubles(vector.get("probability"));
        boolean[] positive = Vectors.booleans(vector.get("positive"));
        boolean[] unsure = Vectors.booleans(vector.get("unsure"));
        List<Scored> scored = new ArrayList<>();
        for (int i = 0; i < positive.length; i++) {
            scored.add(new Scored("e" + i, positive[i], probability[i], "s", unsure[i]));
        }
        return Evaluation.of(Problem.VOICE, scored, vector.get("threshold").asDouble());
    }
}
