package io.haechi.segment.table;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads dates as days since 1970-01-01, with the time of day as a fraction if there is one. */
final class Days {
    private static final String TIME =
            "(?:[T ]+(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d+)?)?(?:Z|[+-]\\d{2}:?\\d{2})?)?";
    private static final Pattern YEAR_FIRST =
            Pattern.compile("(\\d{4})([-/.]|년 ?) ?(\\d{1,2})(?:[-/.]|월 ?) ?(\\d{1,2})(?:일|\\.)?" + TIME);
    private static final Pattern YEAR_LAST = Pattern.compile("(\\d{1,2})([./-])(\\d{1,2})[./-](\\d{4})" + TIME);

    private Days() {}

    /** Days since 1970, or NaN if this is no date. Of 03/04/2024 the month is first; of 03.04.2024 the day. */
    static double parse(String cell) {
        if (cell.length() < 8 || cell.length() > 35) {
            return Double.NaN;
        }
        Matcher first = YEAR_FIRST.matcher(cell);
        if (first.matches()) {
            return days(first, first.group(1), first.group(3), first.group(4));
        }
        Matcher last = YEAR_LAST.matcher(cell);
        if (last.matches()) {
            boolean isMonthFirst = last.group(2).equals("/") && Integer.parseInt(last.group(1)) <= 12;
            return isMonthFirst
                    ? days(last, last.group(4), last.group(1), last.group(3))
                    : days(last, last.group(4), last.group(3), last.group(1));
        }
        return Double.NaN;
    }

    private static double days(Matcher match, String year, String month, String day) {
        try {
            long whole = LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day))
                    .toEpochDay();
            int groups = match.groupCount();
            double hours = number(match.group(groups - 2));
            double minutes = number(match.group(groups - 1));
            double seconds = number(match.group(groups));
            return whole + (hours + minutes / 60 + seconds / 3600) / 24;
        } catch (DateTimeException _) {
            return Double.NaN;
        }
    }

    private static double number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /** The day as people write it. */
    static String format(double days) {
        return LocalDate.ofEpochDay((long) Math.floor(days)).toString();
    }
}
