package io.haechi.segment.table;

import io.haechi.core.UnreadableInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A CSV file that has been looked over once: what its columns hold is known, and those that are wanted can be read. Two passes
 * cost time, and no file is too big for the first: what memory the second will take is known before it begins.
 *
 * @param source the file
 * @param columns what each column holds
 * @param rows how many rows there are
 */
public record TableFile(CsvSource source, List<ColumnFacts> columns, long rows) {

    public TableFile {
        columns = List.copyOf(columns);
    }

    /**
     * Looks a file over.
     *
     * @throws UnreadableInputException if it cannot be read, or has no row below its header
     */
    public static TableFile open(Path path, CsvOptions options) {
        CsvSource source = CsvSource.open(path, options);
        List<ColumnScan> scans = source.columns().stream().map(ColumnScan::new).toList();
        long[] rows = {0};
        source.forEach((line, cells) -> {
            rows[0]++;
            for (int i = 0; i < scans.size(); i++) {
                String cell = cells.get(i).strip();
                if (options.isMissing(cell)) {
                    scans.get(i).missing();
                } else {
                    scans.get(i).see(line, cell);
                }
            }
        });
        if (rows[0] == 0) {
            throw new UnreadableInputException(path + ": has a header and no row below it; nothing to look at.");
        }
        options.types().keySet().forEach(name -> require(source, name));
        List<ColumnFacts> facts = new ArrayList<>();
        for (ColumnScan scan : scans) {
            ColumnFacts found = scan.facts();
            ColumnType known = options.types().get(found.name());
            facts.add(known == null ? found : found.as(known, path));
        }
        return new TableFile(source, facts, rows[0]);
    }

    private static void require(CsvSource source, String name) {
        if (!source.columns().contains(name)) {
            throw new IllegalArgumentException(source.file().path() + ": has no column \"" + name + "\"; it has "
                    + String.join(", ", source.columns()) + ".");
        }
    }

    /**
     * What one column holds.
     *
     * @throws IllegalArgumentException if there is no column of this name
     */
    public ColumnFacts facts(String name) {
        require(source, name);
        return columns.get(source.columns().indexOf(name));
    }

    /**
     * Reads some columns.
     *
     * @param names which, each once, in the order wanted
     * @throws UnreadableInputException if they would not fit into memory
     */
    public Table read(List<String> names, CsvOptions options) {
        List<ColumnFacts> wanted = names.stream().map(this::facts).toList();
        requireMemory(wanted.size());
        int size = Math.toIntExact(rows);
        List<Filling> fillings =
                wanted.stream().map(facts -> Filling.of(facts, size)).toList();
        int[] places = names.stream().mapToInt(source.columns()::indexOf).toArray();
        int[] row = {0};
        source.forEach((_, cells) -> {
            for (int i = 0; i < places.length; i++) {
                String cell = cells.get(places[i]).strip();
                fillings.get(i).put(row[0], options.isMissing(cell) ? "" : cell);
            }
            row[0]++;
        });
        return new Table(fillings.stream().map(Filling::column).toList(), size);
    }

    private void requireMemory(int wanted) {
        long needed = Math.multiplyExact(rows, 24L * Math.max(1, wanted));
        long most = Runtime.getRuntime().maxMemory() / 10 * 8;
        if (needed > most || rows > Integer.MAX_VALUE - 8) {
            throw new UnreadableInputException(String.format(
                    "%s: %s of %d columns need about %.1f GB of memory, Java has %.1f GB; choose fewer columns"
                            + " (--columns), take fewer rows, or give Java more (JAVA_TOOL_OPTIONS=-Xmx%dg).",
                    source.file().path(),
                    Plain.rows(rows),
                    wanted,
                    needed / 1e9,
                    most / 1e9,
                    needed / 800_000_000 + 1));
        }
    }

    /** A column while it is being read. */
    private interface Filling {
        void put(int row, String cell);

        Column column();

        static Filling of(ColumnFacts facts, int rows) {
            NumberStyle style = facts.style();
            if (facts.type() == ColumnType.DATE) {
                return new NumberFilling(facts.name(), new double[rows], null);
            }
            boolean isNumber = facts.type() == ColumnType.NUMBER || facts.type() == ColumnType.IDENTIFIER;
            return isNumber && style != null
                    ? new NumberFilling(facts.name(), new double[rows], style)
                    : new WordFilling(facts.name(), new int[rows], new HashMap<>(), new ArrayList<>());
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record NumberFilling(
            String name,
            double[] values,
            @org.jspecify.annotations.Nullable NumberStyle style) implements Filling {
        @Override
        public void put(int row, String cell) {
            values[row] = cell.isEmpty() ? Double.NaN : style == null ? Days.parse(cell) : style.parse(cell);
        }

        @Override
        public Column column() {
            return new Column.Numbers(name, values, style == null);
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record WordFilling(String name, int[] codes, Map<String, Integer> known, List<String> levels)
            implements Filling {
        @Override
        public void put(int row, String cell) {
            if (cell.isEmpty()) {
                codes[row] = -1;
                return;
            }
            Integer code = known.get(cell);
            if (code == null) {
                code = levels.size();
                known.put(cell, code);
                levels.add(cell);
            }
            codes[row] = code;
        }

        @Override
        public Column column() {
            return new Column.Words(name, levels, codes);
        }
    }
}
