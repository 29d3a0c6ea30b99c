package io.haechi.onnx.measure;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/**
 * What two files come to under gzip, as they are sent and as a package's zip keeps them: zeros among weights count there and
 * nowhere else.
 *
 * @param originalBytes of the original, packed
 * @param bytes of what was made of it, packed
 */
public record PackedSize(long originalBytes, long bytes) {

    /** Of a model and its original. */
    public static PackedSize between(byte[] original, byte[] model) {
        return new PackedSize(of(original), of(model));
    }

    /** How many times smaller than the original. */
    public double timesSmaller() {
        return (double) originalBytes / bytes;
    }

    /** Bytes that gzip makes of these. */
    public static long of(byte... file) {
        Counter counter = new Counter();
        try (GZIPOutputStream gzip = new GZIPOutputStream(counter)) {
            gzip.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return counter.bytes;
    }

    private static final class Counter extends OutputStream {
        private long bytes;

        @Override
        public void write(int one) {
            bytes++;
        }

        @Override
        public void write(byte[] some, int from, int length) {
            bytes += length;
        }
    }
}
