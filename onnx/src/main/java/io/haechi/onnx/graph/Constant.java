package io.haechi.onnx.graph;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import io.haechi.core.ModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * A tensor whose values stand in the file: a weight, a scale, a shape. It never changes; arrays that it gives are copies.
 *
 * <p>Whatever way the file stores the values (raw bytes, or one of the typed lists of the format), they are kept as raw
 * little-endian bytes here.
 */
public final class Constant {
    private final DataType type;
    private final long[] dims;
    private final ByteString bytes;

    private Constant(DataType type, long[] dims, ByteString bytes) {
        this.type = type;
        this.dims = dims;
        this.bytes = bytes;
    }

    /** 32-bit floats of this shape, row-major; no sizes for a scalar. */
    public static Constant of(float[] values, long... dims) {
        ByteBuffer buffer = buffer(4L * values.length);
        buffer.asFloatBuffer().put(values);
        return checked(DataType.FLOAT, dims, values.length, ByteString.copyFrom(buffer));
    }

    /** 64-bit whole numbers of this shape. */
    public static Constant of(long[] values, long... dims) {
        ByteBuffer buffer = buffer(8L * values.length);
        buffer.asLongBuffer().put(values);
        return checked(DataType.INT64, dims, values.length, ByteString.copyFrom(buffer));
    }

    /** 32-bit whole numbers of this shape. */
    public static Constant of(int[] values, long... dims) {
        ByteBuffer buffer = buffer(4L * values.length);
        buffer.asIntBuffer().put(values);
        return checked(DataType.INT32, dims, values.length, ByteString.copyFrom(buffer));
    }

    /** 8-bit whole numbers of this shape, {@code INT8} or {@code UINT8}. */
    public static Constant of(DataType type, byte[] values, long... dims) {
        if (type != DataType.INT8 && type != DataType.UINT8) {
            throw new IllegalArgumentException("Bytes are INT8 or UINT8, got " + type);
        }
        return checked(type, dims, values.length, ByteString.copyFrom(values));
    }

    /**
     * Values of any type that has a fixed width, as the format's raw bytes: little-endian, row-major.
     *
     * @throws IllegalArgumentException if the type has no fixed width or the bytes do not fit the sizes
     */
    public static Constant raw(DataType type, byte[] values, long... dims) {
        int width = width(type);
        if (width == 0 || values.length % width != 0) {
            throw new IllegalArgumentException(values.length + " bytes do not hold values of type " + type);
        }
        return checked(type, dims, values.length / width, ByteString.copyFrom(values));
    }

    /** The same floats in half precision, rounded to nearest; what is beyond ±65504 becomes infinite. */
    public Constant toHalf() {
        float[] values = floats();
        ByteBuffer buffer = buffer(2L * values.length);
        for (float value : values) {
            buffer.putShort(Float.floatToFloat16(value));
        }
        return new Constant(DataType.FLOAT16, dims, ByteString.copyFrom(buffer.flip()));
    }

    /** The same values with other sizes, as many in all. */
    public Constant reshaped(long... newDims) {
        if (count(newDims) != count()) {
            throw new IllegalArgumentException(
                    "Cannot give " + Arrays.toString(dims) + " the shape " + Arrays.toString(newDims));
        }
        return new Constant(type, newDims.clone(), bytes);
    }

    /** The same constant with only these places of one axis, in this order. */
    public Constant taken(int axis, int... places) {
        long[] fewer = dims.clone();
        fewer[axis] = places.length;
        int inner = width(type);
        for (int i = axis + 1; i < dims.length; i++) {
            inner = Math.toIntExact(inner * dims[i]);
        }
        ByteBuffer from = bytes.asReadOnlyByteBuffer();
        ByteBuffer to = buffer(count(fewer) * width(type));
        int block = Math.toIntExact(inner * dims[axis]);
        for (int start = 0; to.hasRemaining(); start += block) {
            for (int place : places) {
                to.put(from.slice(start + place * inner, inner));
            }
        }
        return new Constant(type, fewer, ByteString.copyFrom(to.flip()));
    }

    /** Reads a tensor of the format; ModelException if its values do not fit its sizes. */
    static Constant read(TensorProto proto) {
        long[] dims = proto.getDimsList().stream().mapToLong(Long::longValue).toArray();
        DataType type = DataType.forNumber(proto.getDataType());
        if (type == null || width(type) == 0) {
            throw new ModelException("The tensor \"" + proto.getName() + "\" has the type "
                    + (type == null ? proto.getDataType() : type) + ", which is not understood");
        }
        long count;
        try {
            count = count(dims);
        } catch (ArithmeticException | IllegalArgumentException _) {
            throw new ModelException(
                    "The tensor \"" + proto.getName() + "\" has the impossible shape " + Arrays.toString(dims));
        }
        ByteString bytes = proto.hasRawData() ? proto.getRawData() : packed(type, proto);
        if (bytes.size() % width(type) != 0 || bytes.size() / width(type) != count) {
            throw new ModelException("The tensor \"" + proto.getName() + "\" of shape " + Arrays.toString(dims)
                    + " needs " + count + " values of type " + type + ", the file has " + bytes.size() / width(type));
        }
        return new Constant(type, dims, bytes);
    }

