package io.haechi.text.embedding;

import io.haechi.core.ModelException;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads numbers and words from a binary file of vectors; a file that ends too soon is refused by one sentence. */
final class LittleEndian implements Closeable {
    private static final int LONGEST_WORD = 1 << 16;

    private final Path path;
    private final FileChannel channel;
    private final long size;
    private final ByteBuffer buffer =
            ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN).limit(0);
    private long taken;

    LittleEndian(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new ModelException(path + ": there is no such file.");
        }
        this.path = path;
        this.channel = FileChannel.open(path, StandardOpenOption.READ);
        this.size = channel.size();
    }

    private void need(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            buffer.compact();
            while (buffer.position() < bytes) {
                if (channel.read(buffer) < 0) {
                    throw new ModelException(path + ": ends after " + size + " bytes, in the middle; get it again.");
                }
            }
            buffer.flip();
        }
        taken += bytes;
    }

    long remaining() {
        return size - taken;
    }

    byte readByte() throws IOException {
        need(1);
        return buffer.get();
    }

    int readInt() throws IOException {
        need(4);
        return buffer.getInt();
    }

    long readLong() throws IOException {
        need(8);
        return buffer.getLong();
    }

    double readDouble() throws IOException {
        need(8);
        return buffer.getDouble();
    }

    /** Fills a part of an array. */
    void readFloats(float[] values, int from, int count) throws IOException {
        for (int i = from; i < from + count; i++) {
            need(4);
            values[i] = buffer.getFloat();
        }
    }

    /** A word in UTF-8 up to this byte, which is taken too. */
    String readWord(char end) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte b = readByte(); b != end; b = readByte()) {
            if (bytes.size() == LONGEST_WORD) {
                throw new ModelException(
                        path + ": holds a word of more than " + LONGEST_WORD + " bytes; this is no file of vectors.");
            }
            bytes.write(b);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Refuses a matrix that cannot be in this file or in memory. */
    int cells(long rows, long columns) {
        if (rows < 0 || columns < 1 || columns > 100_000 || rows > Integer.MAX_VALUE / columns) {
            throw new ModelException(
                    path + ": claims " + rows + " vectors of length " + columns + ", which is more than fits here.");
        }
        return (int) (rows * columns);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
