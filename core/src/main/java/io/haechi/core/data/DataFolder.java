package io.haechi.core.data;

import io.haechi.core.Problem;
import io.haechi.core.UnreadableInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/**
 * A folder of labelled files, in one of two layouts.
 *
 * <ul>
 *   <li>{@code manifest.csv} (UTF-8 with or without byte order mark, RFC 4180) with the columns {@code path} (relative
 *       to the folder, '/' between names) and {@code label}, and optionally {@code split} (default {@code all}), {@code
 *       source} (default {@code unknown}) and {@code group} (default: every file its own); further columns are kept.
 *   <li>Two folders named after the problem's labels, such as {@code real/} and {@code fake/}: split {@code all}, source
 *       the label, every file (also of subfolders, but no hidden ones) its own group.
 * </ul>
 *
 * <p>Reading it opens no file but the manifest; whether the files are there and sound is for {@link DataCheck}.
 */
public final class DataFolder {
    /** The split that means every example. */
    public static final String ALL = "all";

    private final Path folder;
    private final Problem problem;
    private final List<Entry> entries;
    private final boolean grouped;
    private final byte[] manifest;

    private DataFolder(Path folder, Problem problem, List<Entry> entries, boolean grouped, byte[] manifest) {
        this.folder = folder;
        this.problem = problem;
        this.entries = List.copyOf(entries);
        this.grouped = grouped;
        this.manifest = manifest;
    }

    /**
     * Reads a folder.
     *
     * @throws UnreadableInputException if it is missing, empty, in neither layout, or its manifest has a mistake; the
     *     message names the line
     */
    public static DataFolder open(Path folder, Problem problem) {
        if (!Files.isDirectory(folder)) {
            throw new UnreadableInputException(folder + ": there is no such folder.");
        }
        try {
            Path manifest = folder.resolve(Manifest.NAME);
            if (Files.exists(manifest)) {
                byte[] bytes = Files.readAllBytes(manifest);
                Manifest read = Manifest.read(folder, problem, bytes);
                return new DataFolder(folder, problem, read.entries(), read.hasGroups(), bytes);
            }
            return new DataFolder(folder, problem, LabelFolders.read(folder, problem), false, new byte[0]);
        } catch (IOException e) {
            throw new UnreadableInputException(folder + ": the data folder cannot be read: " + e.getMessage(), e);
        }
    }

    /** Where it is. */
    public Path folder() {
        return folder;
    }

    /** What its labels mean. */
    public Problem problem() {
        return problem;
    }

    /** Every example, in the manifest's order (or by path); at least one. */
    public List<Entry> entries() {
        return entries;
    }

    /** Names of the splits there are, in alphabetical order. */
    public List<String> splits() {
        return List.copyOf(new TreeSet<>(
                entries.stream().map(entry -> entry.example().split()).toList()));
    }

    /**
     * The examples of one split; {@code all} is every example.
     *
     * @throws IllegalArgumentException if there is no such split; the message names those there are
     */
    public List<Entry> split(String name) {
        if (name.equals(ALL)) {
            return entries;
        }
        List<Entry> found = entries.stream()
                .filter(entry -> entry.example().split().equals(name))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException(folder + " has no split \"" + name + "\"; it has "
                    + String.join(", ", splits()) + " (and \"" + ALL + "\" for everything)");
        }
        return found;
    }

    /** Whether it says which examples belong together; if not, nobody knows what leaks between splits. */
    public boolean isGrouped() {
        return grouped;
    }

    /**
     * A hash that changes when the manifest changes, or a listed file appears, disappears, or changes its size. It is
     * meant for provenance and quick to compute: the content of the files is not read.
     */
    public String sha256() {
        return Fingerprint.of(manifest, entries);
    }
}
