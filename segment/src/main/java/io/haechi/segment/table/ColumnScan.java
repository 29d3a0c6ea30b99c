package io.haechi.segment.table;

import java.util.HashSet;
import java.util.Set;

/** Finds out what one column holds by looking at every cell once; a cell is never kept but as one of few distinct words. */
final class ColumnScan {
    /** More distinct values than this are not counted. */
    static final int MOST_DISTINCT = 10_000;

    private final String name;
    private final Set<String> distinct = new HashSet<>();
    private long present;
    private long missing;
    private boolean isPoint = true;
    private boolean isComma = true;
    private boolean isDate = true;
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

    void see(String cell) {
        present++;
        if (!isOverfull && distinct.add(cell) && distinct.size() > MOST_DISTINCT) {
            isOverfull = true;
            distinct.clear();
        }
        if (isPoint) {
            number(NumberStyle.POINT.parse(cell));
        }
        isComma = isComma && !Double.isNaN(NumberStyle.COMMA.parse(cell));
        isDate = isDate && !Double.isNaN(Days.parse(cell));
    }

    private void number(double value) {
        if (Double.isNaN(value)) {
            isPoint = false;
            return;
        }
        isWhole = isWhole && value == Math.rint(value);
        isRising = isRising && value > last;
        last = value;
        low = Math.min(low, value);
        high = Math.max(high, value);
    }

    /** What it has seen. */
    ColumnFacts facts() {
        NumberStyle style = isPoint ? NumberStyle.POINT : isComma ? NumberStyle.COMMA : null;
        int values = isOverfull ? MOST_DISTINCT + 1 : distinct.size();
        return new ColumnFacts(name, type(values, style != null), present, missing, values, style);
    }

    private ColumnType type(int values, boolean isNumber) {
        if (present == 0) {
            return ColumnType.EMPTY;
        }
        boolean isEachOther = present > 20 && (isOverfull || values == present);
        if (isNumber) {
            boolean isCounter = isPoint && isWhole && isRising && present > 2 && high - low + 1 <= present * 1.5;
            return isCounter && isEachOther || isLongKey() && isEachOther ? ColumnType.IDENTIFIER : ColumnType.NUMBER;
        }
        if (isDate) {
            return ColumnType.DATE;
        }
        return isEachOther && values == present ? ColumnType.IDENTIFIER : ColumnType.CATEGORY;
    }

    /** Whole numbers of nine digits and more, different in each row: telephone or account numbers, no amounts. */
    private boolean isLongKey() {
        return isPoint
                && isWhole
                && low >= 1e8
                && high < 1e16
                && high < low * 100
                && name.matches("(?i).*(id|no|번호|코드|code|key)$");
    }
}
