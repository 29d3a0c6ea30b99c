package io.haechi.core.evaluation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/** Text and numbers as HTML shows them, and the style sheet of every report. */
public final class Html {
    private Html() {}

    /** Text without any meaning to HTML, in element content and in quoted attributes alike. */
    public static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(c < ' ' && c != '\n' && c != '\t' ? 0xFFFD : c);
            }
        });
        return safe.toString();
    }

    /** A fraction with three digits; a dash if it is undefined. */
    public static String number(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
    }

    /** A rate in per cent; a dash if it is undefined. */
    public static String percent(double rate) {
        return Double.isNaN(rate) ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * rate);
    }

    /** The style sheet that reports carry inside, so that a page needs nothing else. */
    public static String style() {
        try (InputStream in = Html.class.getResourceAsStream("report.css")) {
            return new String(Objects.requireNonNull(in, "report.css").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
