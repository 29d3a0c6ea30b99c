package io.haechi.core.evaluation;

final class ReportHtml {
    private ReportHtml() {}

    static String of(EvaluationReport report) {
        return report.model();
    }
}
