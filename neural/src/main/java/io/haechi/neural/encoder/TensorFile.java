package io.haechi.neural.encoder;

import io.haechi.core.ModelException;
import io.haechi.neural.Parameters.Value;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Files of named tensors, read for their numbers only: nothing in them is ever run. */
public final class TensorFile {
    /** The names under which encoders are published, in the order in which they are looked for. */
    static final List<String> NAMES = List.of("model.safetensors", "pytorch_model.bin");

    private TensorFile() {}

    /**
     * The float tensors of a file in single precision, by name.
     *
     * @param file {@code .safetensors}, or what {@code torch.save} writes of a dictionary of tensors
     * @throws ModelException if it is another file, damaged, or holds anything but tensors
     * @throws IOException if it cannot be read
     */
    public static Map<String, Value> read(Path file) throws IOException {
        return String.valueOf(file.getFileName()).endsWith(".safetensors")
                ? SafetensorsFile.read(file)
                : TorchFile.read(file);
    }

    /** The file of weights in a folder. */
    static Path in(Path folder) {
        for (String name : NAMES) {
            if (Files.isRegularFile(folder.resolve(name))) {
                return folder.resolve(name);
            }
        }
        throw new ModelException(folder + ": holds no weights; there must be " + String.join(" or ", NAMES)
                + " (weights in several parts must be joined first)");
    }

    /** How floats are kept in files. */
    enum Kind {
        F64(8),
        F32(4),
        F16(2),
        BF16(2),
        /** Whole numbers and truth values of so many bytes, which no encoder has among its weights. */
        WHOLE_8(8),
        WHOLE_4(4),
        WHOLE_2(2),
        WHOLE_1(1);

        private final int bytes;

        Kind(int bytes) {
            this.bytes = bytes;
        }

        int bytes() {
            return bytes;
        }

        boolean isFloat() {
            return compareTo(BF16) <= 0;
        }

        /** The number at this place, counted in numbers; bytes are little endian. */
        float get(ByteBuffer data, int index) {
            return switch (this) {
                case F64 -> (float) data.getDouble(8 * index);
                case F32 -> data.getFloat(4 * index);
                case F16 -> Float.float16ToFloat(data.getShort(2 * index));
                case BF16 -> Float.intBitsToFloat(data.getShort(2 * index) << 16);
                case WHOLE_8, WHOLE_4, WHOLE_2, WHOLE_1 -> throw new IllegalStateException("Only floats are read");
            };
        }
    }

    /** A buffer that reads as these files are written. */
    static ByteBuffer little(ByteBuffer bytes) {
        return bytes.order(ByteOrder.LITTLE_ENDIAN);
    }
}
