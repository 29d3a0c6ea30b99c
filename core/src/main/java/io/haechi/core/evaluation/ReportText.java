package io.haechi.core.evaluation;

import static io.haechi.core.evaluation.Cells.left;
import static io.haechi.core.evaluation.Cells.number;
import static io.haechi.core.evaluation.Cells.range;

import java.util.List;
import java.util.Locale;

/** Writes a report for a terminal. */
final class ReportText {
    private static final int NAME = 20;
    private static final int COLUMN = 10;
    private static final int GROUP_NAME = 34;
    /** A line about a group, 100 cells wide. */
    private static final String GROUP = "%s%6s%10s%8s%17s%17s%8s";

    private static final List<String> FIGURES =
            List.of("accuracy", "precision", "recall", "f1", "de", "re", "eer", "auc");

    private final EvaluationReport report;
    private final StringBuilder text = new StringBuilder();

    private ReportText(EvaluationReport report) {
        this.report = report;
    }

    static String of(EvaluationReport report) {
        ReportText text = new ReportText(report);
        text.head();
        text.models();
        text.words();
        text.groups("source", text.report.evaluation().bySource());
        text.report.byColumn().forEach(text::groups);
        text.add("(FNR and FPR with 95 %% intervals; AUC of one class: against all of the other class.)");
        if (report.robustness() != null) {
            text.text.append('\n').append(report.robustness().toText());
        }
        return text.text.toString();
    }

    private void head() {
        Evaluation evaluation = report.evaluation();
        add(
                "%s · split %s · %d examples: %d %s, %d %s · threshold %.3f · %.1f s",
                evaluation.problem().name(),
                report.split(),
                evaluation.n(),
                evaluation.positives(),
                evaluation.problem().positiveLabel(),
                evaluation.negatives(),
                evaluation.problem().negativeLabel(),
                evaluation.threshold(),
                report.seconds());
    }

    private void models() {
        StringBuilder heading = new StringBuilder(left("model", NAME));
        List.of("accuracy", "precision", "recall", "F1", "DE", "RE", "EER", "AUC")
                .forEach(name -> heading.append(right(name)));
        add("");
        add("%s", heading);
        model(report);
        if (!report.intervals().isEmpty()) {
            StringBuilder row = new StringBuilder(left("  95 % interval", NAME));
            FIGURES.forEach(figure -> row.append(right(range(report.intervals().get(figure)))));
            add("%s", row);
        }
        report.members().forEach(this::model);
        if (!Double.isNaN(report.shortcutAuc())) {
            add("%s%s", left("shortcut", NAME + 7 * COLUMN), right(number(report.shortcutAuc())));
        }
    }

    private void model(EvaluationReport each) {
        StringBuilder row = new StringBuilder(left(each.model(), NAME));
        FIGURES.forEach(figure -> row.append(right(number(each.evaluation().figure(figure)))));
        add("%s", row);
    }

    private void words() {
        Evaluation evaluation = report.evaluation();
        String positive = evaluation.problem().positiveLabel();
        String negative = evaluation.problem().negativeLabel();
        add("");
        if (evaluation.positives() > 0) {
            add(
                    "Of %d %s, %d were found and %d taken for %s (DE).",
                    evaluation.positives(),
                    positive,
                    evaluation.truePositives(),
                    evaluation.falseNegatives(),
                    negative);
        }
        if (evaluation.negatives() > 0) {
            add(
                    "Of %d %s, %d were left alone and %d taken for %s (RE).",
                    evaluation.negatives(),
                    negative,
                    evaluation.trueNegatives(),
                    evaluation.falsePositives(),
                    positive);
        }
        add(
                "Calibration: log loss %s, Brier %s, ECE %s.",
                number(evaluation.logLoss()), number(evaluation.brier()), number(evaluation.ece()));
        if (evaluation.unsure() > 0) {
            Evaluation decided = evaluation.decided();
            add(
                    "%d would have been \"cannot tell\" and are counted above; without them accuracy %s, DE %s, RE %s.",
                    evaluation.unsure(), number(decided.accuracy()), number(decided.de()), number(decided.re()));
        }
    }

    private void groups(String column, List<SourceFigures> groups) {
        Evaluation evaluation = report.evaluation();
        add("");
        add(
                GROUP,
                left(column, GROUP_NAME),
                "n",
                evaluation.problem().positiveLabel(),
                evaluation.problem().negativeLabel(),
                "FNR",
                "FPR",
                "AUC");
        for (SourceFigures group : groups) {
            add(
                    GROUP,
                    left(group.source(), GROUP_NAME),
                    group.n(),
                    group.positives(),
                    group.n() - group.positives(),
                    spread(group, "fnr", group.fnr()),
                    spread(group, "fpr", group.fpr()),
                    number(group.auc()));
        }
    }

    private static String spread(SourceFigures group, String figure, double value) {
        return Double.isNaN(value)
                ? number(value)
                : number(value) + " " + range(group.intervals().get(figure));
    }

    private static String right(String words) {
        return Cells.right(words, COLUMN);
    }

    private void add(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
