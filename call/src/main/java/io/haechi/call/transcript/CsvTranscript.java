package io.haechi.call.transcript;

import io.haechi.core.UnreadableInputException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads one call from CSV, one line of the call in each row. The column with the words is named {@code text}, {@code sentence},
 * {@code transcript}, 내용, 문장 or 대화; {@code start} and {@code end} in seconds, or {@code start} alone, may stand beside it. Columns
 * are parted by commas, semicolons or tabs, whichever shows such a name in the first line. A file of one column needs no name.
 */
final class CsvTranscript {
    private static final List<String> TEXTS =
            List.of("text", "sentence", "transcript", "utterance", "내용", "문장", "대화", "발화", "텍스트");

    private CsvTranscript() {}

    static Transcript read(String name, String text) {
        CSVFormat format =
                CSVFormat.RFC4180.builder().setDelimiter(delimiter(text)).get();
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            List<CSVRecord> rows = parser.getRecords();
            return rows.isEmpty() ? Transcript.of(name, List.of()) : of(name, rows);
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            Throwable root = e.getCause() == null ? e : e.getCause();
            throw new UnreadableInputException(
                    name + ": this is no readable CSV: "
                            + String.valueOf(root.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse(""),
                    e);
        }
    }

    private static char delimiter(String text) {
        String first = text.lines().findFirst().orElse("");
        for (char delimiter : new char[] {',', ';', '\t'}) {
            boolean isNamed = Arrays.stream(first.split(String.valueOf(delimiter), -1))
                    .map(cell -> normal(cell.replace("\"", "")))
                    .anyMatch(TEXTS::contains);
            if (isNamed) {
                return delimiter;
            }
        }
        return ',';
    }

    private static String normal(String cell) {
        return cell.strip().toLowerCase(Locale.ROOT);
    }

    private static Transcript of(String name, List<CSVRecord> rows) {
        List<String> header =
                rows.getFirst().stream().map(CsvTranscript::normal).toList();
        int words = TEXTS.stream()
                .mapToInt(header::indexOf)
                .filter(i -> i >= 0)
                .findFirst()
                .orElse(-1);
        if (words < 0 && header.size() > 1) {
            throw new UnreadableInputException(name + ", line 1: no column holds the words; name one of them \""
                    + String.join("\", \"", TEXTS) + "\". Found: " + String.join(", ", header) + ".");
        }
        List<CSVRecord> body = words < 0 ? rows : rows.subList(1, rows.size());
        int column = Math.max(0, words);
        int start = header.indexOf("start");
        int end = header.indexOf("end");
        List<String> texts = new ArrayList<>();
        List<Double> starts = new ArrayList<>();
        List<Transcript.Line> lines = new ArrayList<>();
        for (CSVRecord row : body) {
            if (row.size() <= column) {
                throw new UnreadableInputException(name + ", row " + row.getRecordNumber() + ": expected "
                        + header.size() + " columns, got " + row.size() + ".");
            }
            texts.add(row.get(column));
            if (start >= 0 && end >= 0) {
                lines.add(line(name, row, start, end, row.get(column)));
            } else if (start >= 0) {
                starts.add(line(name, row, start, start, row.get(column)).startSeconds());
            }
        }
        if (start < 0) {
            return Transcript.of(name, texts);
        }
        return end < 0 ? Transcript.ofStarts(name, starts, texts) : new Transcript(name, lines, true);
    }

    private static Transcript.Line line(String name, CSVRecord row, int start, int end, String text) {
        try {
            return new Transcript.Line(Double.parseDouble(row.get(start)), Double.parseDouble(row.get(end)), text);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new UnreadableInputException(
                    name + ", row " + row.getRecordNumber() + ": start and end are no times in seconds.", e);
        }
    }
}