    private static ByteString packed(DataType type, TensorProto proto) {
        return switch (type) {
            case FLOAT -> floats(proto.getFloatDataList());
            case DOUBLE -> doubles(proto.getDoubleDataList());
            case INT64, UINT64 -> longs(type == DataType.INT64 ? proto.getInt64DataList() : proto.getUint64DataList());
            case UINT32 ->
                ints(4, proto.getUint64DataList().stream().map(Long::intValue).toList());
            default -> ints(width(type), proto.getInt32DataList());
        };
    }

    private static ByteString floats(List<Float> values) {
        ByteBuffer buffer = buffer(4L * values.size());
        values.forEach(buffer::putFloat);
        return ByteString.copyFrom(buffer.flip());
    }

    private static ByteString doubles(List<Double> values) {
        ByteBuffer buffer = buffer(8L * values.size());
        values.forEach(buffer::putDouble);
        return ByteString.copyFrom(buffer.flip());
    }

    private static ByteString longs(List<Long> values) {
        ByteBuffer buffer = buffer(8L * values.size());
        values.forEach(buffer::putLong);
        return ByteString.copyFrom(buffer.flip());
    }

    private static ByteString ints(int width, List<Integer> values) {
        ByteBuffer buffer = buffer((long) width * values.size());
        for (int value : values) {
            switch (width) {
                case 1 -> buffer.put((byte) value);
                case 2 -> buffer.putShort((short) value);
                default -> buffer.putInt(value);
            }
        }
        return ByteString.copyFrom(buffer.flip());
    }

    TensorProto write(String name) {
        TensorProto.Builder proto = TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .setRawData(bytes);
        for (long size : dims) {
            proto.addDims(size);
        }
        return proto.build();
    }

    /** What its values are. */
    public DataType type() {
        return type;
    }

    /** Its sizes; none for a scalar. */
    public long[] dims() {
        return dims.clone();
    }

    /** How many sizes it has. */
    public int rank() {
        return dims.length;
    }

    /** How many values it has. */
    public int count() {
        return bytes.size() / width(type);
    }

    /** How many bytes the file spends on its values. */
    public int sizeBytes() {
        return bytes.size();
    }

    /** True for floats of 16, 32 or 64 bits. */
    public boolean isFloat() {
        return type == DataType.FLOAT || type == DataType.FLOAT16 || type == DataType.DOUBLE;
    }

    /** Its values as 32-bit floats; IllegalArgumentException unless {@link #isFloat()}. */
    public float[] floats() {
        float[] values = new float[count()];
        ByteBuffer buffer = bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (type) {
                case FLOAT -> buffer.getFloat();
                case FLOAT16 -> Float.float16ToFloat(buffer.getShort());
                case DOUBLE -> (float) buffer.getDouble();
                default -> throw new IllegalArgumentException("The constant holds " + type + ", not floats");
            };
        }
        return values;
    }

    /** Its values as whole numbers; IllegalArgumentException for floats. */
    public long[] longs() {
        long[] values = new long[count()];
        ByteBuffer buffer = bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (type) {
                case INT64, UINT64 -> buffer.getLong();
                case INT32 -> buffer.getInt();
                case UINT32 -> Integer.toUnsignedLong(buffer.getInt());
                case INT16 -> buffer.getShort();
                case UINT16 -> Short.toUnsignedLong(buffer.getShort());
                case INT8 -> buffer.get();
                case UINT8, BOOL -> Byte.toUnsignedLong(buffer.get());
                default -> throw new IllegalArgumentException("The constant holds " + type + ", not whole numbers");
            };
        }
        return values;
    }

    /** True if it is one float (whatever its rank) that differs from this by at most a 1e-6th of it. */
    public boolean isAbout(double value) {
        return isFloat() && count() == 1 && Math.abs(floats()[0] - value) <= 1e-6 * Math.max(1e-30, Math.abs(value));
    }

    private static Constant checked(DataType type, long[] dims, int values, ByteString bytes) {
        if (count(dims) != values) {
            throw new IllegalArgumentException("A constant of shape " + Arrays.toString(dims) + " needs " + count(dims)
                    + " values, got " + values);
        }
        return new Constant(type, dims.clone(), bytes);
    }

    private static long count(long[] dims) {
        long count = 1;
        for (long size : dims) {
            if (size < 0) {
                throw new IllegalArgumentException("A constant cannot have the size " + size);
            }
            count = Math.multiplyExact(count, size);
        }
        return count;
    }

    private static ByteBuffer buffer(long bytes) {
        return ByteBuffer.allocate(Math.toIntExact(bytes)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Bytes a value; 0 for what has no fixed width. */
    static int width(DataType type) {
        return switch (type) {
            case INT8, UINT8, BOOL -> 1;
            case INT16, UINT16, FLOAT16, BFLOAT16 -> 2;
            case FLOAT, INT32, UINT32 -> 4;
            case DOUBLE, INT64, UINT64 -> 8;
            default -> 0;
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Constant that
                && type == that.type
                && Arrays.equals(dims, that.dims)
                && bytes.equals(that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(dims) + bytes.hashCode();
    }

    /** For messages, such as {@code FLOAT [64, 3, 3, 3]}. */
    @Override
    public String toString() {
        return type + " " + Arrays.toString(dims);
    }
}
