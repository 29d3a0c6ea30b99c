package io.haechi.core.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The drawings of a report. */
final class ReportCharts {
    private static final double DET_LEAST = 0.001;
    private static final double DET_MOST = 0.99;
    private static final String ONE_CLASS = "한 부류뿐이라 그릴 수 없음 · needs both classes";

    private ReportCharts() {}

    static String roc(EvaluationReport report) {
        Plot plot = new Plot(
                "ROC curve",
                Plot.Axis.linear("오경보율 · false positive rate", 0, 1),
                Plot.Axis.linear("탐지율 · true positive rate", 0, 1));
        fractions(plot);
        plot.line("guide", List.of(new double[] {0, 0}, new double[] {1, 1}));
        Evaluation evaluation = report.evaluation();
        if (isOneClass(evaluation)) {
            return plot.words(ONE_CLASS).svg();
        }
        report.members().stream()
                .map(EvaluationReport::evaluation)
                .filter(member -> !isOneClass(member))
                .forEach(member -> plot.line("member", rocPoints(member)));
        plot.line("curve", rocPoints(evaluation));
        return plot.dot("mark", evaluation.fpr(), evaluation.recall(), 4.5).svg();
    }

    static String det(EvaluationReport report) {
        Plot plot = new Plot("DET curve", probit("오경보율 · false positive rate, %"), probit("미탐지율 · miss rate, %"));
        for (double tick : new double[] {0.001, 0.01, 0.05, 0.2, 0.5, 0.8, 0.95, 0.99}) {
            String label = String.format(Locale.ROOT, tick < 0.01 ? "%.1f" : "%.0f", 100 * tick);
            plot.tickX(tick, label).tickY(tick, label);
        }
        plot.line("guide", List.of(new double[] {DET_LEAST, DET_LEAST}, new double[] {DET_MOST, DET_MOST}));
        Evaluation evaluation = report.evaluation();
        if (isOneClass(evaluation)) {
            return plot.words(ONE_CLASS).svg();
        }
        report.members().stream()
                .map(EvaluationReport::evaluation)
                .filter(member -> !isOneClass(member))
                .forEach(member -> plot.line("member", detPoints(member)));
        plot.line("curve", detPoints(evaluation));
        plot.dot("dot", evaluation.eer(), evaluation.eer(), 3.5);
        return plot.dot("mark", evaluation.fpr(), evaluation.fnr(), 4.5).svg();
    }

    static String calibration(Evaluation evaluation) {
        Plot plot = new Plot(
                "Reliability diagram",
                Plot.Axis.linear("말한 확률 · predicted probability", 0, 1),
                Plot.Axis.linear("실제 비율 · share of positives", 0, 1));
        fractions(plot);
        plot.line("guide", List.of(new double[] {0, 0}, new double[] {1, 1}));
        List<CalibrationBin> filled =
                evaluation.calibration().stream().filter(bin -> bin.n() > 0).toList();
        plot.line(
                "member",
                filled.stream()
                        .map(bin -> new double[] {bin.meanProbability(), bin.positiveShare()})
                        .toList());
        for (CalibrationBin bin : filled) {
            double radius = 2 + 10 * Math.sqrt((double) bin.n() / evaluation.n());
            plot.dot("dot", bin.meanProbability(), bin.positiveShare(), radius);
        }
        return plot.svg();
    }

    static String histogram(Evaluation evaluation) {
        List<HistogramBin> bins = evaluation.histogram();
        double positives = Math.max(1, evaluation.positives());
        double negatives = Math.max(1, evaluation.negatives());
        double highest = bins.stream()
                .flatMap(bin -> Stream.of(bin.positives() / positives, bin.negatives() / negatives))
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
        // Rounded up to a fifth, a tenth or a twentieth, so that the ticks are round numbers.
        double step = highest > 0.5 ? 0.2 : highest > 0.2 ? 0.1 : 0.05;
        double top = Math.ceil(highest / step) * step;
        Plot plot = new Plot(
                "Histogram of probabilities by class",
                Plot.Axis.linear("확률 · probability", 0, 1),
                Plot.Axis.linear("부류 안의 비율 · share of class", 0, top));
        for (int i = 0; i <= Math.round(top / step); i++) {
            plot.tickY(i * step, String.format(Locale.ROOT, "%.2f", i * step));
        }
        for (int i = 0; i <= 5; i++) {
            plot.tickX(i / 5.0, String.format(Locale.ROOT, "%.1f", i / 5.0));
        }
        for (HistogramBin bin : bins) {
            double width = bin.to() - bin.from();
            double middle = bin.from() + width / 2;
            plot.bar("neg", bin.from() + 0.1 * width, middle, bin.negatives() / negatives);
            plot.bar("pos", middle, bin.to() - 0.1 * width, bin.positives() / positives);
        }
        double threshold = evaluation.threshold();
        return plot.line("guide", List.of(new double[] {threshold, 0}, new double[] {threshold, top}))
                .svg();
    }

    static String coverage(RiskCoverage coverage) {
        double highest = coverage.points().stream()
                .mapToDouble(RiskCoverage.Point::risk)
                .max()
                .orElse(1);
        double top = Math.max(0.1, Math.ceil(10 * highest) / 10);
        Plot plot = new Plot(
                "Risk against coverage",
                Plot.Axis.linear("답변 범위 · coverage", 0, 1),
                Plot.Axis.linear("오류율 · share of errors", 0, top));
        for (int i = 0; i <= 5; i++) {
            plot.tickX(i / 5.0, String.format(Locale.ROOT, "%.1f", i / 5.0));
            plot.tickY(top * i / 5, String.format(Locale.ROOT, "%.2f", top * i / 5));
        }
        return plot.line(
                        "curve",
                        coverage.points().stream()
                                .map(point -> new double[] {point.coverage(), point.risk()})
                                .toList())
                .svg();
    }

    private static boolean isOneClass(Evaluation evaluation) {
        return evaluation.positives() == 0 || evaluation.negatives() == 0;
    }

    private static List<double[]> rocPoints(Evaluation evaluation) {
        return evaluation.roc().stream()
                .map(point -> new double[] {point.fpr(), point.tpr()})
                .toList();
    }

    private static List<double[]> detPoints(Evaluation evaluation) {
        return evaluation.roc().stream()
                .map(point -> new double[] {point.fpr(), 1 - point.tpr()})
                .toList();
    }

    private static Plot.Axis probit(String label) {
        return new Plot.Axis(label, DET_LEAST, DET_MOST, Probit::of);
    }

    private static void fractions(Plot plot) {
        for (int i = 0; i <= 5; i++) {
            String label = String.format(Locale.ROOT, "%.1f", i / 5.0);
            plot.tickX(i / 5.0, label).tickY(i / 5.0, label);
        }
    }
}
