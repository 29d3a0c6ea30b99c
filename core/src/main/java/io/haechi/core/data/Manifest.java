package io.haechi.core.data;

import io.haechi.core.Example;
import io.haechi.core.Problem;
import io.haechi.core.UnreadableInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads {@code manifest.csv}; every complaint names the line. */
record Manifest(List<Entry> entries, boolean hasGroups) {
    static final String NAME = "manifest.csv";

    private static final Set<String> STANDARD = Set.of("path", "label", "split", "source", "group");
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .get();

    static Manifest read(Path folder, Problem problem, byte[] bytes) throws IOException {
        int start = hasByteOrderMark(bytes) ? 3 : 0;
        var decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
        var text = new InputStreamReader(new ByteArrayInputStream(bytes, start, bytes.length - start), decoder);
        try (CSVParser parser = CSVParser.parse(text, FORMAT)) {
            return new Reading(folder, problem, parser).all();
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw new UnreadableInputException(NAME + ": this is no readable CSV: " + reason(e), e);
        } catch (java.nio.charset.CharacterCodingException e) {
            throw new UnreadableInputException(NAME + ": this is not UTF-8; save it as UTF-8.", e);
        }
    }

    /** The parser's own words, without the classes they are wrapped in. */
    private static String reason(RuntimeException e) {
        Throwable root = e.getCause() == null ? e : e.getCause();
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    }

    private static boolean hasByteOrderMark(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
    }

    /** One pass over the file. */
    private static final class Reading {
        private final Path folder;
        private final Problem problem;
        private final CSVParser parser;
        private final List<String> further;
        private final Map<String, Long> lineOfPath = new HashMap<>();
        private long line;

        Reading(Path folder, Problem problem, CSVParser parser) {
            this.folder = folder;
            this.problem = problem;
            this.parser = parser;
            List<String> names = parser.getHeaderNames();
            for (String required : List.of("path", "label")) {
                if (!names.contains(required)) {
                    throw new UnreadableInputException(NAME + ", line 1: column \"" + required + "\" is missing; found "
                            + (names.isEmpty() ? "nothing" : String.join(", ", names)) + ".");
                }
            }
            this.further =
                    names.stream().filter(name -> !STANDARD.contains(name)).toList();
        }

        Manifest all() {
            List<Entry> entries = new ArrayList<>();
            for (CSVRecord row : parser) {
                line = parser.getCurrentLineNumber();
                entries.add(entry(row));
            }
            if (entries.isEmpty()) {
                throw new UnreadableInputException(NAME + ": it names no file.");
            }
            return new Manifest(entries, parser.getHeaderNames().contains("group"));
        }

        private Entry entry(CSVRecord row) {
            if (!row.isConsistent()) {
                throw mistake("expected " + parser.getHeaderNames().size() + " columns, got " + row.size() + ".");
            }
            String path = row.get("path");
            Long earlier = lineOfPath.putIfAbsent(path, line);
            if (earlier != null) {
                throw mistake("path \"" + path + "\" stands already in line " + earlier + ".");
            }
            Map<String, String> columns = new LinkedHashMap<>();
            further.forEach(name -> columns.put(name, row.get(name)));
            Example<Path> example = new Example<>(
                    path,
                    file(path),
                    isPositive(row.get("label")),
                    optional(row, "source", "unknown"),
                    optional(row, "group", path),
                    optional(row, "split", DataFolder.ALL));
            return new Entry(example, columns);
        }

        private Path file(String path) {
            if (path.isBlank()) {
                throw mistake("the path is empty.");
            }
            try {
                // Only the manifest's part is normalised: the folder may stand behind links and "..".
                Path inside = Path.of(path).normalize();
                if (inside.isAbsolute() || inside.startsWith("..")) {
                    throw mistake("path \"" + path + "\" leaves the data folder.");
                }
                return folder.resolve(inside);
            } catch (InvalidPathException e) {
                throw mistake("path \"" + path + "\" is no path: " + e.getReason() + ".");
            }
        }

        private boolean isPositive(String label) {
            if (label.equals(problem.positiveLabel())) {
                return true;
            }
            if (label.equals(problem.negativeLabel())) {
                return false;
            }
            throw mistake("label \"" + label + "\" is neither \"" + problem.negativeLabel() + "\" nor \""
                    + problem.positiveLabel() + "\".");
        }

        private static String optional(CSVRecord row, String column, String otherwise) {
            return row.isMapped(column) && !row.get(column).isBlank() ? row.get(column) : otherwise;
        }

        private UnreadableInputException mistake(String what) {
            return new UnreadableInputException(NAME + ", line " + line + ": " + what);
        }
    }
}
