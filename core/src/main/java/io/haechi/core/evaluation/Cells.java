package io.haechi.core.evaluation;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as tables on a terminal show them. */
final class Cells {
    private Cells() {}

    /** A fraction with three digits; a dash if it is undefined. */
    static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }

    /** An interval with two digits; a dash if it is undefined or absent. */
    static String range(@Nullable Interval interval) {
        return interval == null || Double.isNaN(interval.lo())
                ? "-"
                : String.format(Locale.ROOT, "%.2f-%.2f", interval.lo(), interval.hi());
    }
}
