package io.haechi.core.evaluation;

final class ReportText {
    private ReportText() {}

    static String of(EvaluationReport report) {
        return report.model();
    }
}
