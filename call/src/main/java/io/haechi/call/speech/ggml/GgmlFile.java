package io.haechi.call.speech.ggml;

import io.haechi.core.ModelException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What whisper.cpp's weights file says of itself, read without the native code, which ends the whole process on a file
 * that is not what it expects: sizes, vocabulary, and every tensor to the last byte.
 *
 * @param words tokens of the vocabulary
 * @param audioLayers blocks of the encoder
 * @param textLayers blocks of the decoder
 * @param width of the encoder
 * @param bands mel bands
 * @param tensors how many tensors it holds
 * @see <a href="https://github.com/ggml-org/whisper.cpp/blob/master/models/convert-pt-to-ggml.py">The writer</a>
 */
public record GgmlFile(int words, int audioLayers, int textLayers, int width, int bands, int tensors) {
    /** First four bytes, as a little-endian number: "ggml". */
    static final int MAGIC = 0x67676d6c;

    private static final int GGUF = 0x46554747;
    private static final int MULTILINGUAL_WORDS = 51_865;
    private static final int MOST_DIMENSIONS = 4;

    /** Bytes of a block and values in it, by the number of the type. */
    private static final Map<Integer, int[]> TYPES = types();

    private static Map<Integer, int[]> types() {
        Map<Integer, int[]> types = new HashMap<>();
        types.put(0, new int[] {4, 1});
        types.put(1, new int[] {2, 1});
        types.put(2, new int[] {18, 32});
        types.put(3, new int[] {20, 32});
        types.put(6, new int[] {22, 32});
        types.put(7, new int[] {24, 32});
        types.put(8, new int[] {34, 32});
        types.put(10, new int[] {84, 256});
        types.put(11, new int[] {110, 256});
        types.put(12, new int[] {144, 256});
        types.put(13, new int[] {176, 256});
        types.put(14, new int[] {210, 256});
        return Map.copyOf(types);
    }

    /** Whether a file begins like one of these, Whisper's or not; false if it cannot be read. */
    public static boolean looksLikeOne(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            return channel.size() >= Integer.BYTES && integer(channel, 0) == MAGIC;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Reads and checks a file.
     *
     * @throws ModelException if it is another kind of file, another kind of model, speaks English only, or is cut short
     */
    public static GgmlFile check(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            return new Reading(file, channel).all();
        } catch (BufferUnderflowException e) {
            throw new ModelException(file + ": is cut short; get the file again.", e);
        } catch (IOException e) {
            throw new ModelException(file + ": cannot be read (" + e.getMessage() + "); check the path.", e);
        }
    }

    private static int integer(FileChannel channel, long at) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) {
                throw new BufferUnderflowException();
            }
        }
        return buffer.flip().getInt();
    }

    /** One pass over a file's headers; the values themselves are stepped over. */
    private static final class Reading {
        private final Path file;
        private final FileChannel channel;
        private final long size;
        private long at;

        Reading(Path file, FileChannel channel) throws IOException {
            this.file = file;
            this.channel = channel;
            this.size = channel.size();
        }

        GgmlFile all() throws IOException {
            int magic = next();
            if (magic != MAGIC) {
                throw new ModelException(file + ": is no ggml file of Whisper"
                        + (magic == GGUF ? ", but a GGUF file, which language models come in" : "")
                        + "; give one such as ggml-base.bin.");
            }
            int[] sizes = new int[11];
            for (int i = 0; i < sizes.length; i++) {
                sizes[i] = next();
            }
            checkSizes(sizes);
            filters(sizes[9]);
            vocabulary(sizes[0]);
            int tensors = 0;
            boolean[] seen = new boolean[2];
            while (at < size) {
                String name = tensor();
                seen[0] |= name.startsWith("encoder.");
                seen[1] |= name.startsWith("decoder.");
                tensors++;
            }
            int expected = 11 + 15 * sizes[4] + 24 * sizes[8];
            if (!seen[0] || !seen[1] || tensors != expected) {
                throw new ModelException(file + ": holds " + tensors + " tensors, a whole model of its size has "
                        + expected + "; get the file again.");
            }
            return new GgmlFile(sizes[0], sizes[4], sizes[8], sizes[2], sizes[9], tensors);
        }

        private int next() throws IOException {
            int value = integer(channel, at);
            at += Integer.BYTES;
            return value;
        }

        private void skip(long bytes) {
            at += bytes;
            if (bytes < 0 || at > size) {
                throw new BufferUnderflowException();
            }
        }

        private void checkSizes(int... sizes) {
            boolean isWhisper = sizes[0] > 50_000
                    && sizes[0] < 60_000
                    && sizes[1] == 1500
                    && sizes[5] == 448
                    && sizes[2] == sizes[6]
                    && between(sizes[2], 64, 2048)
                    && between(sizes[3], 1, 64)
                    && between(sizes[4], 1, 64)
                    && between(sizes[8], 1, 64)
                    && (sizes[9] == 80 || sizes[9] == 128);
            if (!isWhisper) {
                throw new ModelException(file + ": is a ggml file of another kind of model than Whisper (its sizes are "
                        + Arrays.toString(sizes) + "); give one such as ggml-base.bin.");
            }
            if (sizes[0] < MULTILINGUAL_WORDS) {
                throw new ModelException(
                        file + ": is a Whisper model for English only; give a multilingual one such as ggml-base.bin.");
            }
        }

        private static boolean between(int value, int least, int most) {
            return value >= least && value <= most;
        }

        private void filters(int bands) throws IOException {
            int rows = next();
            int columns = next();
            if (rows != bands || columns != 201) {
                throw new ModelException(file + ": has mel filters of " + rows + " x " + columns + ", expected " + bands
                        + " x 201; get the file again.");
            }
            skip(4L * rows * columns);
        }

        private void vocabulary(int most) throws IOException {
            int words = next();
            if (words < 1 || words > most) {
                throw new ModelException(
                        file + ": lists " + words + " words, expected 1 to " + most + "; get the file again.");
            }
            for (int i = 0; i < words; i++) {
                skip(next());
            }
        }

        private String tensor() throws IOException {
            int dimensions = next();
            int length = next();
            int type = next();
            int[] block = TYPES.get(type);
            if (dimensions < 1 || dimensions > MOST_DIMENSIONS || length < 1 || length > 256 || block == null) {
                throw new ModelException(file + ": is damaged: a tensor of " + dimensions + " sizes and type " + type
                        + "; get the file again.");
            }
            long values = 1;
            for (int i = 0; i < dimensions; i++) {
                int each = next();
                if (each < 1 || values > size) {
                    throw new ModelException(file + ": is damaged: a tensor of size " + each + "; get the file again.");
                }
                values *= each;
            }
            ByteBuffer name = ByteBuffer.allocate(length);
            while (name.hasRemaining()) {
                if (channel.read(name, at + name.position()) < 0) {
                    throw new BufferUnderflowException();
                }
            }
            skip(length);
            skip(values / block[1] * block[0]);
            return new String(name.array(), StandardCharsets.UTF_8);
        }
    }
}
