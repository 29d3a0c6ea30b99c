package io.haechi.voice.picture;

import java.util.Base64;
import java.util.Locale;

/** Draws into an SVG: lines and texts as such, pixels as a PNG inside. */
final class SvgCanvas implements Canvas {
    private final StringBuilder svg = new StringBuilder();

    SvgCanvas(int width, int height, String title, String description) {
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\""
                        + " font-family=\"Noto Sans KR, Apple SD Gothic Neo, Malgun Gothic, sans-serif\" font-size=\"10\""
                        + " fill=\"#222222\">%n<title>%s</title>%n<desc>%s</desc>%n"
                        + "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>%n",
                width,
                height,
                width,
                height,
                escape(title),
                escape(description),
                width,
                height));
    }

    /** The finished drawing. */
    String svg() {
        return svg + "</svg>\n";
    }

    @Override
    public void image(double x, double y, double width, double height, Raster raster) {
        svg.append(String.format(
                Locale.ROOT,
                "<image x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" preserveAspectRatio=\"none\""
                        + " href=\"data:image/png;base64,%s\"/>%n",
                x,
                y,
                width,
                height,
                Base64.getEncoder().encodeToString(Png.encode(raster))));
    }

    @Override
    public void line(double x1, double y1, double x2, double y2, int rgb) {
        svg.append(String.format(
                Locale.ROOT, "<path d=\"M%.1f %.1fL%.1f %.1f\" stroke=\"#%06x\"/>%n", x1, y1, x2, y2, rgb));
    }

    @Override
    public void frame(double x, double y, double width, double height, int rgb) {
        for (String stroke : new String[] {
            "stroke=\"#ffffff\" stroke-width=\"3\"", String.format(Locale.ROOT, "stroke=\"#%06x\"", rgb)
        }) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"none\" %s/>%n",
                    x,
                    y,
                    width,
                    height,
                    stroke));
        }
    }

    @Override
    public void text(double x, double y, Anchor anchor, String korean, String english) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
                x,
                y,
                anchor.name().toLowerCase(Locale.ROOT),
                escape(korean.isEmpty() ? english : korean + " " + english)));
    }

    @Override
    public void label(double x, double y, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" stroke=\"#ffffff\" stroke-width=\"3\" paint-order=\"stroke\">%s</text>%n",
                x,
                y,
                escape(text)));
    }

    /** Text without any meaning to XML; what XML does not know becomes a replacement character. */
    private static String escape(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                default ->
                    safe.appendCodePoint(
                            (c < ' ' && c != '\n' && c != '\t')
                                            || (c >= 0xD800 && c < 0xE000)
                                            || c == 0xFFFE
                                            || c == 0xFFFF
                                    ? 0xFFFD
                                    : c);
            }
        });
        return safe.toString();
    }
}
