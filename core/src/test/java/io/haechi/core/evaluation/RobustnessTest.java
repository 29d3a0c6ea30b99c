package io.haechi.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.haechi.core.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class RobustnessTest {

    private static final Evaluation CLEAN = evaluation(0.9, 0.6, 0.4, 0.1);

    @Test
    void aFlipIsADecisionThatIsAnotherNotAProbabilityThatMoved() {
        Robustness robustness =
                robustness(Map.of("moved", evaluation(0.6, 0.9, 0.1, 0.4), "one", evaluation(0.9, 0.4, 0.4, 0.1)));
        assertThat(column(robustness, "clean").flipped()).isZero();
        assertThat(column(robustness, "moved").flipped()).isZero();
        assertThat(column(robustness, "one").flipped()).isEqualTo(0.25);
    }

    @Test
    void theReferenceComesFirstAndEveryColumnHasItsOwnFigures() {
        Evaluation upset = evaluation(0.2, 0.3, 0.7, 0.8);
        Robustness robustness = robustness(Map.of("upset", upset));
        assertThat(robustness.columns())
                .extracting(Robustness.Column::condition)
                .containsExactly("clean", "upset");
        Robustness.Column column = column(robustness, "upset");
        assertThat(column.evaluation().auc()).isZero();
        assertThat(column.flipped()).isEqualTo(1);
        assertThat(column.intervals()).containsOnlyKeys("eer", "de", "re");
        assertThat(column.intervals().get("de")).isEqualTo(new Interval(1, 1));
    }

    @Test
    void jsonHasOneObjectForEachCondition() {
        JsonNode json = report().toJson().get("robustness");
        assertThat(json).hasSize(2);
        assertThat(json.get(1).fieldNames())
                .toIterable()
                .containsExactly("condition", "n", "eer", "auc", "de", "re", "ci", "unsure", "flipped");
        assertThat(json.get(1).get("ci").fieldNames()).toIterable().containsExactly("de", "re", "eer");
        assertThat(json.get(1).get("condition").asText()).isEqualTo("opus-<8k>");
        assertThat(json.get(1).at("/ci/eer/0").asDouble())
                .isLessThanOrEqualTo(json.get(1).get("eer").asDouble());
        assertThat(json.get(1).get("flipped").asDouble()).isCloseTo(flips(), within(1e-12));
    }

    @Test
    void thePageAndTheTerminalShowTheTable() {
        assertThat(report().toText())
                .contains("robustness · 300 examples under each condition, all at the threshold 0.500")
                .contains("opus-<8k>");
        assertThat(report().robustness()).isNotNull();
        assertThat(report().toText().lines()).allMatch(line -> line.length() <= 110);
        assertThat(report().toHtml())
                .contains("견고성", "opus-&lt;8k&gt;", "coverage and error")
                .doesNotContain("<8k>", "NaN");
    }

    @Test
    void withoutRobustnessNothingIsSaidOfIt() {
        EvaluationReport plain = new EvaluationReport("m", "ab", "test", CLEAN, Map.of(), 0.5, 1, List.of());
        assertThat(plain.toJson().has("robustness")).isFalse();
        assertThat(plain.toText()).doesNotContain("robustness");
        assertThat(plain.toHtml()).doesNotContain("robustness");
    }

    @Test
    void onlyTheSameExamplesCanBeCompared() {
        assertThatThrownBy(() -> robustness(Map.of("other", evaluation(0.1, 0.2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 4 for voice and 2 for voice");
        assertThatThrownBy(() -> Robustness.of(new LinkedHashMap<>(), 10, 1))
                .hasMessage("Robustness needs at least one condition, got none");
    }

    private static double flips() {
        List<Scored> one = BootstrapTest.evaluation(1, 300).scored();
        List<Scored> other = BootstrapTest.evaluation(2, 300).scored();
        int flips = 0;
        for (int i = 0; i < one.size(); i++) {
            flips += one.get(i).probability() >= 0.5 == other.get(i).probability() >= 0.5 ? 0 : 1;
        }
        return flips / 300.0;
    }

    private static EvaluationReport report() {
        SequencedMap<String, Evaluation> byCondition = new LinkedHashMap<>();
        byCondition.put("clean", BootstrapTest.evaluation(1, 300));
        byCondition.put("opus-<8k>", BootstrapTest.evaluation(2, 300));
        return new EvaluationReport("m", "ab", "test", BootstrapTest.evaluation(1, 300), Map.of(), 0.5, 1, List.of())
                .with(Robustness.of(byCondition, 100, 1));
    }

    private static Robustness robustness(Map<String, Evaluation> others) {
        SequencedMap<String, Evaluation> byCondition = new LinkedHashMap<>();
        byCondition.put("clean", CLEAN);
        byCondition.putAll(others);
        return Robustness.of(byCondition, 50, 1);
    }

    private static Robustness.Column column(Robustness robustness, String condition) {
        return robustness.columns().stream()
                .filter(column -> column.condition().equals(condition))
                .findFirst()
                .orElseThrow();
    }

    /** The first half of the examples is positive. */
    private static Evaluation evaluation(double... probabilities) {
        List<Scored> scored = new java.util.ArrayList<>();
        for (int i = 0; i < probabilities.length; i++) {
            scored.add(new Scored("e" + i, i < probabilities.length / 2, probabilities[i], "s"));
        }
        return Evaluation.of(Problem.VOICE, scored, 0.5);
    }
}
