package io.haechi.segment.rules;

import io.haechi.core.UnreadableInputException;
import io.haechi.core.text.TextFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads baskets: one transaction a line, items separated by commas if there is a comma (or a semicolon) in any line that holds
 * an item, by white space otherwise. Where no line with commas has white space inside a name, white space separates as well:
 * then it is no part of names, and some lines are written one way, some the other. Empty lines and empty items are passed over.
 *
 * <p>An item may stand in quotes, from its first letter to its last, as tables write names with commas in them. Any other quote
 * is a letter like any other: baskets know no quoting, and a screen of 24" refuses no file.
 */
public final class BasketReader {
    private static final String SEPARATORS = ",;";

    private final TextFile file;
    private final TransactionsBuilder builder = new TransactionsBuilder();
    private final StringBuilder item = new StringBuilder();
    private char separator = ' ';
    private boolean isSpaced = true;

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
        findSeparator();
        long line = 0;
        try (BufferedReader reader = file.reader()) {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                line++;
                split(text);
                builder.endUnlessEmpty();
            }
        }
        Transactions read = builder.build();
        if (read.size() == 0) {
            throw new UnreadableInputException(file.path() + ": holds no item in " + line + " lines; nothing to mine.");
        }
        return read;
    }

    private void findSeparator() throws IOException {
        try (BufferedReader reader = file.reader()) {
            String text = reader.readLine();
            while (text != null && (separator == ' ' || isSpaced)) {
                look(text);
                text = reader.readLine();
            }
        }
    }

    /** Finds the first separator outside of quotes in a line that holds an item, and white space inside such an item. */
    private void look(String line) {
        boolean hasItem = false;
        boolean isInside = false;
        boolean wasInside = false;
        char first = ' ';
        for (int i = 0; i < line.length(); i++) {
            int closing = wasInside ? -1 : closing(line, i);
            if (closing > 0) {
                hasItem = true;
                wasInside = true;
                i = closing;
                continue;
            }
            char c = line.charAt(i);
            if (SEPARATORS.indexOf(c) >= 0) {
                first = first == ' ' ? c : first;
                wasInside = false;
            } else if (Character.isWhitespace(c)) {
                isInside |= wasInside && i + 1 < line.length() && isLetter(line.charAt(i + 1));
            } else {
                hasItem = true;
                wasInside = true;
            }
        }
        if (first != ' ' && hasItem) {
            separator = separator == ' ' ? first : separator;
            isSpaced &= !isInside;
        }
    }

    private static boolean isLetter(char c) {
        return !Character.isWhitespace(c) && SEPARATORS.indexOf(c) < 0;
    }

    /** Where the quote ends that begins an item here; -1 if none begins, or what ends is not the item. */
    private static int closing(String line, int from) {
        if (line.charAt(from) != '"') {
            return -1;
        }
        for (int i = from + 1; i < line.length(); i++) {
            if (line.charAt(i) == '"') {
                boolean isLast = i + 1 == line.length();
                if (isLast || !isLetter(line.charAt(i + 1))) {
                    return i;
                }
                if (line.charAt(i + 1) != '"') {
                    return -1;
                }
                i++;
            }
        }
        return -1;
    }

    private void split(String line) {
        item.setLength(0);
        boolean isBegun = false;
        for (int i = 0; i < line.length(); i++) {
            int closing = isBegun ? -1 : closing(line, i);
            if (closing > 0) {
                item.append(line.substring(i + 1, closing).replace("\"\"", "\""));
                isBegun = true;
                i = closing;
                continue;
            }
            char c = line.charAt(i);
            if (isBetween(c)) {
                end();
                isBegun = false;
            } else {
                isBegun |= !Character.isWhitespace(c);
                item.append(c);
            }
        }
        end();
    }

    private boolean isBetween(char c) {
        boolean isSeparator = separator == ' ' ? SEPARATORS.indexOf(c) >= 0 : c == separator;
        return isSeparator || isSpaced && Character.isWhitespace(c);
    }

    private void end() {
        String name = item.toString().strip();
        if (!name.isEmpty()) {
            builder.item(name);
        }
        item.setLength(0);
    }
}
