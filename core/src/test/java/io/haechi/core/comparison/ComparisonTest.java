package io.haechi.core.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.haechi.core.Vectors;
import io.haechi.core.ensemble.FusionRule;
import io.haechi.core.evaluation.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ComparisonTest {

    static Stream<JsonNode> cases() {
        return Vectors.cases("comparison.json");
    }

    /** Weights, bias, threshold and all figures, computed with numpy, scipy and scikit-learn by make_vectors.py. */
    @ParameterizedTest
    @MethodSource("cases")
    void tablesAgreeWithScikitLearn(JsonNode vector) {
        Comparison comparison = Comparison.of(Samples.of(vector), false);
        for (int m = 0; m < vector.get("models").size(); m++) {
            agrees(comparison.models().get(m), vector.get("models").get(m));
        }
        for (int e = 0; e < FusionRule.values().length; e++) {
            JsonNode expected = vector.get("ensembles").get(e);
            Ensemble ensemble = comparison.ensembles().get(e);
            assertThat(ensemble.rule().name()).isEqualTo(expected.get("rule").asText());
            assertThat(ensemble.fusion().weights().stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray())
                    .containsExactly(Vectors.doubles(expected.get("weights")), within(1e-6));
            if (ensemble.rule() == FusionRule.LEARNED) {
                assertThat(ensemble.bias()).isCloseTo(expected.get("bias").asDouble(), within(1e-6));
            } else {
                assertThat(ensemble.bias()).isNaN();
            }
            agrees(ensemble.standing(), expected);
        }
    }

    private static void agrees(Standing standing, JsonNode expected) {
        assertThat(standing.test().threshold())
                .isCloseTo(expected.get("threshold").asDouble(), within(1e-5));
        agrees(standing.fit(), expected.get("fit"));
        agrees(standing.test(), expected.get("test"));
        assertThat(standing.intervals())
                .containsKeys("accuracy", "precision", "recall", "f1", "de", "re", "eer", "auc");
    }

    private static void agrees(Evaluation actual, JsonNode expected) {
        for (String name : List.of("accuracy", "precision", "recall", "f1", "specificity", "eer", "auc")) {
            assertThat(actual.figure(name))
                    .as(name)
                    .isCloseTo(expected.get(name).asDouble(), within(1e-9));
        }
        assertThat(actual.logLoss()).isCloseTo(expected.get("logLoss").asDouble(), within(1e-5));
    }

    @Test
    void theTestSplitDecidesNoWeightAndNoThreshold() {
        Asked asked = Samples.drawn(60, 60);
        List<Answers> upsideDown = asked.test().answers().stream()
                .map(each -> new Answers(each.id(), !each.positive(), each.source(), false, each.parts()))
                .toList();
        Asked other = new Asked(asked.problem(), asked.models(), asked.fit(), new Asked.Part("test", upsideDown));
        Comparison one = Comparison.of(asked, false);
        Comparison turned = Comparison.of(other, false);
        for (int e = 0; e < one.ensembles().size(); e++) {
            assertThat(turned.ensembles().get(e).fusion())
                    .isEqualTo(one.ensembles().get(e).fusion());
            assertThat(turned.ensembles().get(e).standing().test().threshold())
                    .isEqualTo(one.ensembles().get(e).standing().test().threshold());
        }
        assertThat(turned.best().name()).isEqualTo(one.best().name());
    }

    @Test
    void theBestSingleModelIsChosenWhereItIsFittedAndInHindsightWhereItIsMeasured() {
        List<Answers> fit = new ArrayList<>();
        List<Answers> test = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            boolean positive = i % 2 == 0;
            double right = positive ? 2 + i : -2 - i;
            double wrong = i % 5 < 2 ? -right : right;
            fit.add(Samples.answer("f" + i, positive, "s", right, wrong));
            test.add(Samples.answer("t" + i, positive, "s", wrong, right));
        }
        Comparison comparison =
                Comparison.of(Samples.asked(2, new Asked.Part("valid", fit), new Asked.Part("test", test)), false);
        assertThat(comparison.best().name()).isEqualTo("voice-a");
        assertThat(comparison.bestInHindsight().name()).isEqualTo("voice-b");
        assertThat(comparison.duels().stream().map(Duel::rival))
                .containsExactly("accuracy weights", "soft vote", "voice-a", "voice-b", "error-rate weights");
        // One is never wrong on the fit split, the other at times: all the weight is the first one's.
        assertThat(comparison.duels().get(2).words())
                .isEqualTo("error-rate weights and voice-a did not differ beyond chance in EER, AUC or accuracy");
        assertThat(comparison.duels().get(3).words())
                .isEqualTo(
                        "error-rate weights did not beat voice-b and did worse beyond chance in EER, AUC and accuracy");
    }

    @Test
    void theMostSuspiciousPartDecidesAndEachModelSaysWhichThatIs() {
        Answers call = new Answers("call", true, "s", false, List.of(new double[] {3, -1}, new double[] {-2, 0.5}));
        assertThat(call.logit(part -> part[0])).isEqualTo(3);
        assertThat(call.logit(part -> part[1])).isEqualTo(0.5);
        assertThat(call.decisive(part -> part[1])).containsExactly(-2, 0.5);
        assertThat(call.logit(part -> part[0] + part[1])).isEqualTo(2);
    }

    @Test
    void everySubsetIsListedAndTheWholeAndTheSingleAreWhatTheTablesSay() {
        Comparison comparison = Comparison.of(Samples.drawn(60, 80), true);
        assertThat(comparison.subsets()).hasSize(7);
        assertThat(comparison.subsets().stream()
                        .map(each -> each.fitEer().getOrDefault(FusionRule.ERROR_RATE, Double.NaN)))
                .isSorted();
        for (Subset subset : comparison.subsets()) {
            for (FusionRule rule : FusionRule.values()) {
                if (subset.models().size() == 3) {
                    assertThat(subset.testEer())
                            .containsEntry(
                                    rule,
                                    comparison.ensemble(rule).standing().test().eer());
                } else if (subset.models().equals(List.of("voice-b"))) {
                    assertThat(subset.testEer().getOrDefault(rule, Double.NaN))
                            .isCloseTo(comparison.models().get(1).test().eer(), within(1e-12));
                }
            }
        }
    }

    @Test
    void subsetsOfTooManyAreRefused() {
        List<Answers> answers = List.of(
                Samples.answer("a", true, "s", new double[13]), Samples.answer("b", false, "s", new double[13]));
        Asked asked = Samples.asked(13, new Asked.Part("valid", answers), new Asked.Part("test", answers));
        assertThatThrownBy(() -> Comparison.of(asked, true))
                .hasMessage("All subsets are listed of at most 12 models, got 13; name fewer");
        assertThat(Comparison.of(asked, false).models()).hasSize(13);
    }

    @Test
    void whatCannotBeComparedIsSaid() {
        Asked.Part both = new Asked.Part(
                "valid", List.of(Samples.answer("a", true, "s", 1, 2), Samples.answer("b", false, "s", 0, 0)));
        Asked.Part one = new Asked.Part("test", List.of(Samples.answer("c", true, "s", 1, 2)));
        assertThat(Samples.asked(2, both, one).models()).hasSize(2);
        assertThatThrownBy(() -> Samples.asked(2, one, both))
                .hasMessage("Split \"test\" holds 1 fake and 0 real; weights and thresholds need both");
        assertThatThrownBy(() -> Samples.asked(2, both, both))
                .hasMessageContaining("\"valid\" that they are fitted on");
        assertThatThrownBy(() -> Samples.asked(1, both, one)).hasMessageContaining("at least two models, got 1");
        assertThatThrownBy(() -> Samples.asked(3, both, one))
                .hasMessage("Expected 3 logits for \"a\", one for each model, got 2");
        assertThatThrownBy(() -> new Asked.Part("test", List.of())).hasMessageContaining("holds nothing");
        assertThatThrownBy(() -> Samples.answer("x", true, "s", 1, Double.NaN))
                .hasMessage("Every part of \"x\" must hold 2 finite logits, got [1.0, NaN]");
        assertThatThrownBy(() -> new Answers("x", true, "s", false, List.of())).hasMessageContaining("\"x\"");
    }
}
