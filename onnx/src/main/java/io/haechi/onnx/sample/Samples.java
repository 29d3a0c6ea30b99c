package io.haechi.onnx.sample;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.haechi.core.UnreadableInputException;
import io.haechi.onnx.Tensor;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sample inputs for a model, one run each, from files of many samples.
 *
 * <p>Each input has a file. What an array of it means follows from the sizes that the model gives the input:
 *
 * <ul>
 *   <li>one axis more than the input: its first axis counts the samples, each of which has all the input's axes;
 *   <li>as many axes: its first axis is cut into samples with a batch of one, or of as many as the model asks for;
 *   <li>one axis less: a single sample, to which the batch of one is added.
 * </ul>
 *
 * <p>Of a {@code .csv} table each row is a sample, given the input's sizes. All files hold equally many samples; a file
 * of a single one, such as a sampling rate or the first state of a recurrent network, serves all.
 */
public final class Samples {
    private Samples() {}

    /**
     * Reads the samples of a model.
     *
     * @param model the model that they are for
     * @param files a file for each of its inputs, by the input's name
     * @return one map from input name to tensor for each sample, in the files' order
     * @throws UnreadableInputException if a file cannot be read or does not fit its input; the message says both shapes
     * @throws IllegalArgumentException if the files are not for the model's inputs
     */
    public static List<Map<String, Tensor>> read(Graph model, Map<String, Path> files) {
        if (!files.keySet().equals(model.inputs().keySet())) {
            throw new IllegalArgumentException(
                    "The model has the inputs " + model.inputs().keySet() + ", files are given for " + files.keySet());
        }
        Map<String, List<Tensor>> columns = new LinkedHashMap<>();
        model.inputs()
                .forEach((name, input) -> columns.put(name, cut(Objects.requireNonNull(files.get(name)), name, input)));
        int count = columns.values().stream().mapToInt(List::size).max().orElse(0);
        columns.forEach((name, column) -> {
            if (column.size() != count && column.size() != 1) {
                throw new UnreadableInputException(files.get(name) + ": holds " + column.size()
                        + " samples, another input's file " + count + "; give each as many, or one for all.");
            }
        });
        List<Map<String, Tensor>> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, Tensor> sample = new LinkedHashMap<>();
            int place = i;
            columns.forEach((name, column) -> sample.put(name, column.get(column.size() == 1 ? 0 : place)));
            samples.add(sample);
        }
        return samples;
    }

    /** Whether there is but one sample, once or again and again: what is measured on such says little about others. */
    public static boolean areAlike(List<Map<String, Tensor>> samples) {
        return samples.stream().allMatch(sample -> isLike(samples.getFirst(), sample));
    }

    private static boolean isLike(Map<String, Tensor> one, Map<String, Tensor> other) {
        return one.entrySet().stream().allMatch(entry -> {
            Tensor values = entry.getValue();
            Tensor others = Objects.requireNonNull(other.get(entry.getKey()));
            return Arrays.equals(values.shape(), others.shape())
                    && (values.isFloat()
                            ? Arrays.equals(values.floats(), others.floats())
                            : Arrays.equals(values.longs(), others.longs()));
        });
    }

    private static List<Tensor> cut(Path file, String name, Value input) {
        String ending = file.toString().toLowerCase(Locale.ROOT);
        boolean isTable = ending.endsWith(".csv") || ending.endsWith(".tsv") || ending.endsWith(".txt");
        Tensor all = isTable ? NumberTable.read(file) : NpyFile.read(file);
        long[] shape = all.shape();
        // An input of unknown rank is taken to have the file's.
        long[] wanted = input.dims() == null ? free(shape.length) : input.dims();
        long[] sample = isTable ? unfolded(wanted, shape[1]) : sample(wanted, shape);
        if (sample == null || !fits(wanted, sample)) {
            throw new UnreadableInputException(file + ": holds the shape " + Arrays.toString(shape)
                    + ", the model's input \"" + name + "\" wants " + Arrays.toString(wanted) + " (-1 is any size).");
        }
        Tensor values = typed(file, name, input.type(), all);
        if (size(values.shape()) == 0) {
            throw new UnreadableInputException(
                    file + ": holds no sample, its shape is " + Arrays.toString(shape) + ".");
        }
        requireNumbers(file, values, size(sample));
        return slices(values, sample);
    }

    /** A single NaN would make every range, and every answer that hangs on it, meaningless. */
    private static void requireNumbers(Path file, Tensor values, long sampleSize) {
        if (values.isFloat()) {
            float[] floats = values.floats();
            for (int i = 0; i < floats.length; i++) {
                if (Float.isNaN(floats[i])) {
                    throw new UnreadableInputException(
                            file + ": sample " + (i / sampleSize + 1) + " holds NaN; leave it out or mend it.");
                }
            }
        }
    }

    private static long[] free(int rank) {
        long[] dims = new long[rank];
        Arrays.fill(dims, -1);
        return dims;
    }

    private static long size(long[] shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    /** The sizes of one sample in an array of this shape; null if no samples can be cut out of it. */
    private static long @Nullable [] sample(long[] wanted, long[] shape) {
        if (shape.length == wanted.length + 1) {
            return Arrays.copyOfRange(shape, 1, shape.length);
        }
        long batch = wanted.length == 0 ? 1 : Math.max(1, wanted[0]);
        if (shape.length == wanted.length) {
            long[] sample = shape.clone();
            if (sample.length > 0) {
                sample[0] = batch;
            }
            return sample.length > 0 && shape[0] % batch != 0 ? null : sample;
        }
        if (shape.length + 1 != wanted.length || batch != 1) {
            return null;
        }
        long[] sample = new long[wanted.length];
        sample[0] = 1;
        System.arraycopy(shape, 0, sample, 1, shape.length);
        return sample;
    }

    private static boolean fits(long[] wanted, long[] sample) {
        boolean fits = sample.length == wanted.length;
        for (int i = 0; fits && i < wanted.length; i++) {
            fits = wanted[i] < 0 || wanted[i] == sample[i];
        }
        return fits;
    }

    /** A row of numbers in the sizes of one sample, with a batch of one where it is free; the only other unknown one is what is left. */
    private static long @Nullable [] unfolded(long[] wanted, long count) {
        long[] sizes = wanted.clone();
        if (sizes.length > 0 && sizes[0] < 0) {
            sizes[0] = 1;
        }
        long known = Arrays.stream(sizes).filter(size -> size >= 0).reduce(1, Math::multiplyExact);
        long unknown = Arrays.stream(sizes).filter(size -> size < 0).count();
        if (unknown > 1 || known == 0 || count % known != 0 || (unknown == 0 && count != known)) {
            return null;
        }
        return Arrays.stream(sizes).map(size -> size < 0 ? count / known : size).toArray();
    }

    /** The numbers as what the input takes: pictures are often bytes, and tables know no whole numbers. */
    private static Tensor typed(Path file, String name, DataType type, Tensor all) {
        boolean wantsFloats = switch (type) {
            case FLOAT, FLOAT16, BFLOAT16, DOUBLE -> true;
            case UNDEFINED -> all.isFloat();
            default -> false;
        };
        if (wantsFloats == all.isFloat()) {
            return all;
        }
        if (wantsFloats) {
            float[] floats = new float[all.longs().length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = all.longs()[i];
            }
            return Tensor.of(floats, all.shape());
        }
        long[] longs = new long[all.floats().length];
        for (int i = 0; i < longs.length; i++) {
            longs[i] = (long) all.floats()[i];
            if (longs[i] != all.floats()[i]) {
                throw new UnreadableInputException(file + ": holds " + all.floats()[i] + ", the model's input \"" + name
                        + "\" takes whole numbers.");
            }
        }
        return Tensor.of(longs, all.shape());
    }

    private static List<Tensor> slices(Tensor all, long[] sample) {
        int width = Math.toIntExact(size(sample));
        int count = width == 0 ? 0 : Math.toIntExact(size(all.shape()) / width);
        List<Tensor> slices = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int from = i * width;
            slices.add(
                    all.isFloat()
                            ? Tensor.of(Arrays.copyOfRange(all.floats(), from, from + width), sample)
                            : Tensor.of(Arrays.copyOfRange(all.longs(), from, from + width), sample));
        }
        return slices;
    }
}
