package io.haechi.text.embedding;

import io.haechi.core.ModelException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * fastText's {@code .bin}: magic number, version, settings, dictionary, then the matrices of input and output, each behind a byte
 * that says whether it is quantised.
 */
final class FastTextFile {
    private static final int MAGIC = 793_712_314;
    private static final int VERSION = 12;
    private static final int SETTINGS = 12;
    private static final int SUPERVISED = 3;

    private FastTextFile() {}

    static FastTextData read(Path path) {
        try (LittleEndian in = new LittleEndian(path)) {
            if (in.remaining() < 8 || in.readInt() != MAGIC) {
                throw new ModelException(
                        path + ": is no fastText model (.bin); vectors in .vec or word2vec's .bin are read"
                                + " as Word2Vec.");
            }
            int version = in.readInt();
            if (version != VERSION && version != VERSION - 1) {
                throw new ModelException(path + ": is of fastText's version " + version + ", known are 11 and 12.");
            }
            int[] settings = new int[SETTINGS];
            for (int i = 0; i < SETTINGS; i++) {
                settings[i] = in.readInt();
            }
            if (version == VERSION - 1 && settings[7] == SUPERVISED) {
                settings[10] = 0; // As the original does: old classifiers were trained without parts of words.
            }
            double subsampling = in.readDouble();
            Entries entries = entries(path, in);
            Dictionary dictionary = entries.dictionary();
            float[] input = matrix(path, in, settings[0]);
            if (input.length != ((long) dictionary.size() + Math.max(0, settings[8])) * settings[0]) {
                throw new ModelException(path + ": holds " + input.length / settings[0] + " rows, expected "
                        + dictionary.size() + " words and " + settings[8] + " buckets.");
            }
            float[] output = in.remaining() == 0 ? new float[0] : matrix(path, in, settings[0]);
            return new FastTextData(settings, subsampling, entries.tokens(), dictionary, input, output);
        } catch (IOException e) {
            throw new ModelException(path + ": cannot be read (" + e.getMessage() + ").", e);
        }
    }

    private record Entries(long tokens, Dictionary dictionary) {}

    private static Entries entries(Path path, LittleEndian in) throws IOException {
        int size = in.readInt();
        int wordCount = in.readInt();
        int labels = in.readInt();
        long tokens = in.readLong();
        long pruned = in.readLong();
        if (size < 0 || wordCount < 0 || wordCount + (long) labels != size || size > in.remaining() / 10) {
            throw new ModelException(path + ": claims " + size + " entries, " + wordCount + " words and " + labels
                    + " labels; it is damaged.");
        }
        if (pruned > 0) {
            throw new ModelException(path + ": is pruned or quantised (.ftz); use the model it was made from.");
        }
        List<String> words = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            String word = in.readWord('\0');
            long count = in.readLong();
            boolean isWord = in.readByte() == 0;
            if (isWord) {
                words.add(word);
                counts.add(count);
            }
        }
        long[] frequencies = counts.stream().mapToLong(Long::longValue).toArray();
        return new Entries(tokens, new Dictionary(words, frequencies));
    }

    private static float[] matrix(Path path, LittleEndian in, int dimension) throws IOException {
        if (in.readByte() != 0) {
            throw new ModelException(path + ": is quantised (.ftz); use the model it was made from.");
        }
        long rows = in.readLong();
        long columns = in.readLong();
        int cells = in.cells(rows, columns);
        if (columns != dimension || 4L * cells > in.remaining()) {
            throw new ModelException(path + ": claims " + rows + " rows of " + columns + " numbers, but has "
                    + in.remaining() + " bytes left and vectors of length " + dimension + "; it is damaged.");
        }
        float[] values = new float[cells];
        in.readFloats(values, 0, cells);
        return values;
    }

    static void write(FastTextData data, Path path) {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16)) {
            Dictionary dictionary = data.dictionary();
            ByteBuffer head =
                    buffer(4 * (2 + SETTINGS) + 8 + 12 + 16).putInt(MAGIC).putInt(VERSION);
            for (int setting : data.settings()) {
                head.putInt(setting);
            }
            head.putDouble(data.subsampling());
            head.putInt(dictionary.size()).putInt(dictionary.size()).putInt(0);
            head.putLong(data.tokens()).putLong(-1);
            out.write(head.array());
            for (int id = 0; id < dictionary.size(); id++) {
                out.write(dictionary.word(id).getBytes(StandardCharsets.UTF_8));
                out.write(0);
                out.write(buffer(9).putLong(dictionary.count(id)).put((byte) 0).array());
            }
            matrix(out, data.input(), data.dimension());
            matrix(out, data.output(), data.dimension());
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": cannot be written", e);
        }
    }

    private static void matrix(OutputStream out, float[] values, int dimension) throws IOException {
        out.write(0);
        out.write(
                buffer(16).putLong(values.length / dimension).putLong(dimension).array());
        for (int row = 0; row < values.length; row += dimension) {
            ByteBuffer bytes = buffer(4 * dimension);
            bytes.asFloatBuffer().put(values, row, dimension);
            out.write(bytes.array());
        }
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
