package io.haechi.neural;

import io.haechi.core.ModelException;
import io.haechi.neural.Parameters.Value;
import io.haechi.neural.Plan.Step;
import io.haechi.neural.Plan.Weight;
import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds a network's parameters in a model that {@link OnnxWriter} wrote, by the names under which it stores them. */
final class OnnxReader {
    private final Graph graph;
    private final Map<String, Value> values = new LinkedHashMap<>();

    private OnnxReader(Graph graph) {
        this.graph = graph;
    }

    static Parameters read(Plan plan, byte[] model) {
        OnnxReader reader = new OnnxReader(Graph.read(model));
        reader.chain(plan.steps());
        Parameters found = new Parameters(reader.values);
        plan.requireFits(found);
        return found;
    }

    private void chain(List<Step> steps) {
        for (Step step : steps) {
            if (step.layer() instanceof Layer.Lstm lstm) {
                lstm(step, lstm);
            } else {
                step.weights().forEach(weight -> plain(step, weight));
            }
            chain(step.body());
            chain(step.shortcut());
        }
    }

    private void plain(Step step, Weight weight) {
        boolean isProduct = step.layer() instanceof Layer.Dense && step.in().length == 2
                || step.layer() instanceof Layer.SelfAttention;
        boolean isTurned = isProduct && weight.shape().length == 2;
        long[] shape = weight.shape();
        float[] stored = stored(weight.name(), isTurned ? new long[] {shape[1], shape[0]} : shape);
        values.put(weight.name(), new Value(shape, isTurned ? turned(stored, (int) shape[0]) : stored));
    }

    /** A matrix of this many columns with rows and columns exchanged. */
    private static float[] turned(float[] from, int columns) {
        int rows = from.length / columns;
        float[] to = new float[from.length];
        for (int i = 0; i < from.length; i++) {
            to[i % columns * rows + i / columns] = from[i];
        }
        return to;
    }

    private void lstm(Step step, Layer.Lstm lstm) {
        int count = lstm.bidirectional() ? 2 : 1;
        int units = lstm.units();
        int features = step.features();
        float[] input = stored(step.name("input"), count, 4L * units, features);
        float[] state = stored(step.name("state"), count, 4L * units, units);
        float[] bias = stored(step.name("bias"), count, 8L * units);
        // The weights stand in the order in which they are stored: matrices, then biases, of each direction.
        int d = 0;
        for (int i = 0; i < step.weights().size(); i += 4, d++) {
            keep(step.weights().get(i), input, d * 4 * units * features);
            keep(step.weights().get(i + 1), state, d * 4 * units * units);
            keep(step.weights().get(i + 2), bias, d * 8 * units);
            keep(step.weights().get(i + 3), bias, d * 8 * units + 4 * units);
        }
    }

    /** One parameter of an LSTM out of what is stored for both directions, its gates in PyTorch's order. */
    private void keep(Weight weight, float[] stored, int offset) {
        int size = 1;
        for (long side : weight.shape()) {
            size *= (int) side;
        }
        float[] gates = new float[size];
        for (int gate = 0; gate < 4; gate++) {
            System.arraycopy(stored, offset + gate * size / 4, gates, OnnxSequences.GATES[gate] * size / 4, size / 4);
        }
        values.put(weight.name(), new Value(weight.shape(), gates));
    }

    private float[] stored(String name, long... shape) {
        Constant constant = constant(graph, name);
        if (!Arrays.equals(constant.dims(), shape)) {
            throw new ModelException("The model's constant \"" + name + "\" has the shape "
                    + Arrays.toString(constant.dims()) + ", the network wants " + Arrays.toString(shape));
        }
        return constant.floats();
    }

    /** The constant that holds a parameter, in single or half precision; ModelException if there is none. */
    static Constant constant(Graph graph, String name) {
        Constant constant = graph.constants().getOrDefault(name, graph.constant(name + "_half"));
        if (constant == null || !constant.isFloat()) {
            throw new ModelException("The model holds no float constant \"" + name
                    + "\": it is another network's, or was optimised or quantised after it was exported");
        }
        return constant;
    }
}
