package io.haechi.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a file whole or not at all: beside its place first, then moved there. */
final class WholeFile {
    private WholeFile() {}

    /**
     * Refuses a place where nothing can be written, before long work is done for it.
     *
     * @throws IllegalArgumentException if the folder is missing or closed to us, or the place is a folder
     */
    static void require(Path file) {
        Path folder = folderOf(file);
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(file + ": is a folder; name a file in it");
        }
        if (!isSpecial(file) && !(Files.isDirectory(folder) && Files.isWritable(folder))) {
            throw new IllegalArgumentException(
                    file + ": cannot be written, " + folder + " is no folder that we may write to; name another place");
        }
    }

    /**
     * Refuses places where nothing can be written, and such as would replace what is read or one another.
     *
     * @param read what the work reads; null for none
     * @param written where it writes; null for nowhere
     * @throws IllegalArgumentException as {@link #require}, or if two of them are one regular file
     */
    static void requireApart(List<@Nullable Path> read, List<@Nullable Path> written) {
        List<Path> taken = new ArrayList<>();
        for (Path in : read) {
            if (in != null) {
                taken.add(in);
            }
        }
        for (Path out : written) {
            if (out == null) {
                continue;
            }
            require(out);
            for (Path other : taken) {
                if (isOneFile(out, other)) {
                    throw new IllegalArgumentException(
                            out + ": would replace " + other + ", which is read or written too; name another place");
                }
            }
            taken.add(out);
        }
    }

    /** Devices and pipes may be named twice. */
    private static boolean isOneFile(Path a, Path b) {
        if (Files.exists(a) && Files.exists(b)) {
            try {
                return Files.isRegularFile(a) && Files.isSameFile(a, b);
            } catch (IOException e) {
                throw new UncheckedIOException(a + ": cannot be looked at", e);
            }
        }
        return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
    }

    /** Writes it; a file that stood there is replaced, a device or pipe is written to as it is. */
    static void write(Path file, byte[] content) {
        writeAll(Map.of(file, content));
    }

    /**
     * Writes several files together: all of them beside their places first, then all moved there. If one cannot be written, as
     * a rule none is.
     *
     * @throws UncheckedIOException if one cannot be written; it says which are in their places all the same
     */
    static void writeAll(Map<Path, byte[]> contents) {
        contents.keySet().forEach(WholeFile::require);
        Map<Path, Path> parts = new LinkedHashMap<>();
        List<Path> done = new ArrayList<>();
        Path open = Path.of("");
        try {
            for (Map.Entry<Path, byte[]> each : contents.entrySet()) {
                open = each.getKey();
                if (!isSpecial(open)) {
                    Path part = open.resolveSibling("." + open.getFileName() + ".part");
                    parts.put(open, part);
                    Files.write(part, each.getValue());
                }
            }
            for (Map.Entry<Path, byte[]> each : contents.entrySet()) {
                open = each.getKey();
                Path part = parts.get(open);
                if (part == null) {
                    Files.write(open, each.getValue());
                } else {
                    Files.move(part, open, StandardCopyOption.REPLACE_EXISTING);
                }
                done.add(open);
            }
        } catch (IOException e) {
            String others = done.isEmpty() ? "" : " Written before it: " + done + ".";
            throw new UncheckedIOException(
                    open + ": cannot be written (" + e.getMessage() + "); make room or name another place." + others,
                    e);
        } finally {
            parts.values().forEach(WholeFile::delete);
        }
    }

    private static boolean isSpecial(Path file) {
        return Files.exists(file) && !Files.isRegularFile(file);
    }

    private static void delete(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException _) {
            // The failure that left it there is what the user must hear of.
        }
    }

    private static Path folderOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? file.toAbsolutePath() : folder;
    }
}
