package io.haechi.onnx.sample;

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

/**
 * Sample inputs for a model, one run each, from files of many samples.
 *
 * <p>A {@code .npy} array of the input's rank is cut along its first axis into samples with a batch of one; an array with
 * one axis less is a single sample. Of a {@code .csv} table each row is a sample, given the input's sizes. Where a model
 * has several inputs, each has a file, and all files hold equally many samples.
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
        List<Map<String, Tensor>> samples = new ArrayList<>();
        model.inputs().forEach((name, input) -> {
            Path file = Objects.requireNonNull(files.get(name));
            List<Tensor> column = cut(file, name, input);
            if (!samples.isEmpty() && samples.size() != column.size()) {
                throw new UnreadableInputException(
                        file + ": holds " + column.size() + " samples, the files before it " + samples.size() + ".");
            }
            for (int i = 0; i < column.size(); i++) {
                if (samples.size() == i) {
                    samples.add(new LinkedHashMap<>());
                }
                samples.get(i).put(name, column.get(i));
            }
        });
        return samples;
    }

    private static List<Tensor> cut(Path file, String name, Value input) {
        String ending = file.toString().toLowerCase(Locale.ROOT);
        boolean isTable = ending.endsWith(".csv") || ending.endsWith(".tsv") || ending.endsWith(".txt");
        Tensor all = isTable ? NumberTable.read(file) : NpyFile.read(file);
        long[] dims = input.dims();
        long[] shape = all.shape();
        if (dims == null || dims.length == 0) {
            throw new UnreadableInputException(file + ": the model's input \"" + name
                    + "\" has no axis for samples; it cannot be fed from a file.");
        }
        boolean isOne = !isTable && shape.length == dims.length - 1;
        long[] sample = isOne ? shape : Arrays.copyOfRange(shape, Math.min(1, shape.length), shape.length);
        long[] wanted = Arrays.copyOfRange(dims, 1, dims.length);
        long[] fitted = isTable ? unfolded(wanted, sample[0]) : sample;
        boolean fits = fitted.length == wanted.length && (isOne || shape.length == dims.length || isTable);
        for (int i = 0; fits && i < wanted.length; i++) {
            fits = wanted[i] < 0 || wanted[i] == fitted[i];
        }
        if (!fits) {
            throw new UnreadableInputException(file + ": holds the shape " + Arrays.toString(shape)
                    + ", the model's input \"" + name + "\" wants " + Arrays.toString(dims) + " (-1 is any size).");
        }
        return slices(all, isOne ? 1 : (int) shape[0], fitted);
    }

    /** A row of numbers in the sizes of one sample; the only unknown one is what is left. */
    private static long[] unfolded(long[] wanted, long count) {
        long known = 1;
        int unknown = 0;
        for (long size : wanted) {
            known *= size < 0 ? 1 : size;
            unknown += size < 0 ? 1 : 0;
        }
        if (unknown > 1 || known == 0 || count % known != 0 || (unknown == 0 && count != known)) {
            return new long[0];
        }
        long left = count / known;
        return Arrays.stream(wanted).map(size -> size < 0 ? left : size).toArray();
    }

    private static List<Tensor> slices(Tensor all, int count, long[] sample) {
        long[] shape = new long[sample.length + 1];
        shape[0] = 1;
        System.arraycopy(sample, 0, shape, 1, sample.length);
        int width = (int) Arrays.stream(sample).reduce(1, (a, b) -> a * b);
        List<Tensor> slices = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int from = i * width;
            slices.add(
                    all.isFloat()
                            ? Tensor.of(Arrays.copyOfRange(all.floats(), from, from + width), shape)
                            : Tensor.of(Arrays.copyOfRange(all.longs(), from, from + width), shape));
        }
        return slices;
    }
}
