package io.haechi.core.evaluation;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Text, numbers and intervals in the columns of a terminal. */
public final class Cells {
    private Cells() {}

    /** A fraction with three digits; a dash if it is undefined. */
    public static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }

    /** Both ends with two digits; a dash if there is no interval. */
    public static String range(@Nullable Interval interval) {
        return interval == null || Double.isNaN(interval.lo())
                ? "-"
                : String.format(Locale.ROOT, "%.2f-%.2f", interval.lo(), interval.hi());
    }

    /** Padded or cut to a width in terminal cells; control characters cannot reach the terminal. */
    public static String left(String words, int width) {
        StringBuilder fitted = new StringBuilder();
        int used = 0;
        for (int c :
                words.codePoints().map(c -> Character.isISOControl(c) ? '?' : c).toArray()) {
            int cells = isWide(c) ? 2 : 1;
            if (used + cells > width - 1) {
                fitted.setCharAt(fitted.length() - 1, '~');
                break;
            }
            fitted.appendCodePoint(c);
            used += cells;
        }
        return fitted + " ".repeat(width - used);
    }

    /** Padded on the left to a width; for words of one cell each. */
    public static String right(String words, int width) {
        return " ".repeat(Math.max(0, width - words.length())) + words;
    }

    /** Hangul, kana and ideographs take two cells. */
    private static boolean isWide(int c) {
        return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xD7A3) || (c >= 0xFF00 && c <= 0xFF60);
    }
}
