package io.haechi.core.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Text, JSON and page say the same figures; nothing that comes from outside means anything to them. */
class ComparisonReportTest {
    private final Comparison comparison = Comparison.of(Samples.drawn(60, 80), true);

    @Test
    void theTextHoldsBothTablesTheWeightsTheSourcesAndTheAnswers() {
        String text = comparison.toText();
        assertThat(text)
                .startsWith("voice · 3 models · weights and thresholds from split valid (30 fake, 30 real), measured on"
                        + " split test (40 fake, 40 real)\n")
                .containsPattern("(?m)^model +accuracy +precision +recall +F1 +DE +RE +EER +AUC$")
                .containsPattern("(?m)^ensemble +accuracy +precision +recall +F1 +DE +RE +EER +AUC$")
                .containsPattern("(?m)^soft vote( +[0-9.]{5}){8}\n  95 % interval( +[0-9.]{4}-[0-9.]{4}){8}$")
                .containsPattern("(?m)^weight +soft +accuracy +error-rate +learned$")
                .containsPattern("(?m)^voice-a +0\\.333( +-?[0-9.]{5}){3}$")
                .containsPattern("(?m)^bias +-?[0-9.]{5}$")
                .containsPattern("(?m)^DE of source +n +a +b +c +soft +accuracy +error-rate +learned\nmaker <b> +40 ")
                .containsPattern("(?m)^RE of source .*\npeople +40 ")
                .containsPattern(
                        "(?m)^- error-rate weights .* accuracy weights.*:\n  EER +[0-9.]{5} against [0-9.]{5}, "
                                + "[+-][0-9.]{5} \\[[+-][0-9.]{5} to [+-][0-9.]{5}]$")
                .containsPattern("(?m)^( +[0-9.]{5}){8}   voice-a \\+ voice-b$");
        assertThat(text)
                .contains("\nBest single model on split valid: "
                        + comparison.best().name());
        assertThat(text.lines()).allMatch(line -> line.length() <= 130);
        assertThat(Comparison.of(Samples.drawn(60, 80), false).toText()).doesNotContain("subsets");
    }

    @Test
    void theJsonHasTheKeysOfAnEvaluationForEveryModelAndEnsemble() {
        JsonNode json = comparison.toJson();
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "schema",
                        "problem",
                        "fitSplit",
                        "fitN",
                        "fitPositives",
                        "split",
                        "n",
                        "positives",
                        "bestSingle",
                        "bestSingleInHindsight",
                        "models",
                        "ensembles",
                        "differences",
                        "subsets");
        assertThat(json.at("/schema").asText()).isEqualTo("haechi/1");
        assertThat(json.at("/models/1/modelSha256").asText()).isEqualTo("1".repeat(64));
        for (JsonNode each : List.of(json.at("/models/0"), json.at("/ensembles/2"))) {
            assertThat(each.fieldNames())
                    .toIterable()
                    .contains(
                            "threshold", "accuracy", "f1", "de", "re", "eer", "auc", "ci", "bySource", "fit", "decided")
                    .doesNotContain("models", "seconds", "shortcut", "schema");
            assertThat(each.at("/ci/eer")).hasSize(2);
            assertThat(each.at("/bySource/0/source").asText()).isEqualTo("maker <b>");
            assertThat(each.at("/fit/eer").isNumber()).isTrue();
        }
        JsonNode byErrors = json.at("/ensembles/2");
        assertThat(byErrors.get("weighting").asText()).isEqualTo("ERROR_RATE");
        assertThat(byErrors.get("bias").getNodeType()).isEqualTo(JsonNodeType.NULL);
        assertThat(Stream.of("voice-a", "voice-b", "voice-c")
                        .mapToDouble(name -> byErrors.get("weights").get(name).asDouble())
                        .sum())
                .isCloseTo(1, org.assertj.core.api.Assertions.within(1e-12));
        assertThat(json.at("/ensembles/3/bias").isNumber()).isTrue();
        JsonNode first = json.at("/differences/0");
        assertThat(first.get("challenger").asText()).isEqualTo("error-rate weights");
        assertThat(first.get("rival").asText()).isEqualTo("accuracy weights");
        assertThat(first.at("/figures/0/difference").asDouble())
                .isEqualTo(first.at("/figures/0/challenger").asDouble()
                        - first.at("/figures/0/rival").asDouble());
        assertThat(first.at("/figures/0/ci")).hasSize(2);
        assertThat(json.get("subsets")).hasSize(7);
        assertThat(json.at("/subsets/0/fitEer").fieldNames())
                .toIterable()
                .containsExactly("SOFT_VOTE", "ACCURACY", "ERROR_RATE", "LEARNED");
    }

    @Test
    void thePageNeedsNothingElseAndEscapesWhatComesFromOutside() {
        String page = comparison.toHtml();
        assertThat(page)
                .startsWith("<!doctype html>")
                .endsWith("</body></html>\n")
                .contains("maker &lt;b&gt;")
                .doesNotContain("maker <b>")
                .doesNotContain("<script")
                .doesNotContain("http")
                .contains("<svg")
                .contains(comparison.duels().getFirst().words())
                .contains(String.format(
                        Locale.ROOT,
                        "%.3f<small>",
                        comparison.models().getFirst().test().eer()));
    }

    @Test
    void aClassThatIsNotMeasuredIsADashAndNothingIsConcluded() {
        List<Answers> reals = Samples.drawn(60, 80).test().answers().stream()
                .filter(each -> !each.positive())
                .toList();
        Asked asked = Samples.drawn(60, 80);
        Comparison half = Comparison.of(
                new Asked(asked.problem(), asked.models(), asked.fit(), new Asked.Part("test", reals)), false);
        assertThat(half.toText())
                .containsPattern("(?m)^soft vote +[0-9.]{5}( +-){4} +[0-9.]{5} +- +-$")
                .contains("too few examples to tell whether error-rate weights beat soft vote");
        assertThat(half.toJson().at("/models/0/eer").isNull()).isTrue();
        assertThat(half.toHtml()).contains("<svg");
    }

    @Test
    void aNameCannotTalkToTheTerminal() {
        List<Answers> answers = Samples.drawn(60, 80).test().answers().stream()
                .map(each -> new Answers(each.id(), each.positive(), "\u001b[31mred", false, each.parts()))
                .toList();
        Asked asked = Samples.drawn(60, 80);
        String text = Comparison.of(
                        new Asked(asked.problem(), asked.models(), asked.fit(), new Asked.Part("test", answers)), false)
                .toText();
        assertThat(text).contains("?[31mred").doesNotContain("\u001b");
    }
}
