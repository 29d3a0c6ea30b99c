package io.haechi.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.core.Problem;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class EvaluationReportTest {
    private static final String HASH = "3f1c".repeat(16);
    private static final Evaluation EVALUATION = BootstrapTest.evaluation(5, 400);

    @Test
    void jsonHasTheKeysOfTheContract() {
        ObjectNode json = ensemble().toJson();
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "schema",
                        "problem",
                        "model",
                        "modelSha256",
                        "split",
                        "n",
                        "positives",
                        "threshold",
                        "accuracy",
                        "precision",
                        "recall",
                        "f1",
                        "specificity",
                        "fpr",
                        "fnr",
                        "de",
                        "re",
                        "eer",
                        "auc",
                        "prAuc",
                        "logLoss",
                        "brier",
                        "ece",
                        "unsure",
                        "seconds",
                        "decided",
                        "ci",
                        "bySource",
                        "shortcut",
                        "coverage",
                        "models");
        assertThat(json.at("/schema").asText()).isEqualTo("haechi/1");
        assertThat(json.at("/problem").asText()).isEqualTo("voice");
        assertThat(json.at("/eer").asDouble()).isEqualTo(EVALUATION.eer());
        assertThat(json.at("/ci/auc/0").asDouble()).isLessThan(EVALUATION.auc());
        assertThat(json.at("/ci/auc/1").asDouble()).isGreaterThan(EVALUATION.auc());
        assertThat(json.at("/bySource/0").fieldNames())
                .toIterable()
                .containsExactly("source", "n", "positives", "fpr", "fnr", "auc", "ci");
        assertThat(json.at("/shortcut/auc").asDouble()).isEqualTo(0.58);
        assertThat(json.at("/unsure").asInt()).isPositive();
        assertThat(json.at("/decided/n").asInt())
                .isEqualTo(json.at("/n").asInt() - json.at("/unsure").asInt());
    }

    @Test
    void membersAreTheSameObjectsWithoutMembersOfTheirOwn() {
        JsonNode models = ensemble().toJson().get("models");
        assertThat(models).hasSize(2);
        assertThat(models.get(0).get("model").asText()).isEqualTo("simple-cnn");
        assertThat(models.get(0).has("eer")).isTrue();
        assertThat(models.get(0).has("models")).isFalse();
    }

    @Test
    void whatIsUndefinedIsNull() {
        Evaluation oneClass = Evaluation.of(Problem.VOICE, List.of(new Scored("a", true, 0.9, "vits")), 0.5);
        EvaluationReport report = new EvaluationReport(
                "m", HASH, "all", oneClass, Bootstrap.intervals(oneClass, 20, 1), Double.NaN, 0.1, List.of());
        JsonNode json = report.toJson();
        assertThat(json.get("auc").isNull()).isTrue();
        assertThat(json.get("re").isNull()).isTrue();
        assertThat(json.get("de").asDouble()).isZero();
        assertThat(json.at("/ci/auc/0").isNull()).isTrue();
        assertThat(json.at("/shortcut/auc").isNull()).isTrue();
        assertThat(json.at("/models")).isEmpty();
        assertThat(report.toText()).contains("Of 1 fake, 1 were found").doesNotContain("NaN", "RE).");
        assertThat(report.toHtml()).doesNotContain("NaN").contains("needs both classes");
    }

    @Test
    void textFitsATerminal() {
        String text = ensemble().toText();
        assertThat(text.lines()).allMatch(line -> line.length() <= 110);
        assertThat(text)
                .contains("voice · split test · 400 examples: 134 fake, 266 real · threshold 0.500 · 12.3 s")
                .contains("95 % interval")
                .contains("shortcut")
                .contains("simple-cnn")
                .contains("would have been \"cannot tell\"");
        assertThat(text.lines().filter(line -> line.startsWith("voice-default")))
                .singleElement()
                .satisfies(line -> assertThat(line.trim().split("\\s+")).hasSize(9));
    }

    @Test
    void namesCannotReachTheTerminalOrThePageRaw() {
        Evaluation evaluation = Evaluation.of(
                Problem.VOICE,
                List.of(
                        new Scored("a", true, 0.9, "<script>alert(1)</script>\u001b[31m"),
                        new Scored("b", false, 0.1, "\"'&")),
                0.5);
        EvaluationReport report = new EvaluationReport(
                "<img src=x onerror=alert(1)>", "\"><b>", "<i>", evaluation, Map.of(), 0.5, 1, List.of());
        assertThat(report.toHtml())
                .doesNotContain("<script", "<img", "<b>", "<i>", "\u001b")
                .contains("&lt;script&gt;");
        assertThat(report.toText()).doesNotContain("\u001b");
    }

    @Test
    void thePageStandsAlone() throws Exception {
        String html = ensemble().toHtml();
        assertThat(html)
                .startsWith("<!doctype html>")
                .contains("평가 보고서", "evaluation of", "prefers-color-scheme: dark", "ROC", "DET", "혼동 행렬")
                .doesNotContain("<script", "http://", "https://", "url(", "@import", "src=");
        var svgs = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL)
                .matcher(html)
                .results()
                .map(match -> match.group())
                .toList();
        assertThat(svgs).hasSize(5).noneMatch(svg -> svg.contains("NaN") || svg.contains("Infinity"));
        for (String svg : svgs) {
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        }
        // Kept for a look with a browser.
        Files.writeString(Files.createDirectories(Path.of("target")).resolve("report.html"), html);
    }

    @Test
    void aPageOfManyExamplesStaysSmall() {
        Evaluation many = BootstrapTest.evaluation(6, 50_000);
        EvaluationReport report = new EvaluationReport("m", HASH, "all", many, Map.of(), 0.5, 1, List.of());
        assertThat(report.toHtml().length()).isLessThan(100_000);
    }

    @Test
    void probitsAreThoseOfScipy() {
        // scipy.stats.norm.ppf
        assertThat(Probit.of(0.5)).isCloseTo(0, within(1e-8));
        assertThat(Probit.of(0.001)).isCloseTo(-3.090232306167813, within(1e-7));
        assertThat(Probit.of(0.99)).isCloseTo(2.3263478740408408, within(1e-7));
        assertThat(Probit.of(0.2)).isCloseTo(-0.8416212335729142, within(1e-7));
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new EvaluationReport("m", HASH, "all", EVALUATION, Map.of(), 1.5, 1, List.of()))
                .hasMessage("AUC of the shortcut must be between 0 and 1, got 1.5");
        assertThatThrownBy(() -> new EvaluationReport("m", HASH, "all", EVALUATION, Map.of(), 0.5, -1, List.of()))
                .hasMessage("Seconds must not be negative, got -1.0");
    }

    private static EvaluationReport ensemble() {
        return new EvaluationReport(
                "voice-default",
                HASH,
                "test",
                EVALUATION,
                Bootstrap.intervals(EVALUATION, 200, 1),
                0.58,
                12.34,
                List.of(member("simple-cnn", 8), member("bilstm", 9)));
    }

    private static EvaluationReport member(String name, long seed) {
        Evaluation evaluation = BootstrapTest.evaluation(seed, 400);
        return new EvaluationReport(name, HASH, "test", evaluation, Map.of(), Double.NaN, 1, List.of());
    }
}
