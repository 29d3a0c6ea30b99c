package io.haechi.core.evaluation;

import static io.haechi.core.evaluation.Html.escape;
import static io.haechi.core.evaluation.Html.number;
import static io.haechi.core.evaluation.Html.percent;

import io.haechi.core.Problem;
import java.util.List;
import java.util.Locale;

/** Writes a report as one page; every piece of text that comes from outside goes through {@link Html#escape}. */
final class ReportHtml {
    private final EvaluationReport report;
    private final Evaluation evaluation;
    private final String positive;
    private final String negative;
    private final StringBuilder page = new StringBuilder();

    private ReportHtml(EvaluationReport report) {
        this.report = report;
        this.evaluation = report.evaluation();
        Problem problem = evaluation.problem();
        this.positive = escape(problem.positiveLabel());
        this.negative = escape(problem.negativeLabel());
    }

    static String of(EvaluationReport report) {
        ReportHtml html = new ReportHtml(report);
        html.head();
        html.tiles();
        html.models();
        html.charts();
        html.groups("출처별", "by source", html.evaluation.bySource());
        report.byColumn().forEach((column, values) -> html.groups(escape(column), "by column", values));
        if (report.robustness() != null) {
            html.page.append(RobustnessHtml.of(report.robustness()));
        }
        html.page.append(RobustnessHtml.of(report.coverage()));
        html.conventions();
        return html.page.append("</body></html>\n").toString();
    }

    private void head() {
        add("<!doctype html>\n<html lang=\"ko\"><head><meta charset=\"utf-8\">");
        add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        add("<title>%s · %s</title>", escape(report.model()), escape(report.split()));
        page.append("<style>\n").append(Html.style()).append("</style></head>\n<body>\n");
        add(
                "<h1>평가 보고서: %s <small>evaluation of %s</small></h1>",
                escape(report.model()), escape(evaluation.problem().positive()));
        add(
                "<p class=\"soft\">%s · split %s · %d (%s %d, %s %d) · threshold %s · %s s</p>",
                escape(evaluation.problem().name()),
                escape(report.split()),
                evaluation.n(),
                positive,
                evaluation.positives(),
                negative,
                evaluation.negatives(),
                number(evaluation.threshold()),
                String.format(Locale.ROOT, "%.1f", report.seconds()));
        add("<p class=\"soft hash\">SHA-256 %s</p>\n", escape(report.modelSha256()));
    }

    private void tiles() {
        add("<dl class=\"tiles\">");
        tile("EER <span>동일 오류율</span>", percent(evaluation.eer()), range("eer", true));
        tile("AUC", number(evaluation.auc()), range("auc", false));
        tile("DE · " + positive + " → " + negative, percent(evaluation.de()), range("de", true));
        tile("RE · " + negative + " → " + positive, percent(evaluation.re()), range("re", true));
        tile("정확도 accuracy", percent(evaluation.accuracy()), range("accuracy", true));
        tile("F1", number(evaluation.f1()), range("f1", false));
        tile("ECE 보정 오차", number(evaluation.ece()), range("ece", false));
        tile("지름길 AUC", number(report.shortcutAuc()), "shortcut: reads no content");
        add("</dl>\n");
        Evaluation decided = evaluation.decided();
        add(
                "<p class=\"soft\">판단불가 %d건도 위 수치에 들어 있음. 이를 빼면 정확도 %s, DE %s, RE %s. "
                        + "<span lang=\"en\">The %d unsure are counted above; without them accuracy %s.</span></p>\n",
                evaluation.unsure(),
                percent(decided.accuracy()),
                percent(decided.de()),
                percent(decided.re()),
                evaluation.unsure(),
                percent(decided.accuracy()));
    }

    private void tile(String name, String value, String below) {
        add("<div class=\"tile\"><dt>%s</dt><dd>%s<small>%s</small></dd></div>", name, value, below);
    }

    private String range(String metric, boolean inPercent) {
        Interval interval = report.intervals().get(metric);
        if (interval == null || Double.isNaN(interval.lo())) {
            return "&nbsp;";
        }
        return inPercent
                ? String.format(Locale.ROOT, "95 %% CI %.1f–%.1f", 100 * interval.lo(), 100 * interval.hi())
                : String.format(Locale.ROOT, "95 %% CI %.3f–%.3f", interval.lo(), interval.hi());
    }

    private void models() {
        add("<h2>모델 <small>models</small></h2><div class=\"wide\"><table><thead><tr>");
        for (String column : List.of(
                "", "accuracy", "precision", "recall", "F1", "DE", "RE", "EER", "AUC", "PR AUC", "log loss", "Brier")) {
            add("<th scope=\"col\">%s</th>", column);
        }
        add("</tr></thead><tbody>");
        model(report, "head");
        report.members().forEach(member -> model(member, ""));
        if (!Double.isNaN(report.shortcutAuc())) {
            add(
                    "<tr><th scope=\"row\">지름길 <small class=\"soft\">shortcut</small></th>%s<td>%s</td>%s</tr>",
                    "<td></td>".repeat(7), number(report.shortcutAuc()), "<td></td>".repeat(3));
        }
        add("</tbody></table></div>\n");
    }

