package io.haechi.segment.rules;

import io.haechi.core.UnreadableInputException;
import io.haechi.core.text.TextFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads baskets: one transaction a line, items separated by commas if there is a comma (or a semicolon) anywhere in the
 * file, by white space otherwise. Empty lines and empty items are passed over; an item may stand in quotes.
 */
public final class BasketReader {
    private static final String SEPARATORS = ",;";

    private final TextFile file;
    private final TransactionsBuilder builder = new TransactionsBuilder();
    private final StringBuilder item = new StringBuilder();

    private BasketReader(TextFile file) {
        this.file = file;
    }

    /**
     * Reads a whole file.
     *
     * @param charset its encoding, or null to find out
     * @throws UnreadableInputException if it cannot be read, or holds no item
     */
    public static Transactions read(Path path, @Nullable Charset charset) {
        TextFile file = charset == null ? TextFile.open(path) : TextFile.open(path, charset);
        BasketReader reader = new BasketReader(file);
        try {
            return reader.transactions();
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }

    private Transactions transactions() throws IOException {
        char separator = separator();
        long line = 0;
        try (BufferedReader reader = file.reader()) {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                line++;
                split(text, separator, line);
                builder.endUnlessEmpty();
            }
        }
        Transactions read = builder.build();
        if (read.size() == 0) {
            throw new UnreadableInputException(file.path() + ": holds no item in " + line + " lines; nothing to mine.");
        }
        return read;
    }

    /** The first separator that stands in the file outside of quotes; a space if there is none. */
    private char separator() throws IOException {
        boolean isQuoted = false;
        char[] buffer = new char[1 << 15];
        try (BufferedReader reader = file.reader()) {
            for (int got = reader.read(buffer); got >= 0; got = reader.read(buffer)) {
                for (int i = 0; i < got; i++) {
                    char c = buffer[i];
                    isQuoted = c != '\n' && (c == '"') != isQuoted;
                    if (!isQuoted && SEPARATORS.indexOf(c) >= 0) {
                        return c;
                    }
                }
            }
        }
        return ' ';
    }

    private void split(String line, char separator, long number) {
        boolean isQuoted = false;
        item.setLength(0);
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                boolean isDoubled = isQuoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
                if (isDoubled) {
                    item.append('"');
                    i++;
                } else {
                    isQuoted = !isQuoted;
                }
            } else if (!isQuoted && (c == separator || separator == ' ' && Character.isWhitespace(c))) {
                end();
            } else {
                item.append(c);
            }
        }
        if (isQuoted) {
            throw new UnreadableInputException(
                    file.path() + ", line " + number + ": a quote begins there that does not end.");
        }
        end();
    }

    private void end() {
        String name = item.toString().strip();
        if (!name.isEmpty()) {
            builder.item(name);
        }
        item.setLength(0);
    }
}
