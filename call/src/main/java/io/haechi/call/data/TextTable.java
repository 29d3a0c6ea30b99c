package io.haechi.call.data;

import io.haechi.core.Example;
import io.haechi.core.Problem;
import io.haechi.core.UnreadableInputException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads one file of labelled texts; every complaint names the line. */
record TextTable(List<TextEntry> entries, boolean isGrouped) {
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .get();

    /**
     * @param sources source of each call by its id, for sentences that name none
     */
    static TextTable read(Path file, Problem problem, Map<String, String> sources) {
        try (Reader text = reader(file);
                CSVParser parser = CSVParser.parse(text, FORMAT)) {
            return new Reading(file, problem, sources, parser).all();
        } catch (CharacterCodingException e) {
            throw new UnreadableInputException(file + ": this is not UTF-8; save it as UTF-8.", e);
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw new UnreadableInputException(file + ": this is no readable CSV: " + reason(e), e);
        } catch (IOException e) {
            throw new UnreadableInputException(file + ": cannot be read to its end: " + e.getMessage(), e);
        }
    }

    /** Source of each text by its id. */
    Map<String, String> sources() {
        Map<String, String> sources = new HashMap<>();
        entries.forEach(each -> sources.put(each.example().id(), each.example().source()));
        return sources;
    }

    private static Reader reader(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        BufferedInputStream marked = new BufferedInputStream(plain);
        marked.mark(3);
        if (!(marked.read() == 0xEF && marked.read() == 0xBB && marked.read() == 0xBF)) {
            marked.reset();
        }
        return new InputStreamReader(
                marked, StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT));
    }

    private static String reason(RuntimeException e) {
        Throwable root = e.getCause() == null ? e : e.getCause();
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    }

    /** One pass over the file. */
    private static final class Reading {
        private final Path file;
        private final Problem problem;
        private final Map<String, String> sources;
        private final CSVParser parser;
        private final Map<String, Long> lineOfId = new HashMap<>();
        private long line;

        Reading(Path file, Problem problem, Map<String, String> sources, CSVParser parser) {
            this.file = file;
            this.problem = problem;
            this.sources = sources;
            this.parser = parser;
            List<String> names = parser.getHeaderNames();
            for (String required : List.of("id", "label", "text")) {
                if (!names.contains(required)) {
                    throw new UnreadableInputException(file + ", line 1: column \"" + required + "\" is missing; found "
                            + (names.isEmpty() ? "nothing" : String.join(", ", names)) + ".");
                }
            }
        }

        TextTable all() {
            List<TextEntry> entries = new ArrayList<>();
            for (CSVRecord row : parser) {
                line = parser.getCurrentLineNumber();
                entries.add(entry(row));
            }
            if (entries.isEmpty()) {
                throw new UnreadableInputException(file + ": it holds no text.");
            }
            List<String> names = parser.getHeaderNames();
            // A call is its own group: its sentences are what must stay together.
            boolean isGrouped = problem.equals(Problem.CALL) || names.contains("group") || names.contains("call_id");
            return new TextTable(entries, isGrouped);
        }

        private TextEntry entry(CSVRecord row) {
            if (!row.isConsistent()) {
                throw mistake("expected " + parser.getHeaderNames().size() + " columns, got " + row.size() + ".");
            }
            String id = row.get("id");
            Long earlier = lineOfId.putIfAbsent(id, line);
            if (earlier != null) {
                throw mistake("id \"" + id + "\" stands already in line " + earlier + ".");
            }
            String call = optional(row, "call_id", id);
            return new TextEntry(
                    new Example<>(
                            id,
                            row.get("text"),
                            isPositive(row.get("label").strip()),
                            optional(row, "source", sources.getOrDefault(call, "unknown")),
                            optional(row, "group", call),
                            optional(row, "split", TextFolder.ALL)),
                    optional(row, "type", ""));
        }

        private boolean isPositive(String label) {
            if (label.equals(problem.positiveLabel()) || label.equals("1")) {
                return true;
            }
            if (label.equals(problem.negativeLabel()) || label.equals("0")) {
                return false;
            }
            throw mistake("label \"" + label + "\" is neither \"" + problem.negativeLabel() + "\" (0) nor \""
                    + problem.positiveLabel() + "\" (1).");
        }

        private static String optional(CSVRecord row, String column, String otherwise) {
            return row.isMapped(column) && !row.get(column).isBlank() ? row.get(column) : otherwise;
        }

        private UnreadableInputException mistake(String what) {
            return new UnreadableInputException(file + ", line " + line + ": " + what);
        }
    }
}
