package io.haechi.segment.table;

import java.util.HashSet;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Finds out what one column holds by looking at every cell once; a cell is never kept but as one of few distinct words. */
final class ColumnScan {
    /** More distinct values than this are not counted. */
    static final int MOST_DISTINCT = 10_000;

    private final String name;
    private final Set<String> distinct = new HashSet<>();
    private long present;
    private long missing;
    private final Reading point = new Reading(NumberStyle.POINT::parse);
    private final Reading comma = new Reading(NumberStyle.COMMA::parse);
    private final Reading date = new Reading(Days::parse);
    private boolean isWhole = true;
    private boolean isRising = true;
    private double last = Double.NEGATIVE_INFINITY;
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;
    private boolean isOverfull;

    ColumnScan(String name) {
        this.name = name;
    }

    void missing() {
        missing++;
    }

    void see(long line, String cell) {
        present++;
        if (!isOverfull && distinct.add(cell) && distinct.size() > MOST_DISTINCT) {
            isOverfull = true;
            distinct.clear();
        }
        double value = point.see(line, cell);
        if (!Double.isNaN(value)) {
            number(value);
        }
        if (comma.isWhole() || !point.isWhole()) {
            comma.see(line, cell);
        }
        date.see(line, cell);
    }

    private void number(double value) {
        isWhole = isWhole && value == Math.rint(value);
        isRising = isRising && value > last;
        last = value;
        low = Math.min(low, value);
        high = Math.max(high, value);
    }

    /** What it has seen. */
    ColumnFacts facts() {
        NumberStyle style = point.isWhole() ? NumberStyle.POINT : comma.isWhole() ? NumberStyle.COMMA : null;
        int values = isOverfull ? MOST_DISTINCT + 1 : distinct.size();
        Reading number = comma.fitting > point.fitting ? comma : point;
        return new ColumnFacts(
                name,
                type(values, style != null),
                present,
                missing,
                values,
                style,
                number.misfit(ColumnType.NUMBER),
                date.misfit(ColumnType.DATE));
    }

    /** One way to read the cells, and the first cell that it cannot read. */
    private static final class Reading {
        /** After so many misfits, and more misfits than not, a column is words, and trying on would only take time. */
        private static final int HOPELESS = 20;

        private final ToDoubleFunction<String> parse;
        private long fitting;
        private long odd;
        private long oddLine;
        private String oddCell = "";

        Reading(ToDoubleFunction<String> parse) {
            this.parse = parse;
        }

        double see(long line, String cell) {
            if (odd > HOPELESS && odd > fitting) {
                return Double.NaN;
            }
            double value = parse.applyAsDouble(cell);
            if (!Double.isNaN(value)) {
                fitting++;
                return value;
            }
            if (odd++ == 0) {
                oddLine = line;
                oddCell = cell;
            }
            return value;
        }

        boolean isWhole() {
            return odd == 0;
        }

        @Nullable
        Misfit misfit(ColumnType meant) {
            return odd == 0 ? null : new Misfit(meant, oddLine, oddCell, odd, fitting);
        }
    }

    private ColumnType type(int values, boolean isNumber) {
        if (present == 0) {
            return ColumnType.EMPTY;
        }
        boolean isEachOther = present > 20 && (isOverfull || values == present);
        if (isNumber) {
            boolean isCounter =
                    point.isWhole() && isWhole && isRising && present > 2 && high - low + 1 <= present * 1.5;
            return isCounter && isEachOther || isLongKey() && isEachOther ? ColumnType.IDENTIFIER : ColumnType.NUMBER;
        }
        if (date.isWhole()) {
            return ColumnType.DATE;
        }
        return isEachOther && values == present ? ColumnType.IDENTIFIER : ColumnType.CATEGORY;
    }

    /** Whole numbers of nine digits and more, different in each row: telephone or account numbers, no amounts. */
    private boolean isLongKey() {
        return point.isWhole()
                && isWhole
                && low >= 1e8
                && high < 1e16
                && high < low * 100
                && name.matches("(?i).*(id|no|번호|코드|code|key)$");
    }
}
