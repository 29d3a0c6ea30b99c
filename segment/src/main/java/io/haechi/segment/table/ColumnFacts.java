package io.haechi.segment.table;

import io.haechi.core.UnreadableInputException;
import java.nio.file.Path;
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
 * @param noNumber what keeps it from being numbers, or null if nothing does
 * @param noDate what keeps it from being dates, or null if nothing does
 */
public record ColumnFacts(
        String name,
        ColumnType type,
        long present,
        long missing,
        int distinct,
        @Nullable NumberStyle style,
        @Nullable Misfit noNumber,
        @Nullable Misfit noDate) {

    /**
     * The same column, of a type that somebody knows better.
     *
     * @throws UnreadableInputException if a cell cannot be read so; it names the first
     */
    ColumnFacts as(ColumnType known, Path file) {
        Misfit odd = known == ColumnType.NUMBER && style == null ? noNumber : known == ColumnType.DATE ? noDate : null;
        if (odd != null) {
            throw new UnreadableInputException(file + odd.refusal(name));
        }
        return new ColumnFacts(name, known, present, missing, distinct, style, noNumber, noDate);
    }

    /** What keeps a column of words from being what most of its cells are, or null if it looks like words. */
    public @Nullable Misfit misfit() {
        if (type != ColumnType.CATEGORY && type != ColumnType.IDENTIFIER || style != null) {
            return null;
        }
        return noNumber != null && noNumber.isException()
                ? noNumber
                : noDate != null && noDate.isException() ? noDate : null;
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
