package io.haechi.neural.encoder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.haechi.core.ModelException;
import io.haechi.neural.Parameters.Value;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads safetensors: the length of a JSON header in eight bytes, the header with kind, sizes and place of each tensor, then
 * the numbers.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">The format</a>
 */
final class SafetensorsFile {
    private static final int PREFIX = 8;
    private static final long LONGEST_HEADER = 100_000_000;

    private SafetensorsFile() {}

    static Map<String, Value> read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            long header = size < PREFIX
                    ? -1
                    : TensorFile.little(mapped(channel, 0, PREFIX)).getLong(0);
            if (header < 2 || header > Math.min(LONGEST_HEADER, size - PREFIX)) {
                throw new ModelException(file + ": not a safetensors file, or cut short");
            }
            byte[] json = new byte[(int) header];
            mapped(channel, PREFIX, header).get(json);
            Map<String, Value> values = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> entry :
                    new ObjectMapper().readTree(json).properties()) {
                TensorFile.Kind kind = kind(entry.getValue().path("dtype").asText());
                if (kind.isFloat()) {
                    values.put(entry.getKey(), value(file, channel, PREFIX + header, kind, entry));
                }
            }
            return values;
        } catch (JsonProcessingException e) {
            throw new ModelException(file + ": not a safetensors file; its header is no JSON", e);
        }
    }

    private static ByteBuffer mapped(FileChannel channel, long from, long size) throws IOException {
        return channel.map(FileChannel.MapMode.READ_ONLY, from, size);
    }

    private static TensorFile.Kind kind(String name) {
        return switch (name) {
            case "F64" -> TensorFile.Kind.F64;
            case "F32" -> TensorFile.Kind.F32;
            case "F16" -> TensorFile.Kind.F16;
            case "BF16" -> TensorFile.Kind.BF16;
            default -> TensorFile.Kind.WHOLE_1;
        };
    }

    private static Value value(
            Path file, FileChannel channel, long data, TensorFile.Kind kind, Map.Entry<String, JsonNode> entry)
            throws IOException {
        JsonNode sizes = entry.getValue().path("shape");
        long[] shape = new long[sizes.size()];
        double count = 1;
        for (int i = 0; i < shape.length; i++) {
            shape[i] = sizes.get(i).asLong(-1);
            count *= shape[i];
        }
        long from = entry.getValue().path("data_offsets").path(0).asLong(-1);
        long to = entry.getValue().path("data_offsets").path(1).asLong(-1);
        if (from < 0 || to < from || to > channel.size() - data || to - from > Integer.MAX_VALUE) {
            throw new ModelException(file + ": \"" + entry.getKey() + "\" lies outside the file, which is cut short, or"
                    + " is too large");
        }
        if (count != (double) (to - from) / kind.bytes()) {
            throw new ModelException(file + ": \"" + entry.getKey() + "\" has " + (to - from)
                    + " bytes, its sizes ask for " + (long) count * kind.bytes());
        }
        ByteBuffer bytes = TensorFile.little(mapped(channel, data + from, to - from));
        float[] floats = new float[(int) count];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = kind.get(bytes, i);
        }
        return new Value(shape, floats);
    }
}
