package io.haechi.neural;

import io.haechi.core.ModelException;
import io.haechi.neural.Parameters.Value;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the variables of a CTranslate2 model: all little-endian; version, specification, revision, then for each variable
 * name, sizes, type and bytes. A text is its length with a closing zero in two bytes, then itself.
 *
 * @see <a href="https://github.com/OpenNMT/CTranslate2/blob/master/python/ctranslate2/specs/model_spec.py">The writer</a>
 */
public final class CTranslate2File {
    private static final int FLOAT32 = 0;
    private static final int FLOAT16 = 4;
    private static final int MOST_DIMENSIONS = 8;
    private static final int MOST_VARIABLES = 100_000;

    private CTranslate2File() {}

    /**
     * The float variables whose names begin with {@code prefix}, in single precision.
     *
     * @throws ModelException if it is another file or cut short
     */
    public static Map<String, Value> read(Path file, String prefix) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            if (channel.size() > Integer.MAX_VALUE) {
                throw new ModelException(file + ": larger than 2 GB; give the base model or a smaller one");
            }
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            return read(bytes.order(ByteOrder.LITTLE_ENDIAN), prefix);
        } catch (BufferUnderflowException
                | IndexOutOfBoundsException
                | IllegalArgumentException
                | ArithmeticException e) {
            throw new ModelException(file + ": not a CTranslate2 model, or cut short", e);
        }
    }

    private static Map<String, Value> read(ByteBuffer bytes, String prefix) {
        Map<String, Value> values = new LinkedHashMap<>();
        bytes.getInt();
        text(bytes);
        bytes.getInt();
        int count = bytes.getInt();
        Check.between(0, count, MOST_VARIABLES, "Number of variables");
        for (int i = 0; i < count; i++) {
            String name = text(bytes);
            int rank = bytes.get();
            Check.between(0, rank, MOST_DIMENSIONS, "Number of sizes");
            long[] shape = new long[rank];
            for (int d = 0; d < shape.length; d++) {
                shape[d] = Integer.toUnsignedLong(bytes.getInt());
            }
            int type = bytes.get();
            int size = bytes.getInt();
            ByteBuffer data = bytes.slice(bytes.position(), size).order(ByteOrder.LITTLE_ENDIAN);
            bytes.position(bytes.position() + size);
            if (name.startsWith(prefix) && (type == FLOAT32 || type == FLOAT16)) {
                values.put(name, new Value(shape, floats(data, type)));
            }
        }
        return values;
    }

    private static String text(ByteBuffer bytes) {
        byte[] text = new byte[Short.toUnsignedInt(bytes.getShort())];
        bytes.get(text);
        return new String(text, 0, Math.max(0, text.length - 1), StandardCharsets.UTF_8);
    }

    private static float[] floats(ByteBuffer data, int type) {
        float[] floats = new float[data.remaining() / (type == FLOAT32 ? 4 : 2)];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = type == FLOAT32 ? data.getFloat() : Float.float16ToFloat(data.getShort());
        }
        return floats;
    }
}
