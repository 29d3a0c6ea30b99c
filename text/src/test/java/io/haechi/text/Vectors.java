package io.haechi.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Reads what the scripts beside the vectors made. */
public final class Vectors {
    private Vectors() {}

    /** The texts, with their escapes taken back. */
    public static List<String> texts() {
        return lines("texts.txt").stream()
                .map(line -> line.replace("\\n", "\n").replace("\\t", "\t").replace("\\x1c", "\u001c"))
                .toList();
    }

    /** The lines of a file; only line feeds end them. */
    public static List<String> lines(String file) {
        String text = new String(bytes(file), StandardCharsets.UTF_8);
        return Arrays.asList(text.substring(0, text.length() - 1).split("\n", -1));
    }

    public static byte[] bytes(String file) {
        try (InputStream in =
                Objects.requireNonNull(Vectors.class.getResourceAsStream("/io/haechi/text/vectors/" + file), file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy of a file in this folder. */
    public static Path copied(String file, Path folder) {
        try {
            return Files.write(folder.resolve(file), bytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
