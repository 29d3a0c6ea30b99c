package io.haechi.segment.report;

import io.haechi.core.evaluation.Html;
import java.util.Locale;

/** A small SVG drawing on a plane with axes. */
final class Drawing {
    private static final double LEFT = 50;
    private static final double RIGHT = 410;
    private static final double TOP = 10;
    private static final double BOTTOM = 250;
    private static final String[] COLOURS = {
        "#2467b0", "#c2481a", "#2e8b57", "#8a5fbf", "#b8860b", "#c2185b", "#00838f", "#6d4c41", "#7cb342", "#546e7a"
    };

    private final StringBuilder svg = new StringBuilder();
    private final double x0;
    private final double x1;
    private final double y0;
    private final double y1;

    Drawing(String title, double x0, double x1, double y0, double y1) {
        this.x0 = x0;
        this.x1 = x1 > x0 ? x1 : x0 + 1;
        this.y0 = y0;
        this.y1 = y1 > y0 ? y1 : y0 + 1;
        svg.append("<svg viewBox=\"0 0 420 290\" role=\"img\"><title>")
                .append(Html.escape(title))
                .append("</title>");
        add(
                "<path d=\"M%.1f %.1fV%.1fH%.1f\" fill=\"none\" stroke=\"currentColor\" opacity=\".35\"/>",
                LEFT, TOP, BOTTOM, RIGHT);
    }

    static String colour(int number) {
        return number < 0 ? "#9aa3b2" : COLOURS[number % COLOURS.length];
    }

    private double x(double value) {
        return LEFT + (value - x0) / (x1 - x0) * (RIGHT - LEFT);
    }

    private double y(double value) {
        return BOTTOM - (value - y0) / (y1 - y0) * (BOTTOM - TOP);
    }

    Drawing tickX(double value, String label) {
        return add("<text x=\"%.1f\" y=\"266\" text-anchor=\"middle\">%s</text>", x(value), Html.escape(label));
    }

    Drawing tickY(double value, String label) {
        add("<path d=\"M%.1f %.1fH%.1f\" stroke=\"currentColor\" opacity=\".12\"/>", LEFT, y(value), RIGHT);
        return add(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                LEFT - 5, y(value) + 4, Html.escape(label));
    }

    Drawing labels(String below) {
        return add("<text x=\"230\" y=\"284\" text-anchor=\"middle\">%s</text>", Html.escape(below));
    }

    Drawing dot(double atX, double atY, double radius, int colour) {
        return add(
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"%s\" fill-opacity=\".7\"/>",
                x(atX), y(atY), radius, colour(colour));
    }

    Drawing line(double fromX, double fromY, double toX, double toY, int colour) {
        return add(
                "<path d=\"M%.1f %.1fL%.1f %.1f\" stroke=\"%s\" stroke-width=\"1.5\"/>",
                x(fromX), y(fromY), x(toX), y(toY), colour(colour));
    }

    Drawing bar(double from, double to, double height, int colour) {
        return add(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\" fill-opacity=\".8\"/>",
                x(from), Math.min(y(0), y(height)), x(to) - x(from), Math.abs(y(height) - y(0)), colour(colour));
    }

    String done() {
        return svg + "</svg>";
    }

    private Drawing add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
        return this;
    }
}
