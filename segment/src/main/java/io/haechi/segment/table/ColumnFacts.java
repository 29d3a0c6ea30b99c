package io.haechi.segment.table;

import org.jspecify.annotations.Nullable;

/**
 * What looking at every cell of a column has shown.
 *
 * @param name its header
 * @param type what it holds
 * @param present cells with something in them
 * @param missing cells without
 * @param distinct how many different values; 10,001 stands for more than 10,000
 * @param style how its numbers are written, or null if they are none
 */
public record ColumnFacts(
        String name,
        ColumnType type,
        long present,
        long missing,
        int distinct,
        @Nullable NumberStyle style) {

    /** The same column, of a type that somebody knows better. */
    ColumnFacts as(ColumnType known) {
        if (known == ColumnType.NUMBER && style == null) {
            throw new IllegalArgumentException(
                    "Column \"" + name + "\" cannot be taken as numbers: not all its cells are numbers.");
        }
        return new ColumnFacts(name, known, present, missing, distinct, style);
    }

    /** Whether all its rows say the same. */
    public boolean isConstant() {
        return distinct <= 1;
    }

    /** Its distinct values as a person reads them. */
    public String distinctWords() {
        return distinct > ColumnScan.MOST_DISTINCT
                ? "more than 10,000"
                : String.format(java.util.Locale.ROOT, "%,d", distinct);
    }
}
