package io.haechi.segment.rules;

import io.haechi.segment.table.Column;
import io.haechi.segment.table.Table;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes transactions of a table: a row is one, each of its cells an item. Words become {@code column=word}; numbers of few
 * different values {@code column=3}; other numbers the stretch they fall into. An empty cell is no item.
 *
 * @param standard how numbers are cut
 * @param own how particular columns are cut instead, by name
 * @param isSupervised whether numbers are cut where the target changes
 * @param target what is to be explained, or null
 */
public record TableItems(
        Binning standard,
        Map<String, Binning> own,
        boolean isSupervised,
        @Nullable Target target) {
    private static final int FEW_VALUES = 8;

    public TableItems {
        own = Map.copyOf(own);
        if (isSupervised && target == null) {
            throw new IllegalArgumentException(
                    "Cutting where the target changes needs a target: --consequent \"Spending >= 80\".");
        }
    }

    /** Quartiles, nothing to be explained. */
    public static final TableItems STANDARD = new TableItems(Binning.STANDARD, Map.of(), false, null);

    /** The transactions of a table, one per row, in its order. */
    public Transactions of(Table table) {
        TransactionsBuilder builder = new TransactionsBuilder();
        boolean[] isMet = isSupervised ? met(table) : new boolean[0];
        List<Items> columns =
                table.columns().stream().map(column -> items(column, isMet)).toList();
        for (int row = 0; row < table.rows(); row++) {
            for (Items items : columns) {
                String item = items.of(row);
                if (!item.isEmpty()) {
                    builder.item(item);
                }
            }
            builder.end();
        }
        return builder.build();
    }

    /** The item of a row, or an empty string. */
    @FunctionalInterface
    private interface Items {
        String of(int row);
    }

    private Items items(Column column, boolean[] isMet) {
        return switch (column) {
            case Column.Words words -> words(words);
            case Column.Numbers numbers -> numbers(numbers, isMet);
        };
    }

    private static Items words(Column.Words column) {
        // Files that say "Gender=Male" under "Gender" have done the work themselves.
        List<String> names = column.levels().stream()
                .map(word -> word.startsWith(column.name() + "=") ? word : column.name() + "=" + word)
                .toList();
        return row -> column.isMissing(row) ? "" : names.get(column.codes()[row]);
    }

    private Items numbers(Column.Numbers column, boolean[] isMet) {
        Target wanted = target;
        if (wanted != null && wanted.isNumeric() && wanted.column().equals(column.name())) {
            return row -> column.isMissing(row)
                    ? ""
                    : wanted.isMetBy(column.values()[row]) ? wanted.item() : wanted.opposite();
        }
        double[] present = Arrays.stream(column.values())
                .filter(value -> !Double.isNaN(value))
                .toArray();
        Binning binning = own.get(column.name());
        if (binning == null
                && Arrays.stream(present).distinct().limit(FEW_VALUES + 1L).count() <= FEW_VALUES) {
            return row -> column.isMissing(row) ? "" : column.name() + "=" + column.text(row);
        }
        double[] cuts = isSupervised && binning == null
                ? Entropy.cuts(present, presentOf(column, isMet))
                : (binning == null ? standard : binning).cuts(present);
        List<String> names = Stretch.names(column, cuts);
        return row -> {
            if (column.isMissing(row)) {
                return "";
            }
            int at = Arrays.binarySearch(cuts, column.values()[row]);
            return names.get(at >= 0 ? at + 1 : -at - 1);
        };
    }

    private static boolean[] presentOf(Column.Numbers column, boolean[] isMet) {
        boolean[] present = new boolean[isMet.length];
        int size = 0;
        for (int row = 0; row < isMet.length; row++) {
            if (!column.isMissing(row)) {
                present[size++] = isMet[row];
            }
        }
        return Arrays.copyOf(present, size);
    }

    private boolean[] met(Table table) {
        Target wanted = java.util.Objects.requireNonNull(target);
        Column column = table.column(wanted.column());
        boolean[] isMet = new boolean[table.rows()];
        for (int row = 0; row < isMet.length; row++) {
            isMet[row] = wanted.isNumeric() && column instanceof Column.Numbers numbers
                    ? wanted.isMetBy(numbers.values()[row])
                    : column.text(row).equals(wanted.value());
        }
        return isMet;
    }

    /** The same, with columns called by their whole names. */
    public TableItems named(UnaryOperator<String> names) {
        Map<String, Binning> renamed = new HashMap<>();
        own.forEach((name, binning) -> renamed.put(names.apply(name), binning));
        Target asked = target;
        Target found = asked == null || asked.sign().isEmpty()
                ? asked
                : new Target(names.apply(asked.column()), asked.sign(), asked.value());
        return new TableItems(standard, renamed, isSupervised, found);
    }
}
