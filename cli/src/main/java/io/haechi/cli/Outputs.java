package io.haechi.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The files that a command was asked for: all are made before the first is written. */
final class Outputs {
    private final Map<Path, byte[]> contents = new LinkedHashMap<>();

    /** Adds a text, if a place is named for it. */
    Outputs add(@Nullable Path file, Supplier<String> text) {
        if (file != null) {
            contents.put(file, text.get().getBytes(StandardCharsets.UTF_8));
        }
        return this;
    }

    /** Writes all of them, as {@link WholeFile#writeAll} does. */
    void write() {
        WholeFile.writeAll(contents);
    }
}
