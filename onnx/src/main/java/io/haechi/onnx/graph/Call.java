package io.haechi.onnx.graph;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One operator as a {@link Rule} sees it: its settings and what is known of its inputs.
 *
 * @param opset version of the standard operator set
 * @param inputs in the operator's order; {@link Known#NOTHING} where one is left out
 * @param constants the inputs that are constants; null where they are not
 */
record Call(Node node, int opset, List<Known> inputs, List<@Nullable Constant> constants) {

    boolean has(int index) {
        return !node.input(index).isEmpty();
    }

    Known in(int index) {
        return index < inputs.size() ? inputs.get(index) : Known.NOTHING;
    }

    DataType type(int index) {
        return in(index).value().type();
    }

    long @Nullable [] dims(int index) {
        return in(index).value().dims();
    }

    /** The sizes; IllegalArgumentException, and so nothing known of the outputs, if the rank is unknown. */
    long[] needDims(int index) {
        long[] dims = dims(index);
        if (dims == null) {
            throw new IllegalArgumentException("The rank of \"" + node.input(index) + "\" is not known");
        }
        return dims;
    }

    long @Nullable [] numbers(int index) {
        return in(index).numbers();
    }

    /** The only number of an input; {@link Known#ANY} if it is not known. */
    long number(int index) {
        long[] numbers = numbers(index);
        return numbers == null || numbers.length != 1 ? Known.ANY : numbers[0];
    }

    /** Such a number as a size: {@link Sizes#FREE} if it is not known. */
    long size(int index) {
        return Math.max(number(index), Sizes.FREE);
    }

    @Nullable
    Constant constant(int index) {
        return index < constants.size() ? constants.get(index) : null;
    }

    /** What newer operator sets take as an input and older ones as a setting; null if absent or not known. */
    long @Nullable [] list(String setting, int index) {
        long[] set = node.integers(setting);
        if (set != null) {
            return set;
        }
        return in(index).isCertain() ? numbers(index) : null;
    }

    /** Whether neither the setting nor the input that replaced it is given. */
    boolean lacks(String setting, int index) {
        return !node.attributes().containsKey(setting) && !has(index);
    }

    static List<Known> one(DataType type, long @Nullable [] dims) {
        return List.of(Known.of(type, dims));
    }

    static List<Known> one(DataType type, long @Nullable [] dims, long @Nullable [] numbers) {
        return List.of(new Known(new Value(type, dims), numbers));
    }
}
