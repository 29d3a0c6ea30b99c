package io.haechi.core.evaluation;

import static io.haechi.core.evaluation.Html.escape;
import static io.haechi.core.evaluation.Html.number;
import static io.haechi.core.evaluation.Html.percent;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The sections of a page about robustness and coverage. */
final class RobustnessHtml {
    private RobustnessHtml() {}

    static String of(Robustness robustness) {
        StringBuilder page =
                new StringBuilder("<h2>견고성 <small>robustness</small></h2><div class=\"wide\"><table><thead><tr>");
        heading(page, List.of("", "n", "EER", "AUC", "DE", "RE", "판단불가 unsure", "뒤집힘 flipped"));
        for (Robustness.Column column : robustness.columns()) {
            Evaluation evaluation = column.evaluation();
            add(
                    page,
                    "<tr><th scope=\"row\">%s</th><td>%d</td>%s<td>%s</td>%s%s<td>%d</td><td>%s</td></tr>",
                    escape(column.condition()),
                    evaluation.n(),
                    cell(evaluation.eer(), column.intervals().get("eer")),
                    number(evaluation.auc()),
                    cell(evaluation.de(), column.intervals().get("de")),
                    cell(evaluation.re(), column.intervals().get("re")),
                    evaluation.unsure(),
                    percent(column.flipped()));
        }
        add(
                page,
                "</tbody></table></div><p class=\"soft\">뒤집힘: 첫 줄과 판정이 달라진 비율, 모두 같은 기준값에서. "
                        + "<span lang=\"en\">Flipped: share decided otherwise than in the first row, all at the same"
                        + " threshold.</span></p>\n");
        return page.toString();
    }

    static String of(RiskCoverage coverage) {
        StringBuilder page = new StringBuilder(
                "<h2>답변 범위와 오류 <small>coverage and error</small></h2><div class=\"wide\"><table><thead><tr>");
        heading(page, List.of("답변 범위 coverage", "n", "오류 error", "DE", "RE", "EER"));
        for (RiskCoverage.Row row : coverage.rows()) {
            Evaluation decided = row.decided();
            add(
                    page,
                    "<tr><th scope=\"row\">%s</th><td>%d</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>",
                    percent(row.coverage()),
                    decided.n(),
                    percent(row.risk()),
                    percent(decided.de()),
                    percent(decided.re()),
                    percent(decided.eer()));
        }
        add(
                page,
                "</tbody></table></div><p class=\"soft\">가장 불확실한 것부터 빼고 판정했을 때. AURC %s, 순서 탓 %s. "
                        + "<span lang=\"en\">The least sure are left out first; AURC is the mean error over all"
                        + " coverages, and what of it is due to that order.</span></p>\n",
                number(coverage.aurc()),
                number(coverage.excessAurc()));
        return page.toString();
    }

    private static void heading(StringBuilder page, List<String> names) {
        names.forEach(name -> add(page, "<th scope=\"col\">%s</th>", name));
        page.append("</tr></thead><tbody>");
    }

    private static String cell(double rate, @Nullable Interval interval) {
        String range = interval == null || Double.isNaN(interval.lo())
                ? ""
                : String.format(Locale.ROOT, "<small>%.1f–%.1f</small>", 100 * interval.lo(), 100 * interval.hi());
        return "<td>" + percent(rate) + range + "</td>";
    }

    private static void add(StringBuilder page, String format, Object... values) {
        page.append(values.length == 0 ? format : String.format(Locale.ROOT, format, values));
    }
}
