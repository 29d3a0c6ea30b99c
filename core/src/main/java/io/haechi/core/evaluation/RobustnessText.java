package io.haechi.core.evaluation;

import java.util.Locale;

/** Writes robustness and coverage as tables for a terminal 100 columns wide. */
final class RobustnessText {
    private RobustnessText() {}

    static String of(Robustness robustness) {
        Robustness.Column first = robustness.columns().getFirst();
        StringBuilder text = new StringBuilder();
        add(
                text,
                "robustness · %d examples under each condition, all at the threshold %.3f",
                first.evaluation().n(),
                first.evaluation().threshold());
        add(
                text,
                "%-16s%7s%11s%7s%7s%11s%7s%11s%8s%9s",
                "condition",
                "EER",
                "95 %",
                "AUC",
                "DE",
                "95 %",
                "RE",
                "95 %",
                "unsure",
                "flipped");
        for (Robustness.Column column : robustness.columns()) {
            Evaluation evaluation = column.evaluation();
            add(
                    text,
                    "%-16s%7s%11s%7s%7s%11s%7s%11s%8d%9s",
                    column.condition(),
                    Cells.number(evaluation.eer()),
                    Cells.range(column.intervals().get("eer")),
                    Cells.number(evaluation.auc()),
                    Cells.number(evaluation.de()),
                    Cells.range(column.intervals().get("de")),
                    Cells.number(evaluation.re()),
                    Cells.range(column.intervals().get("re")),
                    evaluation.unsure(),
                    Cells.number(column.flipped()));
        }
        add(
                text,
                "(flipped: share decided otherwise than under \"%s\"; every rate forces a decision on all examples.)",
                first.condition());
        return text.toString();
    }

    static String of(RiskCoverage coverage) {
        StringBuilder text = new StringBuilder();
        add(text, "coverage · errors among the examples still decided when the least sure are left out");
        add(text, "%8s%9s%9s%9s%9s%9s", "coverage", "decided", "error", "DE", "RE", "EER");
        for (RiskCoverage.Row row : coverage.rows()) {
            Evaluation decided = row.decided();
            add(
                    text,
                    "%8.2f%9d%9s%9s%9s%9s",
                    row.coverage(),
                    decided.n(),
                    Cells.number(row.risk()),
                    Cells.number(decided.de()),
                    Cells.number(decided.re()),
                    Cells.number(decided.eer()));
        }
        add(
                text,
                "AURC %s (mean error over all coverages), %s of it for leaving out the wrong ones first.",
                Cells.number(coverage.aurc()),
                Cells.number(coverage.excessAurc()));
        return text.toString();
    }

    private static void add(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
