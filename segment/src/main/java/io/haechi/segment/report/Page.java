package io.haechi.segment.report;

import java.util.Locale;

/** One HTML page that needs nothing else: no script, no font, no picture from anywhere. */
final class Page {
    private static final String STYLE = """
            :root{color-scheme:light dark;--paper:#fbfaf7;--card:#fff;--ink:#1d2129;--soft:#5d6573;--line:#dfe1e5}
            @media(prefers-color-scheme:dark){:root{--paper:#14171c;--card:#1c2027;--ink:#e8eaee;--soft:#9aa3b2;--line:#323843}}
            *{box-sizing:border-box}
            body{margin:0 auto;max-width:76rem;padding:2rem 1.25rem 4rem;background:var(--paper);color:var(--ink);
            font:15px/1.5 system-ui,"Noto Sans KR","Malgun Gothic",sans-serif}
            h1{margin:0;font-size:1.6rem;overflow-wrap:anywhere}h2{margin:2.2rem 0 .8rem;font-size:1.1rem}
            p{margin:.4rem 0;max-width:46rem}.soft{color:var(--soft)}
            .verdict{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:.8rem 1rem;margin:1rem 0}
            .verdict b{font-size:1.2rem}
            .charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,21rem),1fr));gap:.9rem}
            figure{margin:0;background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:.8rem .9rem}
            figcaption{font-weight:600;margin-bottom:.3rem}svg{display:block;width:100%;height:auto}
            svg text{fill:var(--soft);font-size:11px;font-family:inherit}
            .wide{overflow-x:auto;background:var(--card);border:1px solid var(--line);border-radius:.6rem}
            table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
            th,td{padding:.45rem .8rem;text-align:right;border-bottom:1px solid var(--line);vertical-align:top}
            th:first-child,td:first-child,td.words{text-align:left}thead th{color:var(--soft);font-weight:500;font-size:.82rem}
            @media print{body{padding:0}figure,.wide{break-inside:avoid}}
            """;

    private final StringBuilder html = new StringBuilder();

    Page(String title) {
        html.append("<!doctype html>\n<html lang=\"ko\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append(
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">")
                .append("<title>")
                .append(escape(title))
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body><h1>")
                .append(escape(title))
                .append("</h1>\n");
    }

    /** Adds a piece of HTML whose values are escaped unless they are {@link Raw}. */
    Page add(String format, Object... values) {
        Object[] safe = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            safe[i] = values[i] instanceof String text
                    ? escape(text)
                    : values[i] instanceof Raw raw ? raw.html() : values[i];
        }
        html.append(String.format(Locale.ROOT, format, safe)).append('\n');
        return this;
    }

    /** A picture with its title. */
    Page figure(String title, String svg) {
        return add("<figure><figcaption>%s</figcaption>%s</figure>", title, new Raw(svg));
    }

    /** HTML that was made here. */
    record Raw(String html) {}

    String done() {
        return html + "</body></html>\n";
    }

    /** Text without any meaning to HTML. */
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
}