    private void model(EvaluationReport row, String style) {
        add("<tr class=\"%s\"><th scope=\"row\">%s</th>", style, escape(row.model()));
        for (String figure : List.of("accuracy", "precision", "recall", "f1", "de", "re", "eer", "auc", "prAuc")) {
            add("<td>%s</td>", number(row.evaluation().figure(figure)));
        }
        add(
                "<td>%s</td><td>%s</td></tr>",
                number(row.evaluation().logLoss()), number(row.evaluation().brier()));
    }

    private void charts() {
        add("<h2>그림 <small>charts</small></h2><div class=\"charts\">\n");
        String circle = "○ 기준값 " + number(evaluation.threshold()) + "에서 · at the threshold";
        String members = report.members().isEmpty() ? "" : " · 가는 선: 개별 모델 · thin: members";
        figure("ROC 곡선", "ROC curve", ReportCharts.roc(report), circle + members);
        figure("DET 곡선", "DET curve", ReportCharts.det(report), "● EER · " + circle);
        figure(
                "점수 분포",
                "scores by class",
                ReportCharts.histogram(evaluation),
                "<span class=\"pos-key\">" + positive + "</span><span class=\"neg-key\">" + negative + "</span>");
        figure(
                "확률 보정",
                "calibration",
                ReportCharts.calibration(evaluation),
                "대각선에 가까울수록 확률이 정직함 · on the diagonal, 80 % means 80 %");
        figure(
                "답변 범위와 오류",
                "risk and coverage",
                ReportCharts.coverage(report.coverage()),
                "왼쪽으로 갈수록 확실한 것만 판정 · to the left only what is surest is decided");
        confusion();
        add("</div>\n");
    }

    private void figure(String korean, String english, String content, String below) {
        add("<figure><figcaption>%s <small>%s</small></figcaption>%s", korean, english, content);
        add("<p>%s</p></figure>\n", below);
    }

    private void confusion() {
        String table = "<table class=\"confusion\"><thead><tr><th></th><th scope=\"col\">→ " + negative
                + "</th><th scope=\"col\">→ " + positive + "</th></tr></thead><tbody><tr><th scope=\"row\">" + negative
                + "</th>" + cell("n", evaluation.trueNegatives(), evaluation.specificity())
                + cell("p", evaluation.falsePositives(), evaluation.fpr()) + "</tr><tr><th scope=\"row\">" + positive
                + "</th>" + cell("n", evaluation.falseNegatives(), evaluation.fnr())
                + cell("p", evaluation.truePositives(), evaluation.recall()) + "</tr></tbody></table>";
        figure("혼동 행렬", "confusion", table, "행: 실제, 열: 판정 · rows are the truth, columns what was said");
    }

    private static String cell(String style, int count, double share) {
        return String.format(
                Locale.ROOT,
                "<td class=\"%s\" style=\"--share:%.3f\">%d<small>%s</small></td>",
                style,
                Double.isNaN(share) ? 0 : share,
                count,
                percent(share));
    }

    private void groups(String title, String english, List<SourceFigures> groups) {
        add("<h2>%s <small>%s</small></h2><div class=\"wide\"><table><thead><tr>", title, english);
        for (String column : List.of("", "n", positive, negative, "미탐지 FNR", "오경보 FPR", "AUC")) {
            add("<th scope=\"col\">%s</th>", column);
        }
        add("</tr></thead><tbody>");
        for (SourceFigures source : groups) {
            add(
                    "<tr><th scope=\"row\">%s</th><td>%d</td><td>%d</td><td>%d</td><td>%s</td><td>%s</td><td>%s</td></tr>",
                    escape(source.source()),
                    source.n(),
                    source.positives(),
                    source.n() - source.positives(),
                    spread(source, "fnr", source.fnr()),
                    spread(source, "fpr", source.fpr()),
                    number(source.auc()));
        }
        add("</tbody></table></div>\n");
    }

    private static String spread(SourceFigures group, String figure, double value) {
        Interval interval = group.intervals().get(figure);
        return Double.isNaN(value) || interval == null
                ? percent(value)
                : String.format(
                        Locale.ROOT,
                        "%s <small>%.0f–%.0f</small>",
                        percent(value),
                        100 * interval.lo(),
                        100 * interval.hi());
    }

    private void conventions() {
        add("<p class=\"soft\">한 부류뿐인 출처의 AUC는 다른 부류 전체와 견준 값. 모든 비율은 기준값에서 판정을 강제한 것.</p>");
        add(
                "<p class=\"soft\" lang=\"en\">The AUC of a source with one class is taken against all examples of the other"
                        + " class. Every rate forces a decision at the threshold (probability ≥ threshold is %s). Intervals: 95 %%"
                        + " percentile bootstrap, stratified by class; of groups Wilson's.</p>\n",
                positive);
    }

    private void add(String format, Object... values) {
        page.append(values.length == 0 ? format : String.format(Locale.ROOT, format, values));
    }
}
