package io.haechi.core.comparison;

import io.haechi.core.evaluation.Html;
import io.haechi.core.evaluation.Interval;
import java.util.List;
import java.util.Locale;

/** A picture of all equal error rates with their intervals, one line each, models before ensembles. */
final class ForestPlot {
    private static final double LEFT = 190;
    private static final double RIGHT = 1140;
    private static final double LINE = 22;

    private ForestPlot() {}

    static String of(Comparison comparison) {
        List<Standing> standings = comparison.standings();
        double most = standings.stream()
                .mapToDouble(each -> Math.max(each.test().eer(), interval(each).hi()))
                .filter(Double::isFinite)
                .max()
                .orElse(0.5);
        double end = Math.max(0.1, Math.ceil(most * 10) / 10);
        double height = LINE * (standings.size() + 2);
        StringBuilder svg = new StringBuilder("<figure><figcaption>EER <small>95 %</small></figcaption>");
        add(svg, "<svg viewBox=\"0 0 1160 %.0f\" role=\"img\"><title>EER</title>", height);
        for (int tenth = 0; tenth <= Math.round(end * 10); tenth++) {
            double x = x(tenth / 10.0, end);
            add(svg, "<path class=\"grid\" d=\"M%.1f 6V%.1f\"/>", x, height - LINE);
            add(svg, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%d %%</text>", x, height - 6, 10 * tenth);
        }
        for (int i = 0; i < standings.size(); i++) {
            line(svg, standings.get(i), LINE * (i + 1), end);
        }
        return svg.append("</svg></figure>\n").toString();
    }

    private static void line(StringBuilder svg, Standing standing, double y, double end) {
        add(
                svg,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                LEFT - 12,
                y + 4,
                Html.escape(standing.name()));
        Interval interval = interval(standing);
        if (Double.isFinite(standing.test().eer()) && Double.isFinite(interval.lo())) {
            add(svg, "<path class=\"curve\" d=\"M%.1f %.1fH%.1f\"/>", x(interval.lo(), end), y, x(interval.hi(), end));
            add(
                    svg,
                    "<circle class=\"dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>",
                    x(standing.test().eer(), end),
                    y);
        }
    }

    private static Interval interval(Standing standing) {
        return standing.intervals().getOrDefault("eer", new Interval(Double.NaN, Double.NaN));
    }

    private static double x(double value, double end) {
        return LEFT + (RIGHT - LEFT) * value / end;
    }

    private static void add(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }
}
