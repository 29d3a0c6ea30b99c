package io.haechi.core.comparison;

import static io.haechi.core.evaluation.Html.escape;
import static io.haechi.core.evaluation.Html.number;
import static io.haechi.core.evaluation.Html.percent;

import io.haechi.core.ensemble.FusionRule;
import io.haechi.core.evaluation.Html;
import io.haechi.core.evaluation.Interval;
import io.haechi.core.evaluation.PairedBootstrap.Difference;
import io.haechi.core.evaluation.SourceFigures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes a comparison as one page; every piece of text that comes from outside goes through {@link Html#escape}. */
final class ComparisonHtml {
    private static final List<String> FIGURES =
            List.of("accuracy", "precision", "recall", "f1", "de", "re", "eer", "auc");

    private final Comparison comparison;
    private final StringBuilder page = new StringBuilder();

    private ComparisonHtml(Comparison comparison) {
        this.comparison = comparison;
    }

    static String of(Comparison comparison) {
        ComparisonHtml html = new ComparisonHtml(comparison);
        html.head();
        html.standings();
        html.page.append(ForestPlot.of(comparison));
        html.answers();
        html.weights();
        html.sources();
        html.subsets();
        return html.page.append("</body></html>\n").toString();
    }

    private void head() {
        Asked asked = comparison.asked();
        String title = escape(asked.problem().name() + " · " + asked.test().split());
        page.append("<!doctype html>\n<html lang=\"ko\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        page.append("<title>").append(title).append("</title><style>\n");
        page.append(Html.style()).append("</style></head>\n<body>\n");
        page.append("<h1>모델과 앙상블 비교 <small>models and their ensembles: ")
                .append(title)
                .append("</small></h1>");
        paragraph(
                "가중치와 기준값은 " + words(asked.fit()) + "에서 정하고, 모든 수치는 " + words(asked.test()) + "에서 잼.",
                "Weights and thresholds (both errors equally frequent) come from " + words(asked.fit())
                        + ", every figure from " + words(asked.test()) + ".");
    }

    private String words(Asked.Part part) {
        return String.format(
                Locale.ROOT,
                "%s (%s %d, %s %d)",
                part.split(),
                comparison.asked().problem().positiveLabel(),
                part.positives(),
                comparison.asked().problem().negativeLabel(),
                part.answers().size() - part.positives());
    }

    private void standings() {
        heading("모델과 앙상블", "models and ensembles");
        table(List.of("", "accuracy", "precision", "recall", "F1", "DE", "RE", "EER", "AUC"));
        for (Standing each : comparison.standings()) {
            boolean isEnsemble = !comparison.models().contains(each);
            List<String> cells = FIGURES.stream()
                    .map(name -> number(each.test().figure(name)) + "<small>"
                            + range(each.intervals().get(name)) + "</small>")
                    .toList();
            row(isEnsemble ? "head" : "", each.name(), cells);
        }
        endTable();
        paragraph("작은 글씨: 95 % 신뢰구간 (층화 부트스트랩).", "Small print: 95 % percentile bootstrap, stratified by class.");
    }

    private static String range(@Nullable Interval interval) {
        return interval == null || Double.isNaN(interval.lo())
                ? "&nbsp;"
                : String.format(Locale.ROOT, "%.3f–%.3f", interval.lo(), interval.hi());
    }

    private static String gap(Interval interval) {
        return Double.isNaN(interval.lo())
                ? "&nbsp;"
                : String.format(Locale.ROOT, "%+.3f … %+.3f", interval.lo(), interval.hi());
    }

    private void answers() {
        heading("우연을 넘는가", "beyond chance?");
        page.append("<ul lang=\"en\">");
        comparison
                .duels()
                .forEach(
                        duel -> page.append("<li>").append(escape(duel.words())).append(".</li>"));
        page.append("</ul>\n");
        table(List.of("", "EER", "AUC", "accuracy"));
        for (Duel duel : comparison.duels()) {
            List<String> cells = new ArrayList<>();
            for (Difference difference : duel.differences()) {
                cells.add(String.format(
                        Locale.ROOT, "%+.3f<small>%s</small>", difference.value(), gap(difference.interval())));
            }
            row("", duel.challenger() + " − " + duel.rival(), cells);
        }
        endTable();
        String best = comparison.best().name();
        String hindsight = comparison.bestInHindsight().name();
        paragraph(
                "같은 녹음을 함께 다시 뽑는 짝지은 부트스트랩. 기준 분할에서 가장 좋은 단일 모델: " + best + ", 결과를 보고 고르면: " + hindsight + ".",
                "Paired bootstrap over the same examples. Best single model on the fit split: " + best
                        + "; in hindsight: " + hindsight + ".");
    }

    private void weights() {
        heading("가중치", "weights");
        table(Stream.concat(
                        Stream.of(""),
                        comparison.ensembles().stream().map(each -> each.rule().words()))
                .toList());
        for (int m = 0; m < comparison.models().size(); m++) {
            int model = m;
            row(
                    "",
                    comparison.models().get(m).name(),
                    comparison.ensembles().stream()
                            .map(each -> number(each.fusion().weights().get(model)))
                            .toList());
        }
        row(
                "",
                "bias",
                comparison.ensembles().stream().map(each -> number(each.bias())).toList());
        endTable();
        paragraph(
                "투표의 가중치는 확률에, 학습된 결합의 가중치는 로짓에 곱함.", "A vote's weights multiply probabilities, learned ones logits.");
    }

    private void sources() {
        List<Standing> standings = comparison.standings();
        List<List<SourceFigures>> bySource =
                standings.stream().map(each -> each.test().bySource()).toList();
        for (boolean misses : new boolean[] {true, false}) {
            heading(misses ? "출처별 DE" : "출처별 RE", misses ? "misses by source" : "false alarms by source");
            table(Stream.concat(Stream.of("", "n"), standings.stream().map(Standing::name))
                    .toList());
            for (int s = 0; s < bySource.getFirst().size(); s++) {
                int source = s;
                SourceFigures first = bySource.getFirst().get(s);
                int n = misses ? first.positives() : first.n() - first.positives();
                if (n > 0) {
                    List<String> cells = new ArrayList<>(List.of(Integer.toString(n)));
                    bySource.forEach(each -> cells.add(percent(
                            misses ? each.get(source).fnr() : each.get(source).fpr())));
                    row("", first.source(), cells);
                }
            }
            endTable();
        }
    }

    private void subsets() {
        if (comparison.subsets().isEmpty()) {
            return;
        }
        heading("모든 조합의 EER", "EER of all subsets");
        List<String> columns = new ArrayList<>(List.of(""));
        for (Asked.Part part :
                List.of(comparison.asked().fit(), comparison.asked().test())) {
            Arrays.stream(FusionRule.values()).forEach(rule -> columns.add(part.split() + ": " + rule.words()));
        }
        table(columns);
        for (Subset subset : comparison.subsets()) {
            List<String> cells = Stream.concat(subset.fitEer().values().stream(), subset.testEer().values().stream())
                    .map(Html::number)
                    .toList();
            row("", String.join(" + ", subset.models()), cells);
        }
        endTable();
        paragraph(
                "가중치를 정한 분할의 EER 순서. 다른 분할의 값은 고르기 위한 것이 아님.",
                "Ranked by error-rate weights on the split that they were fitted on; the other split is not to choose by.");
    }

    private void heading(String korean, String english) {
        page.append("<h2>").append(korean).append(" <small>").append(english).append("</small></h2>");
    }

    private void table(List<String> columns) {
        page.append("<div class=\"wide\"><table><thead><tr>");
        columns.forEach(column ->
                page.append("<th scope=\"col\">").append(escape(column)).append("</th>"));
        page.append("</tr></thead><tbody>\n");
    }

    /** Cells are HTML already, the name is not. */
    private void row(String style, String name, List<String> cells) {
        page.append("<tr class=\"")
                .append(style)
                .append("\"><th scope=\"row\">")
                .append(escape(name));
        page.append("</th>");
        cells.forEach(cell -> page.append("<td>").append(cell).append("</td>"));
        page.append("</tr>\n");
    }

    private void endTable() {
        page.append("</tbody></table></div>\n");
    }

    private void paragraph(String korean, String english) {
        page.append("<p class=\"soft\">").append(escape(korean)).append(" <span lang=\"en\">");
        page.append(escape(english)).append("</span></p>\n");
    }
}
