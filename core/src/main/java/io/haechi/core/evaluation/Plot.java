package io.haechi.core.evaluation;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/** A small SVG plot with axes; colours and strokes come from the page's style sheet by class. */
final class Plot {
    private static final double LEFT = 46;
    private static final double RIGHT = 330;
    private static final double TOP = 10;
    private static final double BOTTOM = 244;

    /** Points nearer than this to the last one drawn are left out: nobody can see them. */
    private static final double NEAR = 0.7;

    private final StringBuilder svg = new StringBuilder();
    private final Axis x;
    private final Axis y;

    /**
     * One direction of a plot.
     *
     * @param label what it shows
     * @param from value at its beginning
     * @param to value at its end
     * @param scale applied to values before they are placed
     */
    record Axis(String label, double from, double to, DoubleUnaryOperator scale) {
        static Axis linear(String label, double from, double to) {
            return new Axis(label, from, to, DoubleUnaryOperator.identity());
        }

        /** Where a value lies, 0 at the beginning and 1 at the end; values outside are moved to the nearer end. */
        double place(double value) {
            double low = scale.applyAsDouble(from);
            double high = scale.applyAsDouble(to);
            return (scale.applyAsDouble(Math.clamp(value, from, to)) - low) / (high - low);
        }
    }

    Plot(String title, Axis x, Axis y) {
        this.x = x;
        this.y = y;
        add("<svg viewBox=\"0 0 340 286\" role=\"img\"><title>%s</title>", Html.escape(title));
        add("<text x=\"%.1f\" y=\"281\" text-anchor=\"middle\">%s</text>", (LEFT + RIGHT) / 2, Html.escape(x.label()));
        double middle = (TOP + BOTTOM) / 2;
        add(
                "<text x=\"11\" y=\"%.1f\" text-anchor=\"middle\" transform=\"rotate(-90 11 %.1f)\">%s</text>",
                middle, middle, Html.escape(y.label()));
    }

    /** A line across the plot at a value of the x axis, with its label below. */
    Plot tickX(double value, String label) {
        add("<path class=\"grid\" d=\"M%.1f %.1fV%.1f\"/>", x(value), TOP, BOTTOM);
        return add("<text x=\"%.1f\" y=\"260\" text-anchor=\"middle\">%s</text>", x(value), Html.escape(label));
    }

    /** A line across the plot at a value of the y axis, with its label beside. */
    Plot tickY(double value, String label) {
        add("<path class=\"grid\" d=\"M%.1f %.1fH%.1f\"/>", LEFT, y(value), RIGHT);
        return add(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                LEFT - 5, y(value) + 4, Html.escape(label));
    }

    /** A polyline through points given as pairs of one x and one y. */
    Plot line(String style, Iterable<double[]> points) {
        StringBuilder path = new StringBuilder();
        double lastX = Double.NaN;
        double lastY = Double.NaN;
        String skipped = "";
        for (double[] point : points) {
            double px = x(point[0]);
            double py = y(point[1]);
            String step = String.format(Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", px, py);
            if (Math.hypot(px - lastX, py - lastY) < NEAR) {
                skipped = step;
                continue;
            }
            path.append(step);
            lastX = px;
            lastY = py;
            skipped = "";
        }
        return add("<path class=\"%s\" d=\"%s\"/>", style, path + skipped);
    }

    /** A dot of a radius in pixels. */
    Plot dot(String style, double atX, double atY, double radius) {
        return add("<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>", style, x(atX), y(atY), radius);
    }

    /** A bar standing on the x axis. */
    Plot bar(String style, double from, double to, double height) {
        double top = y(height);
        return add(
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                style, x(from), top, x(to) - x(from), BOTTOM - top);
    }

    /** Words in the middle, for a plot with nothing in it. */
    Plot words(String words) {
        return add(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>",
                (LEFT + RIGHT) / 2, (TOP + BOTTOM) / 2 - 8, Html.escape(words));
    }

    /** The finished drawing. */
    String svg() {
        return svg + "</svg>";
    }

    private double x(double value) {
        return LEFT + x.place(value) * (RIGHT - LEFT);
    }

    private double y(double value) {
        return BOTTOM - y.place(value) * (BOTTOM - TOP);
    }

    private Plot add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
        return this;
    }
}
