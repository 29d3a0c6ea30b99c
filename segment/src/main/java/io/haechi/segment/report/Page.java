package io.haechi.segment.report;

import io.haechi.core.evaluation.Html;
import java.util.Locale;

/** One HTML page that needs nothing else: no script, no font, no picture from anywhere. */
final class Page {
    /** What pages about tables need beside the style of all reports. */
    private static final String STYLE = """
        .verdict{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:.8rem 1rem;margin:1rem 0}
        .verdict b{font-size:1.2rem}
        th,td{vertical-align:top;white-space:normal}th:first-child,td:first-child,td.words{text-align:left}
        """;

    private final StringBuilder html = new StringBuilder();

    Page(String title) {
        html.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
                        + " 'unsafe-inline'\">")
                .append("<title>")
                .append(Html.escape(title))
                .append("</title><style>")
                .append(Html.style())
                .append(STYLE)
                .append("</style></head><body><h1>")
                .append(Html.escape(title))
                .append("</h1>\n");
    }

    /** Adds a piece of HTML whose values are escaped unless they are {@link Raw}. */
    Page add(String format, Object... values) {
        Object[] safe = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            safe[i] = values[i] instanceof String text
                    ? Html.escape(text)
                    : values[i] instanceof Raw raw ? raw.html() : values[i];
        }
        html.append(String.format(Locale.ROOT, format, safe)).append('\n');
        return this;
    }

    /** A picture with its title. */
    Page figure(String title, String svg) {
        return add("<figure><figcaption>%s</figcaption>%s</figure>", title, new Raw(svg));
    }

    /** The same thing in Korean and in English, of which the page is. */
    static Raw both(String korean, String english) {
        return new Raw("<span lang=\"ko\">" + Html.escape(korean) + "</span> " + Html.escape(english));
    }

    /** HTML that was made here. */
    record Raw(String html) {}

    String done() {
        return html + "</body></html>\n";
    }
}
