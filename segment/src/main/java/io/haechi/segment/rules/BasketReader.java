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
 * then it is no part of names, and some lines are written one way, some the other. Empty lines and empty items are passed over;
 * an item may stand in quotes.
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
                split(text, line);
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
        boolean isQuoted = false;
        boolean hasItem = false;
        boolean isInside = false;
        boolean wasInside = false;
        char first = ' ';
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            isQuoted = (c == '"') != isQuoted;
            if (!isQuoted && SEPARATORS.indexOf(c) >= 0) {
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

    private void split(String line, long number) {
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
            } else if (!isQuoted && isBetween(c)) {
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
