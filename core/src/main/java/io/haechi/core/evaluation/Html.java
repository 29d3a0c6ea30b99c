package io.haechi.core.evaluation;

import java.util.Locale;

/** Text and numbers as HTML shows them. */
final class Html {
    private Html() {}

    /** Text without any meaning to HTML, in element content and in quoted attributes alike. */
    static String escape(String text) {
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
    static String number(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
    }

    /** A rate in per cent; a dash if it is undefined. */
    static String percent(double rate) {
        return Double.isNaN(rate) ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * rate);
    }
}
