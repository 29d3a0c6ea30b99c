package io.haechi.onnx.graph;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a tensor before anything runs.
 *
 * @param type what its values are
 * @param dims its sizes, -1 where only known when the model runs; null if not even their number is known
 */
public record Value(DataType type, long @Nullable [] dims) {

    /** Reads an input or output; an unnamed or symbolic size becomes -1. */
    static Value read(ValueInfoProto info) {
        TypeProto.Tensor tensor = info.getType().getTensorType();
        DataType type = DataType.forNumber(tensor.getElemType());
        long[] dims = tensor.hasShape()
                ? tensor.getShape().getDimList().stream().mapToLong(Value::size).toArray()
                : null;
        return new Value(type == null ? DataType.UNDEFINED : type, dims);
    }

    /** What is known of a tensor of this name, as the format says it. */
    ValueInfoProto write(String name) {
        TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder().setElemType(type.getNumber());
        if (dims != null) {
            TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
            for (long size : dims) {
                TensorShapeProto.Dimension.Builder dimension = shape.addDimBuilder();
                if (size >= 0) {
                    dimension.setDimValue(size);
                }
            }
            tensor.setShape(shape);
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    private static long size(TensorShapeProto.Dimension dimension) {
        return dimension.hasDimValue() && dimension.getDimValue() >= 0 ? dimension.getDimValue() : -1;
    }

    /** How many sizes it has; -1 if unknown. */
    public int rank() {
        return dims == null ? -1 : dims.length;
    }

    /** The size at this place, counted from the end if negative; -1 if unknown. */
    public long size(int axis) {
        if (dims == null) {
            return -1;
        }
        int place = axis < 0 ? axis + dims.length : axis;
        return place >= 0 && place < dims.length ? dims[place] : -1;
    }

    /** How many bytes its values take; -1 if a size is unknown or the type has no fixed width. */
    public long bytes() {
        int width = Constant.width(type);
        long count = Sizes.count(dims);
        return width == 0 || count < 0 ? -1 : Math.multiplyExact(width, count);
    }

    /** Whether every size is known. */
    public boolean isWhole() {
        return dims != null && Arrays.stream(dims).allMatch(size -> size >= 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Value that && type == that.type && Arrays.equals(dims, that.dims);
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode() + Arrays.hashCode(dims);
    }

    @Override
    public String toString() {
        return type + (dims == null ? " of unknown rank" : " " + Arrays.toString(dims));
    }
}
