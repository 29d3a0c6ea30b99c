package io.haechi.segment.table;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How to read a CSV file; what is left open is found out.
 *
 * @param separator between cells, or null to find out
 * @param charset encoding, or null to find out
 * @param header whether the first line names the columns, or null to find out
 * @param missing words that stand for a missing value, in lower case; an empty cell always does
 * @param types what columns are, by name, where somebody knows better than {@link ColumnScan}
 */
public record CsvOptions(
        @Nullable Character separator,
        @Nullable Charset charset,
        @Nullable Boolean header,
        Set<String> missing,
        Map<String, ColumnType> types) {
    /** What other programs write where there is nothing. */
    public static final Set<String> USUAL_MISSING =
            Set.of("", "na", "n/a", "#n/a", "nan", "null", "none", "nil", "-", "--", "?", ".", "없음", "미상", "결측");

    /** Everything found out. */
    public static final CsvOptions FOUND_OUT = new CsvOptions(null, null, null, USUAL_MISSING, Map.of());

    public CsvOptions {
        if (separator != null && (separator == '"' || separator == '\n' || separator == '\r')) {
            throw new IllegalArgumentException("A separator cannot be a quote or a line break");
        }
        missing = Set.copyOf(missing);
        types = Map.copyOf(types);
    }

    /** Whether a cell says that nothing is known. */
    boolean isMissing(String cell) {
        return cell.isEmpty() || cell.length() <= 16 && missing.contains(cell.toLowerCase(Locale.ROOT));
    }
}
