package io.haechi.onnx.sample;

import io.haechi.core.UnreadableInputException;
import io.haechi.onnx.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads one array of numbers in NumPy's own file format, versions 1 to 3.
 *
 * <p>Floats of 16, 32 and 64 bits come as 32-bit floats, whole numbers and truth values of any width as 64-bit ones, in
 * either byte order, in C or Fortran order (which is turned into row-major). Complex numbers, texts, records and pickled
 * objects are refused: the last could run code in a reader that is less careful.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">The NPY format</a>
 */
public final class NpyFile {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([<>|=])([a-zA-Z])(\\d+)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d,\\sL]*)\\)");

    private NpyFile() {}

    /**
     * The file's array.
     *
     * @throws UnreadableInputException if the file cannot be read, is no such array, is cut short or holds something else
     *     than numbers
     */
    public static Tensor read(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UnreadableInputException(file + ": cannot be read; is it there, and may it be read?", e);
        }
        try {
            return parse(bytes);
        } catch (IllegalArgumentException e) {
            throw new UnreadableInputException(file + ": " + e.getMessage(), e);
        }
    }

    /** Writes an array: floats as {@code <f4}, whole numbers as {@code <i8}, row-major, so that {@code numpy.load} reads it. */
    public static void write(Path file, Tensor array) throws IOException {
        String sizes = Arrays.stream(array.shape()).mapToObj(size -> size + ",").collect(Collectors.joining(" "));
        String header = "{'descr': '" + (array.isFloat() ? "<f4" : "<i8") + "', 'fortran_order': False, 'shape': ("
                + sizes + "), }";
        int padding = 63 - (10 + header.length()) % 64;
        byte[] head = (header + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
        int values = array.isFloat() ? 4 * array.floats().length : 8 * array.longs().length;
        ByteBuffer bytes = ByteBuffer.allocate(10 + head.length + values).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MAGIC)
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) head.length)
                .put(head);
        if (array.isFloat()) {
            bytes.asFloatBuffer().put(array.floats());
        } else {
            bytes.asLongBuffer().put(array.longs());
        }
        Files.write(file, bytes.array());
    }

    private static Tensor parse(byte[] bytes) {
        if (bytes.length < 10 || !Arrays.equals(Arrays.copyOf(bytes, MAGIC.length), MAGIC)) {
            throw new IllegalArgumentException("is no NumPy array; save it with numpy.save");
        }
        int version = bytes[6];
        int prefix = version == 1 ? 10 : 12;
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (version < 1 || version > 3 || bytes.length < prefix) {
            throw new IllegalArgumentException("is a NumPy file of the unknown version " + version);
        }
        long headerLength = version == 1 ? Short.toUnsignedInt(buffer.getShort(8)) : buffer.getInt(8);
        if (headerLength < 0 || headerLength > bytes.length - prefix) {
            throw new IllegalArgumentException("is cut short");
        }
        String header = new String(bytes, prefix, (int) headerLength, StandardCharsets.UTF_8);
        Matcher descr = matched(DESCR, header);
        long[] shape = shape(matched(SHAPE, header).group(1));
        buffer.position(prefix + (int) headerLength)
                .order(descr.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        boolean isFortran = matched(ORDER, header).group(1).equals("True");
        return values(buffer, descr.group(2).charAt(0), Integer.parseInt(descr.group(3)), shape, isFortran);
    }

    private static Matcher matched(Pattern pattern, String header) {
        Matcher matcher = pattern.matcher(header);
        if (!matcher.find()) {
            throw new IllegalArgumentException(
                    "holds no plain array of numbers; save it as float32 with numpy.save(..., allow_pickle=False)");
        }
        return matcher;
    }

    private static long[] shape(String text) {
        if (text.matches(".*\\d{19}.*")) {
            throw new IllegalArgumentException("announces the impossible shape (" + text + ")");
        }
        return Arrays.stream(text.replace("L", "").split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray();
    }

    private static Tensor values(ByteBuffer buffer, char kind, int width, long[] shape, boolean isFortran) {
        long count = count(shape);
        if ("fiub".indexOf(kind) < 0 || width > 8 || Integer.bitCount(width) != 1 || (kind == 'f' && width == 1)) {
            throw new IllegalArgumentException(
                    "holds values of type " + kind + width + "; only real numbers of up to 64 bits are read");
        }
        if (count > buffer.remaining() / width) {
            throw new IllegalArgumentException("is cut short: " + count + " values of " + width
                    + " bytes are announced, " + buffer.remaining() + " bytes are there");
        }
        int[] places = isFortran ? fortranPlaces(shape, (int) count) : new int[0];
        if (kind == 'f') {
            float[] floats = new float[(int) count];
            for (int i = 0; i < floats.length; i++) {
                floats[isFortran ? places[i] : i] = real(buffer, width);
            }
            return Tensor.of(floats, shape);
        }
        long[] longs = new long[(int) count];
        for (int i = 0; i < longs.length; i++) {
            longs[isFortran ? places[i] : i] = whole(buffer, width, kind != 'i');
        }
        return Tensor.of(longs, shape);
    }

    private static long count(long[] shape) {
        try {
            return Arrays.stream(shape).reduce(1, Math::multiplyExact);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("announces the impossible shape " + Arrays.toString(shape), e);
        }
    }

    private static float real(ByteBuffer buffer, int width) {
        return switch (width) {
            case 2 -> Float.float16ToFloat(buffer.getShort());
            case 4 -> buffer.getFloat();
            default -> (float) buffer.getDouble();
        };
    }

    private static long whole(ByteBuffer buffer, int width, boolean isUnsigned) {
        return switch (width) {
            case 1 -> isUnsigned ? Byte.toUnsignedLong(buffer.get()) : buffer.get();
            case 2 -> isUnsigned ? Short.toUnsignedLong(buffer.getShort()) : buffer.getShort();
            case 4 -> isUnsigned ? Integer.toUnsignedLong(buffer.getInt()) : buffer.getInt();
            default -> buffer.getLong();
        };
    }

    /** Row-major place of each value of a column-major array. */
    private static int[] fortranPlaces(long[] shape, int count) {
        int[] places = new int[count];
        int[] index = new int[shape.length];
        for (int i = 0; i < count; i++) {
            int place = 0;
            for (int axis = 0; axis < shape.length; axis++) {
                place = (int) (place * shape[axis] + index[axis]);
            }
            places[i] = place;
            for (int axis = 0; axis < shape.length && ++index[axis] == shape[axis]; axis++) {
                index[axis] = 0;
            }
        }
        return places;
    }
}
