package io.haechi.call.data;

import io.haechi.core.Problem;
import io.haechi.core.UnreadableInputException;
import io.haechi.core.model.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A folder of labelled texts: {@code calls.csv} or {@code sentences.csv}, plain or as {@code .gz}.
 *
 * <p>Columns {@code id, label, text}, and where they are known {@code call_id, source, type, split, group}. A label is {@code
 * phishing} or {@code normal}, or 1 or 0. A sentence belongs to the group of its call and, where it names no source itself,
 * has that of the call in {@code calls.csv} beside it.
 */
public final class TextFolder {
    /** The split that means every text. */
    public static final String ALL = "all";

    private final Path folder;
    private final Problem problem;
    private final List<TextEntry> entries;
    private final boolean grouped;
    private final String sha256;

    private TextFolder(Path folder, Problem problem, List<TextEntry> entries, boolean grouped, String sha256) {
        this.folder = folder;
        this.problem = problem;
        this.entries = List.copyOf(entries);
        this.grouped = grouped;
        this.sha256 = sha256;
    }

    /** Whether a folder holds such a file for this problem. */
    public static boolean isOne(Path folder, Problem problem) {
        return Files.isRegularFile(file(folder, problem));
    }

    /**
     * Reads the folder's file for {@link Problem#CALL} or {@link Problem#SENTENCE}.
     *
     * @throws UnreadableInputException if there is none, or it has a mistake; the message names the line
     */
    public static TextFolder open(Path folder, Problem problem) {
        Path file = file(folder, problem);
        if (!Files.isRegularFile(file)) {
            throw new UnreadableInputException(
                    folder + ": there is no " + name(problem) + " or " + name(problem) + ".gz in it.");
        }
        TextTable table = TextTable.read(file, problem, sources(folder, problem));
        try {
            return new TextFolder(folder, problem, table.entries(), table.isGrouped(), Sha256.of(file));
        } catch (IOException e) {
            throw new UnreadableInputException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** Texts at hand as if they had been read from a folder. */
    public static TextFolder of(Problem problem, List<TextEntry> entries) {
        StringBuilder all = new StringBuilder();
        entries.forEach(each -> all.append(each.example()).append('\n'));
        return new TextFolder(
                Path.of("texts"),
                problem,
                entries,
                true,
                Sha256.of(all.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** Sentences say nothing of their source: it stands with their calls. */
    private static java.util.Map<String, String> sources(Path folder, Problem problem) {
        Path calls = file(folder, Problem.CALL);
        return problem.equals(Problem.SENTENCE) && Files.isRegularFile(calls)
                ? TextTable.read(calls, Problem.CALL, java.util.Map.of()).sources()
                : java.util.Map.of();
    }

    private static Path file(Path folder, Problem problem) {
        Path packed = folder.resolve(name(problem) + ".gz");
        return Files.isRegularFile(packed) ? packed : folder.resolve(name(problem));
    }

    private static String name(Problem problem) {
        return problem.equals(Problem.SENTENCE) ? "sentences.csv" : "calls.csv";
    }

    /** Where it is. */
    public Path folder() {
        return folder;
    }

    /** What its labels mean. */
    public Problem problem() {
        return problem;
    }

    /** Every text, in the file's order; at least one. */
    public List<TextEntry> entries() {
        return entries;
    }

    /** Whether it says which texts belong together. */
    public boolean isGrouped() {
        return grouped;
    }

    /** Hash of the file's bytes, for provenance. */
    public String sha256() {
        return sha256;
    }

    /** Names of the splits there are, in alphabetical order. */
    public List<String> splits() {
        return List.copyOf(new TreeSet<>(
                entries.stream().map(each -> each.example().split()).toList()));
    }

    /** Names of the sources there are, in alphabetical order. */
    public List<String> sources() {
        return List.copyOf(new TreeSet<>(
                entries.stream().map(each -> each.example().source()).toList()));
    }

    /** The split {@code test} if there is one, else {@code all}. */
    public String splitToMeasure() {
        return splits().contains("test") ? "test" : ALL;
    }

    /**
     * The texts of one split; {@code all} is every text.
     *
     * @throws IllegalArgumentException if there is no such split; the message names those there are
     */
    public List<TextEntry> split(String name) {
        if (name.equals(ALL)) {
            return entries;
        }
        List<TextEntry> found = entries.stream()
                .filter(each -> each.example().split().equals(name))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException(folder + " has no split \"" + name + "\"; it has "
                    + String.join(", ", splits()) + " (and \"" + ALL + "\" for everything)");
        }
        return found;
    }

    /** Those texts only, under the hash of the whole. */
    public TextFolder where(Predicate<TextEntry> kept) {
        return new TextFolder(folder, problem, entries.stream().filter(kept).toList(), grouped, sha256);
    }
}
