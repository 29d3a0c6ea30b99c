package io.haechi.segment.rules;

import io.haechi.core.UnreadableInputException;
import io.haechi.segment.table.CsvOptions;
import io.haechi.segment.table.TableFile;
import java.nio.charset.Charset;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Tells a table that was taken for baskets: its header stands in one transaction, and every line has as many cells. */
public final class TableLook {
    private static final int FEWEST_ROWS = 3;

    private TableLook() {}

    /**
     * How many columns a file of baskets has if it is a table with a header after all; 0 if it is none.
     *
     * @param charset its encoding, or null to find out
     * @param baskets what it holds if its lines are baskets
     */
    public static int columns(Path file, @Nullable Charset charset, Transactions baskets) {
        int[] counts = baskets.counts();
        int first = baskets.size() > FEWEST_ROWS ? baskets.offsets()[1] : 0;
        for (int at = 0; at < first; at++) {
            if (counts[baskets.items()[at]] > 1) {
                return 0;
            }
        }
        if (first < 2) {
            return 0;
        }
        // Only now is it worth to read the file again.
        try {
            TableFile table = TableFile.open(
                    file, new CsvOptions(null, charset, null, CsvOptions.USUAL_MISSING, java.util.Map.of()));
            int columns = table.columns().size();
            return table.source().hasHeader() && columns > 1 ? columns : 0;
        } catch (UnreadableInputException _) {
            return 0;
        }
    }
}
