package io.haechi.text.sparse;

import io.haechi.core.ModelException;
import io.haechi.core.model.Sha256;
import io.haechi.text.ngram.Terms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How vocabularies stand in a file, in UTF-8: the line {@code haechi-vocabulary 1}; a line {@code name: value} for each property,
 * the last of which is the SHA-256 of what follows; an empty line; then the entries, {@code letters TAB documents}, sorted by
 * their letters (by number where columns are hashed). Backslash, control characters, line separators and lone
 * halves of characters within letters are written as {@code \\uXXXX}.
 */
record VocabularyFile(String name, Map<String, String> properties, List<String> entries) {
    private static final String FIRST = "haechi-vocabulary 1";
    private static final String TERMS = "terms";
    private static final String DOCUMENTS = "documents";
    private static final String ENTRIES = "entries";
    private static final String HASH = "sha256";

    static VocabularyFile of(Vocabulary vocabulary, Map<String, String> more) {
        List<String> lines = new ArrayList<>();
        for (int column = 0; column < vocabulary.size(); column++) {
            lines.add(escaped(vocabulary.term(column)) + "\t" + vocabulary.frequency(column));
        }
        return of(vocabulary.terms(), vocabulary.documents(), lines, more);
    }

    static VocabularyFile of(Terms terms, int documents, List<String> lines, Map<String, String> more) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(TERMS, terms.name());
        properties.put(DOCUMENTS, Integer.toString(documents));
        properties.put(ENTRIES, Integer.toString(lines.size()));
        properties.putAll(more);
        return new VocabularyFile("", properties, lines);
    }

    void write(Path target) {
        try {
            Files.write(target, bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(target + ": cannot be written", e);
        }
    }

    byte[] bytes() {
        String body = body();
        StringBuilder text = new StringBuilder(FIRST).append('\n');
        properties.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append('\n'));
        text.append(HASH).append(": ").append(hash(body)).append("\n\n").append(body);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String body() {
        StringBuilder body = new StringBuilder();
        entries.forEach(line -> body.append(line).append('\n'));
        return body.toString();
    }

    private static String hash(String body) {
        return Sha256.of(body.getBytes(StandardCharsets.UTF_8));
    }

    static VocabularyFile read(Path path) {
        try {
            return read(path.toString(), Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
            throw new ModelException(path + ": there is no such vocabulary.", e);
        } catch (IOException e) {
            throw new ModelException(path + ": cannot be read (" + e.getMessage() + ").", e);
        }
    }

    static VocabularyFile read(String name, byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        int end = text.indexOf("\n\n");
        if (!text.startsWith(FIRST + "\n") || end < 0) {
            throw new ModelException(
                    name + ": is no vocabulary of a version known here; expected \"" + FIRST + "\" in its first line.");
        }
        Map<String, String> properties = new LinkedHashMap<>();
        text.substring(FIRST.length() + 1, end).lines().forEach(line -> {
            int colon = line.indexOf(": ");
            properties.put(colon < 0 ? line : line.substring(0, colon), colon < 0 ? "" : line.substring(colon + 2));
        });
        String body = text.substring(end + 2);
        String promised = properties.remove(HASH);
        if (!hash(body).equals(promised)) {
            throw new ModelException(name + ": its entries have SHA-256 " + hash(body) + ", its header says " + promised
                    + "; pull or fit it again.");
        }
        return new VocabularyFile(name, properties, body.lines().toList());
    }

    String property(String key) {
        String value = properties.get(key);
        if (value == null) {
            throw new ModelException(name + ": its header does not say \"" + key + "\".");
        }
        return value;
    }

    int number(String key) {
        return number(key, property(key));
    }

    private int number(String what, String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw new ModelException(name + ": " + what + " is \"" + digits + "\", no number.", e);
        }
    }

    Terms terms() {
        try {
            return Terms.parse(property(TERMS));
        } catch (IllegalArgumentException e) {
            throw new ModelException(name + ": " + e.getMessage(), e);
        }
    }

    int documents() {
        return number(DOCUMENTS);
    }

    Vocabulary vocabulary() {
        String[] letters = new String[entries.size()];
        int[] frequencies = new int[entries.size()];
        for (int i = 0; i < letters.length; i++) {
            String line = entries.get(i);
            int tab = line.lastIndexOf('\t');
            if (tab < 1) {
                throw new ModelException(name + ": entry " + (i + 1) + " has no tab between letters and documents.");
            }
            letters[i] = unescaped(line.substring(0, tab));
            frequencies[i] = number("entry " + (i + 1), line.substring(tab + 1));
        }
        try {
            return new Vocabulary(terms(), documents(), letters, frequencies);
        } catch (IllegalArgumentException e) {
            throw new ModelException(name + ": " + e.getMessage() + ".", e);
        }
    }

    /** Entries of hashed columns: column and documents. */
    int[] frequencies(int size) {
        int[] frequencies = new int[size];
        for (String line : entries) {
            int tab = line.indexOf('\t');
            int column = number("column", line.substring(0, Math.max(0, tab)));
            int documents = number("documents", line.substring(tab + 1));
            if (column < 0 || column >= size || documents < Vocabulary.LEAST_DOCUMENTS || documents > documents()) {
                throw new ModelException(name + ": column " + column + " of " + size + " in " + documents
                        + " documents is not possible (" + Vocabulary.LEAST_DOCUMENTS + " to " + documents() + ").");
            }
            frequencies[column] = documents;
        }
        return frequencies;
    }

    static String escaped(String letters) {
        StringBuilder text = new StringBuilder(letters.length());
        for (int i = 0; i < letters.length(); i++) {
            char c = letters.charAt(i);
            boolean isPlain = c >= ' '
                    && c != '\\'
                    && c != 0x7F
                    && c != 0x85
                    && (c < 0x2028 || c > 0x2029)
                    && !Character.isSurrogate(c);
            text.append(isPlain ? Character.toString(c) : String.format("\\u%04x", (int) c));
        }
        return text.toString();
    }

    static String unescaped(String line) {
        StringBuilder letters = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '\\' && i + 5 < line.length() && line.charAt(i + 1) == 'u') {
                try {
                    letters.append((char) Integer.parseInt(line, i + 2, i + 6, 16));
                } catch (NumberFormatException e) {
                    throw new ModelException("\"" + line + "\" is no entry of a vocabulary.", e);
                }
                i += 5;
            } else {
                letters.append(line.charAt(i));
            }
        }
        return letters.toString();
    }
}
