package io.haechi.segment.table;

import java.util.regex.Pattern;

/** How people write numbers. Thousands must stand in threes, so that {@code 1,5} is never taken for fifteen. */
public enum NumberStyle {
    /** {@code 1,234.5}. */
    POINT(',', '.', "[+-]?(\\d{1,3}(,\\d{3})+|\\d+)(\\.\\d*)?|[+-]?\\.\\d+"),
    /** {@code 1.234,5} and {@code 1 234,5}. */
    COMMA('.', ',', "[+-]?(\\d{1,3}([. \\u00A0\\u202F]\\d{3})+|\\d+)(,\\d*)?|[+-]?,\\d+");

    private static final Pattern DRESS = Pattern.compile("^[₩$€£¥]\\s*|\\s*([₩$€£¥%]|원|명|개|세|만원)$");

    private final char thousands;
    private final char decimal;
    private final Pattern pattern;

    NumberStyle(char thousands, char decimal, String pattern) {
        this.thousands = thousands;
        this.decimal = decimal;
        this.pattern = Pattern.compile(pattern);
    }

    /** The number that a cell says, or NaN if it says none in this style. */
    double parse(String cell) {
        double plain = plain(cell);
        if (!Double.isNaN(plain)) {
            return plain;
        }
        String bare = DRESS.matcher(cell).replaceAll("");
        String sign = "";
        if (bare.length() > 2 && bare.startsWith("(") && bare.endsWith(")")) {
            // What accountants write for a loss.
            bare = bare.substring(1, bare.length() - 1);
            sign = "-";
        }
        if (!pattern.matcher(bare).matches()) {
            return exponent(bare);
        }
        StringBuilder digits = new StringBuilder(sign);
        for (int i = 0; i < bare.length(); i++) {
            char c = bare.charAt(i);
            if (c == decimal) {
                digits.append('.');
            } else if (c != thousands && c != ' ' && c != '\u00A0' && c != '\u202F') {
                digits.append(c);
            }
        }
        return finite(Double.parseDouble(digits.toString()));
    }

    private double exponent(String bare) {
        if (this != POINT || bare.isEmpty() || bare.indexOf('e') < 0 && bare.indexOf('E') < 0) {
            return Double.NaN;
        }
        return bare.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)[eE][+-]?\\d{1,3}")
                ? finite(Double.parseDouble(bare))
                : Double.NaN;
    }

    /** What is larger than any double is no number that could be computed with. */
    private static double finite(double value) {
        return Double.isInfinite(value) ? Double.NaN : value;
    }

    /** Digits with at most one point, read without a detour; NaN if it is anything else. */
    private double plain(String cell) {
        int length = cell.length();
        if (length == 0 || length > 15) {
            return Double.NaN;
        }
        int at = cell.charAt(0) == '-' ? 1 : 0;
        long value = 0;
        int decimals = -1;
        int digits = 0;
        for (; at < length; at++) {
            char c = cell.charAt(at);
            if (c >= '0' && c <= '9') {
                value = value * 10 + (c - '0');
                digits++;
                decimals += decimals >= 0 ? 1 : 0;
            } else if (c == decimal && decimals < 0) {
                decimals = 0;
            } else {
                return Double.NaN;
            }
        }
        if (digits == 0) {
            return Double.NaN;
        }
        // Both are exact, so that their quotient is the nearest double, as parsing the decimal would give.
        double magnitude = decimals > 0 ? value / Math.pow(10, decimals) : value;
        return cell.charAt(0) == '-' ? -magnitude : magnitude;
    }
}
