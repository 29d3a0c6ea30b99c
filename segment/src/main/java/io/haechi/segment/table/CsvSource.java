package io.haechi.segment.table;

import io.haechi.core.UnreadableInputException;
import io.haechi.core.text.TextFile;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV file whose encoding, separator and header are known, read row by row as often as one likes; only one row is in memory.
 *
 * @param file the text
 * @param separator between cells
 * @param hasHeader whether the first row names the columns
 * @param columns the columns' names, each once
 */
public record CsvSource(TextFile file, char separator, boolean hasHeader, List<String> columns) {
    private static final int BEGINNING = 1 << 16;

    /** Takes rows one by one. */
    @FunctionalInterface
    public interface RowReader {
        /**
         * One row.
         *
         * @param line number of the line it begins in
         * @param cells one per column
         */
        void row(long line, CSVRecord cells);
    }

    public CsvSource {
        columns = List.copyOf(columns);
    }

    /**
     * Looks at a file's beginning.
     *
     * @throws UnreadableInputException if it cannot be read or two columns have one name
     */
    public static CsvSource open(Path path, CsvOptions options) {
        TextFile file = options.charset() == null ? TextFile.open(path) : TextFile.open(path, options.charset());
        String beginning = beginning(file);
        char separator = options.separator() == null ? Separator.of(beginning) : options.separator();
        CsvSource headless = new CsvSource(file, separator, false, List.of());
        List<String> first = headless.firstRow();
        Boolean asked = options.header();
        boolean hasHeader = asked == null ? first.stream().anyMatch(cell -> !isNumber(cell)) : asked;
        List<String> names = hasHeader ? named(path, first) : numbered(first.size());
        return new CsvSource(file, separator, hasHeader, names);
    }

    private static boolean isNumber(String cell) {
        return !cell.isBlank() && !Double.isNaN(NumberStyle.POINT.parse(cell.strip()));
    }

    private static List<String> numbered(int size) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= size; i++) {
            names.add("column " + i);
        }
        return names;
    }

    private static List<String> named(Path path, List<String> cells) {
        List<String> names = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            String name =
                    cells.get(i).isBlank() ? "column " + (i + 1) : cells.get(i).strip();
            Integer earlier = places.putIfAbsent(name, i + 1);
            if (earlier != null) {
                throw new UnreadableInputException(path + ", line 1: the name \"" + name + "\" stands over columns "
                        + earlier + " and " + (i + 1) + "; rename one of them.");
            }
            names.add(name);
        }
        if (cells.stream().allMatch(String::isBlank)) {
            throw new UnreadableInputException(path + ", line 1: names no column; is this a file of baskets"
                    + " (--format basket), or is there no header (--no-header)?");
        }
        return names;
    }

    private static String beginning(TextFile file) {
        try (Reader reader = file.reader()) {
            char[] head = new char[BEGINNING];
            int length = 0;
            for (int got = 0; got >= 0 && length < head.length; length += Math.max(0, got)) {
                got = reader.read(head, length, head.length - length);
            }
            return new String(head, 0, length);
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }

    private List<String> firstRow() {
        try (Reader reader = file.reader();
                CSVParser parser = CSVParser.parse(reader, format())) {
            for (CSVRecord row : parser) {
                if (!isBlank(row)) {
                    return List.of(row.values());
                }
            }
        } catch (IOException e) {
            throw file.unreadable(e);
        } catch (UncheckedIOException e) {
            throw broken(1, e);
        }
        throw new UnreadableInputException(file.path() + ": holds no row; nothing to read.");
    }

    private CSVFormat format() {
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(separator)
                .setIgnoreSurroundingSpaces(true)
                .setIgnoreEmptyLines(false)
                .get();
    }

    private static boolean isBlank(CSVRecord row) {
        return row.size() == 0 || row.size() == 1 && row.get(0).isBlank();
    }

    /**
     * Reads all rows; blank lines are passed over.
     *
     * @throws UnreadableInputException if a row has more or fewer cells than there are columns, or a quote never ends
     */
    public void forEach(RowReader rows) {
        long line = 1;
        try (Reader reader = file.reader();
                CSVParser parser = CSVParser.parse(reader, format())) {
            boolean isFirst = hasHeader;
            Iterator<CSVRecord> iterator = parser.iterator();
            while (true) {
                line = parser.getCurrentLineNumber() + 1;
                if (!iterator.hasNext()) {
                    return;
                }
                CSVRecord row = iterator.next();
                if (isBlank(row)) {
                    continue;
                }
                if (isFirst) {
                    isFirst = false;
                    continue;
                }
                if (row.size() != columns.size()) {
                    throw new UnreadableInputException(String.format(
                            "%s, line %d: %d cells where %s has %d; is a separator or a quote missing there?",
                            file.path(),
                            line,
                            row.size(),
                            hasHeader ? "the header" : "the first line",
                            columns.size()));
                }
                rows.row(line, row);
            }
        } catch (IOException e) {
            throw file.unreadable(e);
        } catch (UncheckedIOException e) {
            throw broken(line, e);
        }
    }

    private UnreadableInputException broken(long line, UncheckedIOException e) {
        Throwable cause = e.getCause();
        if (cause instanceof java.nio.charset.CharacterCodingException coding) {
            return file.unreadable(coding);
        }
        return new UnreadableInputException(
                file.path() + ", line " + line
                        + ": a quote begins there that does not end, or something follows it before the next separator.",
                e);
    }
}
