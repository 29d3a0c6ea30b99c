package io.haechi.text.embedding;

import io.haechi.core.ModelException;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** word2vec's formats: a line with the number of vectors and their length, then a word and its numbers, as text or as floats. */
final class VectorFile {
    private VectorFile() {}

    static Word2Vec read(Path path) {
        try {
            return isText(path) ? readText(path) : readBinary(path);
        } catch (IllegalArgumentException e) {
            throw new ModelException(path + ": " + e.getMessage() + ".", e);
        } catch (IOException e) {
            throw new ModelException(path + ": cannot be read (" + e.getMessage() + ").", e);
        }
    }

    /** In text, the byte after a word's space begins a number, and its line has as many numbers as the first line says. */
    private static boolean isText(Path path) throws IOException {
        try (LittleEndian in = new LittleEndian(path)) {
            int dimension = header(path, in)[1];
            in.readWord(' ');
            for (int i = 0; i < 5; i++) {
                byte b = in.readByte();
                if (dimension == 1 && b == '\n' && i > 0) {
                    return true;
                }
                if (!(b >= '0' && b <= '9' || b == '-' || b == '+' || b == '.' || b == 'e' || b == ' ' && i > 0)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static int[] header(Path path, LittleEndian in) throws IOException {
        String first = in.readWord('\n').strip();
        String[] numbers = first.split(" ");
        if (numbers.length != 2 || !first.matches("[0-9]{1,9} [0-9]{1,5}") || numbers[1].equals("0")) {
            String shown = first.length() > 40 ? first.substring(0, 40) + "…" : first;
            throw new ModelException(
                    path + ": holds no vectors; its first line should be their number and length, got \""
                            + shown.replaceAll("\\p{Cntrl}|�", "?") + "\".");
        }
        return new int[] {Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1])};
    }

    private static Word2Vec readBinary(Path path) throws IOException {
        try (LittleEndian in = new LittleEndian(path)) {
            int[] header = header(path, in);
            int cells = in.cells(header[0], header[1]);
            if (4L * cells > in.remaining()) {
                throw new ModelException(path + ": claims " + header[0] + " vectors of length " + header[1]
                        + ", but has only " + in.remaining() + " bytes left; get it again.");
            }
            List<String> words = new ArrayList<>();
            float[] vectors = new float[cells];
            for (int row = 0; row < header[0]; row++) {
                words.add(in.readWord(' ').replace("\n", ""));
                in.readFloats(vectors, row * header[1], header[1]);
            }
            return new Word2Vec(new Dictionary(words, new long[header[0]]), header[1], vectors);
        }
    }

    private static Word2Vec readText(Path path) throws IOException {
        int[] header;
        try (LittleEndian in = new LittleEndian(path)) {
            header = header(path, in);
            if (2L * in.cells(header[0], header[1]) > in.remaining()) {
                throw new ModelException(path + ": claims " + header[0] + " vectors of length " + header[1]
                        + ", but has only " + in.remaining() + " bytes left; get it again.");
            }
        }
        List<String> words = new ArrayList<>();
        float[] vectors = new float[header[0] * header[1]];
        try (BufferedReader reader = Files.newBufferedReader(path)) {
            reader.readLine();
            for (int row = 0; row < header[0]; row++) {
                String line = reader.readLine();
                if (line == null) {
                    throw new ModelException(
                            path + ": ends after " + row + " of " + header[0] + " vectors; get it again.");
                }
                words.add(numbers(path, line, row + 2, vectors, row * header[1], header[1]));
            }
        }
        return new Word2Vec(new Dictionary(words, new long[header[0]]), header[1], vectors);
    }

    /** Reads the numbers at the end of a line; what stands before them is the word, which may hold spaces. */
    private static String numbers(Path path, String line, int lineNumber, float[] vectors, int from, int count) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == ' ') {
            end--;
        }
        for (int i = count - 1; i >= 0; i--) {
            int space = line.lastIndexOf(' ', end - 1);
            if (space < 1) {
                throw new ModelException(path + ", line " + lineNumber + ": expected a word and " + count
                        + " numbers, got " + (count - 1 - i) + " numbers.");
            }
            try {
                vectors[from + i] = Float.parseFloat(line.substring(space + 1, end));
            } catch (NumberFormatException e) {
                throw new ModelException(
                        path + ", line " + lineNumber + ": \"" + line.substring(space + 1, end) + "\" is no number.",
                        e);
            }
            end = space;
        }
        return line.substring(0, end);
    }

    static void writeText(Embeddings embeddings, Path path) {
        try (Writer out = Files.newBufferedWriter(path)) {
            out.write(embeddings.words().size() + " " + embeddings.dimension() + "\n");
            for (String word : embeddings.words()) {
                out.write(word);
                for (float value : embeddings.vector(word)) {
                    out.write(" " + value);
                }
                out.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": cannot be written", e);
        }
    }

    static void writeBinary(Embeddings embeddings, Path path) {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16)) {
            out.write(
                    (embeddings.words().size() + " " + embeddings.dimension() + "\n").getBytes(StandardCharsets.UTF_8));
            for (String word : embeddings.words()) {
                out.write((word + " ").getBytes(StandardCharsets.UTF_8));
                ByteBuffer bytes =
                        ByteBuffer.allocate(4 * embeddings.dimension()).order(ByteOrder.LITTLE_ENDIAN);
                bytes.asFloatBuffer().put(embeddings.vector(word));
                out.write(bytes.array());
                out.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": cannot be written", e);
        }
    }
}
