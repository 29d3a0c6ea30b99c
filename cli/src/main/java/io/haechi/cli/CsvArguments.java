package io.haechi.cli;

import io.haechi.segment.table.ColumnFacts;
import io.haechi.segment.table.ColumnType;
import io.haechi.segment.table.CsvOptions;
import io.haechi.segment.table.Misfit;
import io.haechi.segment.table.TableFile;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a CSV file is to be read, and which of its columns; what is not said is found out. */
final class CsvArguments {
    @Option(
            names = "--columns",
            paramLabel = "A,B",
            split = ",",
            description =
                    "which columns, by name or a part of it that is in no other (default: all that can say something)")
    private List<String> columns = new ArrayList<>();

    @Option(
            names = "--separator",
            paramLabel = "C",
            description = "between cells: one character, or tab (default: found out)")
    private @Nullable String separator;

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            description = "such as UTF-8, CP949, UTF-16 (default: found out)")
    private @Nullable String encoding;

    @Option(names = "--no-header", description = "the first line is a row as well")
    private boolean isHeadless;

    @Option(names = "--header", description = "the first line names the columns, even if it is all numbers")
    private boolean hasHeader;

    @Option(
            names = "--missing-words",
            paramLabel = "W,W",
            split = ",",
            description = "words that stand for nothing, beside those that usually do")
    private List<String> missingWords = new ArrayList<>();

    @Option(
            names = "--types",
            paramLabel = "A=TYPE",
            split = ",",
            description = "what a column is, if it was not seen rightly: number, date, category, identifier")
    private Map<String, ColumnType> types = new LinkedHashMap<>();

    CsvOptions options() {
        return options(Map.of());
    }

    /**
     * How to read.
     *
     * @param known what columns are, where nobody says otherwise
     */
    CsvOptions options(Map<String, ColumnType> known) {
        Set<String> missing = new HashSet<>(CsvOptions.USUAL_MISSING);
        missingWords.forEach(word -> missing.add(word.strip().toLowerCase(Locale.ROOT)));
        if (isHeadless && hasHeader) {
            throw new IllegalArgumentException("--header and --no-header contradict each other; give one of them.");
        }
        Boolean header = isHeadless ? Boolean.FALSE : hasHeader ? Boolean.TRUE : null;
        Map<String, ColumnType> all = new LinkedHashMap<>(known);
        all.putAll(types);
        return new CsvOptions(separatorChar(), charset(), header, missing, all);
    }

    private @Nullable Character separatorChar() {
        String given = separator;
        if (given == null) {
            return null;
        }
        if (given.equals("tab") || given.equals("\\t")) {
            return '\t';
        }
        if (given.length() != 1) {
            throw new IllegalArgumentException(
                    "--separator takes one character or the word tab, got \"" + given + "\".");
        }
        return given.charAt(0);
    }

    @Nullable
    Charset charset() {
        if (encoding == null) {
            return null;
        }
        String name = encoding.equalsIgnoreCase("CP949") ? "x-windows-949" : encoding;
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--encoding \"" + encoding + "\" is not known; write UTF-8, CP949, UTF-16 or another name.", e);
        }
    }

    /**
     * The columns to take.
     *
     * @param says is told what was left out, and why
     */
    List<String> chosen(TableFile file, Predicate<ColumnFacts> isUseful, Consumer<String> says) {
        List<String> chosen = new ArrayList<>();
        if (columns.isEmpty()) {
            for (ColumnFacts facts : file.columns()) {
                hint(facts, says);
                if (isUseful.test(facts)) {
                    chosen.add(facts.name());
                } else {
                    says.accept("left out column \"" + facts.name() + "\": " + reason(facts) + ".");
                }
            }
            return chosen;
        }
        for (String asked : columns) {
            String name = named(file, asked.strip());
            if (chosen.contains(name)) {
                throw new IllegalArgumentException("--columns names \"" + name + "\" twice.");
            }
            if (file.facts(name).isConstant()) {
                says.accept("left out column \"" + name + "\": " + reason(file.facts(name)) + ".");
            } else {
                hint(file.facts(name), says);
                chosen.add(name);
            }
        }
        return chosen;
    }

    private static void hint(ColumnFacts facts, Consumer<String> says) {
        Misfit misfit = facts.misfit();
        if (misfit != null) {
            says.accept(misfit.hint(facts.name()));
        }
    }

    private static String reason(ColumnFacts facts) {
        if (facts.type() == ColumnType.EMPTY) {
            return "it holds no value";
        }
        if (facts.isConstant()) {
            return facts.missing() > 0 ? "all rows that hold a value say the same" : "all rows say the same";
        }
        return switch (facts.type()) {
            case IDENTIFIER -> "it names the row and says nothing about groups";
            case DATE -> "a date; name it in --columns to take it as a number of days";
            default -> facts.distinctWords() + " different words are too many to tell apart";
        };
    }

    /** The column of this name, or the only one of which it is a part. */
    static String named(TableFile file, String asked) {
        List<String> names = file.source().columns();
        if (names.contains(asked)) {
            return asked;
        }
        String small = asked.toLowerCase(Locale.ROOT);
        List<String> alike = names.stream()
                .filter(name ->
                        !small.isEmpty() && name.toLowerCase(Locale.ROOT).contains(small))
                .toList();
        if (alike.size() != 1) {
            throw new IllegalArgumentException(file.source().file().path() + ": has "
                    + (alike.isEmpty() ? "no column" : "several columns") + " \"" + asked + "\"; it has "
                    + String.join(", ", names) + ".");
        }
        return alike.getFirst();
    }
}
