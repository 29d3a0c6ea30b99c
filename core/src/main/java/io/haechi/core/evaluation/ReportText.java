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
        text.sources();
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

    private void sources() {
        Evaluation evaluation = report.evaluation();
        add("");
        add(
                "%s%s%s%s%s%s%s",
                left("source", 2 * NAME),
                right("n"),
                right(evaluation.problem().positiveLabel()),
                right(evaluation.problem().negativeLabel()),
                right("FNR"),
                right("FPR"),
                right("AUC"));
        for (SourceFigures source : evaluation.bySource()) {
            add(
                    "%s%10d%10d%10d%s%s%s",
                    left(source.source(), 2 * NAME),
                    source.n(),
                    source.positives(),
                    source.n() - source.positives(),
                    right(number(source.fnr())),
                    right(number(source.fpr())),
                    right(number(source.auc())));
        }
        add("(AUC of a source with one class: against all examples of the other class.)");
    }

    private static String right(String words) {
        return Cells.right(words, COLUMN);
    }

    private void add(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
