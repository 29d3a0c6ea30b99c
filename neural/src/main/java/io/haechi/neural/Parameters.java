package io.haechi.neural;

import io.haechi.core.ModelException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The numbers of a trained network, running statistics included: an ordered map from name to values.
 *
 * <p>Names say where a value belongs: {@code 3.conv2d.weight} is the kernel of the network's fourth layer. The file format
 * is our own and simple: magic, version, count, then per entry name, sizes and big-endian floats, and a CRC-32 of all of it.
 */
public final class Parameters {
    private static final int MAGIC = 0x48414550; // "HAEP"
    private static final int VERSION = 1;
    private static final int MOST_ENTRIES = 100_000;

    private final Map<String, Value> values;

    /**
     * Some values with their sizes.
     *
     * @param shape none negative, empty for a single number
     * @param values row-major; not copied
     */
    public record Value(long[] shape, float[] values) {
        public Value {
            long count = 1;
            for (long size : shape) {
                count = Math.multiplyExact(count, size);
            }
            if (count != values.length) {
                throw new IllegalArgumentException(
                        "Shape " + Arrays.toString(shape) + " needs " + count + " values, got " + values.length);
            }
        }
    }

    /** These values, in the map's order. */
    public Parameters(Map<String, Value> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** All values by name, in the network's order. */
    public Map<String, Value> values() {
        return values;
    }

    /** One value; IllegalArgumentException if there is none of this name. */
    public Value get(String name) {
        Value value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("There is no parameter \"" + name + "\" among " + values.keySet());
        }
        return value;
    }

    /** How many numbers there are. */
    public long count() {
        return values.values().stream()
                .mapToLong(value -> value.values().length)
                .sum();
    }

    /** Writes a file that {@link #load} reads. */
    public void save(Path file) throws IOException {
        byte[] bytes = bytes();
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
            out.write(bytes);
            out.writeLong(checksum(bytes, bytes.length));
        }
    }

    /** The same numbers give the same; others nearly always another. */
    String checksum() {
        byte[] bytes = bytes();
        return Long.toHexString(checksum(bytes, bytes.length));
    }

    private byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static long checksum(byte[] bytes, int count) {
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, count);
        return sum.getValue();
    }

    /**
     * Reads a file that {@link #save} wrote.
     *
     * @throws ModelException if it is another file, damaged or cut short
     */
    public static Parameters load(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length < 16) {
            throw new ModelException(file + ": " + bytes.length + " bytes are too few for a file of parameters");
        }
        if (checksum(bytes, bytes.length - 8) != ByteBuffer.wrap(bytes).getLong(bytes.length - 8)) {
            throw new ModelException(file + ": not a file of parameters, or damaged (its checksum is wrong)");
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, bytes.length - 8))) {
            return read(in);
        }
    }

    /**
     * Finds the parameters in a float model that {@link OnnxExport} wrote, to train on from a package of which nothing else is
     * left. Where the file keeps weights in half precision they come back rounded to 11 bits, which is no loss for a
     * training that goes on.
     *
     * @param network the architecture that the model was written from
     * @param model the bytes of the ONNX file
     * @param inputShape as when it was written
     * @throws ModelException if the model is another network's, or was optimised or quantised after it was exported
     */
    public static Parameters ofModel(Network network, byte[] model, long... inputShape) {
        return OnnxReader.read(Plan.of(network, inputShape), model);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        out.writeInt(values.size());
        for (Map.Entry<String, Value> entry : values.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeInt(entry.getValue().shape().length);
            for (long size : entry.getValue().shape()) {
                out.writeLong(size);
            }
            float[] floats = entry.getValue().values();
            ByteBuffer buffer = ByteBuffer.allocate(4 * floats.length);
            buffer.asFloatBuffer().put(floats);
            out.write(buffer.array());
        }
    }

    static Parameters read(DataInputStream in) throws IOException {
        try {
            if (in.readInt() != MAGIC || in.readInt() != VERSION) {
                throw new ModelException("Not a file of parameters of version " + VERSION);
            }
            int count = in.readInt();
            Check.between(0, count, MOST_ENTRIES, "Number of parameters");
            Map<String, Value> values = new LinkedHashMap<>();
            for (int i = 0; i < count; i++) {
                String name = in.readUTF();
                long[] shape = new long[in.readInt()];
                long size = 1;
                for (int d = 0; d < shape.length; d++) {
                    shape[d] = in.readLong();
                    size = Math.multiplyExact(size, shape[d]);
                }
                if (size < 0 || size > in.available() / 4) {
                    throw new ModelException("The file of parameters is cut short at \"" + name + "\"");
                }
                float[] floats = new float[(int) size];
                ByteBuffer.wrap(in.readNBytes(4 * floats.length))
                        .asFloatBuffer()
                        .get(floats);
                values.put(name, new Value(shape, floats));
            }
            return new Parameters(values);
        } catch (ArithmeticException | IllegalArgumentException | NegativeArraySizeException e) {
            throw new ModelException("The file of parameters is damaged", e);
        } catch (java.io.EOFException e) {
            throw new ModelException("The file of parameters is cut short", e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
