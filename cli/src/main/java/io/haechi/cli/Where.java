package io.haechi.cli;

import io.haechi.core.UnreadableInputException;
import java.nio.file.Path;

/** Puts the name of the file in front of a complaint that does not say where. */
final class Where {
    private Where() {}

    static UnreadableInputException in(Path file, UnreadableInputException e) {
        String message = String.valueOf(e.getMessage());
        return message.startsWith(file.toString()) ? e : new UnreadableInputException(file + ": " + message, e);
    }

    static UnreadableInputException outOfMemory(Path file, OutOfMemoryError e) {
        return new UnreadableInputException(
                String.format(
                        java.util.Locale.ROOT,
                        "%s: is more than fits into the %.1f GB of memory that Java has; take fewer rows or columns, or"
                                + " give it more (JAVA_TOOL_OPTIONS=-Xmx8g).",
                        file,
                        Runtime.getRuntime().maxMemory() / 1e9),
                e);
    }
}
