package io.haechi.neural;

import io.haechi.neural.Plan.Step;
import io.haechi.onnx.GraphBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The ONNX nodes of the layers that know about time: memory, attention, position. */
final class OnnxSequences {
    /** PyTorch keeps its gates as input, forget, cell, output; ONNX wants input, output, forget, cell. */
    static final int[] GATES = {0, 3, 1, 2};

    private static final int FLOAT = 1;
    private static final int LONG = 7;

    private final GraphBuilder graph;
    private final Parameters parameters;
    /** One for each frame that counts, zero for padding, {@code [N, frames]}; null if all count. */
    private @Nullable String shown;
    /** What is added to the scores of every head, {@code [N, 1, 1, frames]}. */
    private @Nullable String hidden;

    OnnxSequences(GraphBuilder graph, Parameters parameters) {
        this.graph = graph;
        this.parameters = parameters;
    }

    String lstm(Step step, Layer.Lstm lstm, String x) {
        List<String> directions = lstm.bidirectional() ? List.of("forward.", "backward.") : List.of("forward.");
        int count = directions.size();
        int units = lstm.units();
        int features = step.features();
        float[] input = new float[count * 4 * units * features];
        float[] state = new float[count * 4 * units * units];
        float[] bias = new float[count * 8 * units];
        for (int d = 0; d < count; d++) {
            String part = directions.get(d);
            regroup(values(step, part + "input"), units * features, input, d * 4 * units * features);
            regroup(values(step, part + "state"), units * units, state, d * 4 * units * units);
            regroup(values(step, part + "input_bias"), units, bias, d * 8 * units);
            regroup(values(step, part + "state_bias"), units, bias, d * 8 * units + 4 * units);
        }
        String timeFirst = node("Transpose", Map.of("perm", new int[] {1, 0, 2}), x);
        List<String> answers = graph.nodes(
                "LSTM",
                List.of(
                        timeFirst,
                        graph.constant(step.name("input"), input, count, 4L * units, features),
                        graph.constant(step.name("state"), state, count, 4L * units, units),
                        graph.constant(step.name("bias"), bias, count, 8L * units)),
                2,
                Map.of("hidden_size", units, "direction", lstm.bidirectional() ? "bidirectional" : "forward"));
        if (lstm.returnSequence()) {
            // [T, directions, N, units] -> [N, T, directions * units]
            String turned = node("Transpose", Map.of("perm", new int[] {2, 0, 1, 3}), answers.get(0));
            return reshaped(turned, 0, 0, (long) count * units);
        }
        String turned = node("Transpose", Map.of("perm", new int[] {1, 0, 2}), answers.get(1));
        return reshaped(turned, 0, (long) count * units);
    }

    private static void regroup(float[] from, int size, float[] to, int offset) {
        for (int gate = 0; gate < 4; gate++) {
            System.arraycopy(from, GATES[gate] * size, to, offset + gate * size, size);
        }
    }

    String attention(Step step, Layer.SelfAttention attention, String x) {
        long features = step.features();
        long size = features / attention.heads();
        String query = heads(step, "query.", x, attention.heads(), size, 0, 2, 1, 3);
        String key = heads(step, "key.", x, attention.heads(), size, 0, 2, 3, 1);
        String value = heads(step, "value.", x, attention.heads(), size, 0, 2, 1, 3);
        String scale = graph.constant("scale", new float[] {(float) (1 / Math.sqrt(size))});
        String scores = node("Mul", Map.of(), node("MatMul", Map.of(), query, key), scale);
        String seen = hidden == null ? scores : node("Add", Map.of(), scores, hidden);
        String mixed = node("MatMul", Map.of(), node("Softmax", Map.of("axis", -1), seen), value);
        String turned = node("Transpose", Map.of("perm", new int[] {0, 2, 1, 3}), mixed);
        return projected(step, "out.", reshaped(turned, 0, 0, features));
    }

    private String heads(Step step, String part, String x, long heads, long size, int... order) {
        String parted = reshaped(projected(step, part, x), 0, 0, heads, size);
        return node("Transpose", Map.of("perm", order), parted);
    }

    private String projected(Step step, String part, String x) {
        String bias = graph.constant(step.name(part + "bias"), values(step, part + "bias"), step.features());
        return node("Add", Map.of(), node("MatMul", Map.of(), x, transposed(step, part + "weight")), bias);
    }

    /** A dense layer's matrix as a matrix product over a sequence wants it, {@code [in, out]}. */
    String transposed(Step step, String name) {
        Parameters.Value value = parameters.get(step.name(name));
        int rows = (int) value.shape()[0];
        int columns = (int) value.shape()[1];
        float[] turned = new float[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                turned[j * rows + i] = value.values()[i * columns + j];
            }
        }
        return graph.constant(step.name(name), turned, columns, rows);
    }

    /** Hides every frame of this number from the layers that follow. */
    void show(String numbers, int padding) {
        String isPadding = node("Equal", Map.of(), numbers, graph.constant("padding", new float[] {padding}, 1));
        shown = node("Cast", Map.of("to", FLOAT), node("Not", Map.of(), isPadding));
        String below = node("Sub", Map.of(), shown, graph.constant("one", new float[] {1}, 1));
        String scaled =
                node("Mul", Map.of(), below, graph.constant("hidden", new float[] {(float) TorchNetwork.HIDDEN}, 1));
        hidden = node("Unsqueeze", Map.of(), scaled, graph.constant("axes", new long[] {1, 2}, 2));
    }

    boolean areSomeHidden() {
        return shown != null;
    }

    /** The mean over the frames that count. */
    String shownMean(String x) {
        String frames = Objects.requireNonNull(shown);
        String time = graph.constant("time", new long[] {1}, 1);
        String weights = node("Unsqueeze", Map.of(), frames, graph.constant("last", new long[] {-1}, 1));
        String sum = node("ReduceSum", Map.of("keepdims", 0), node("Mul", Map.of(), x, weights), time);
        String count = node("ReduceSum", Map.of("keepdims", 1), frames, time);
        return node("Div", Map.of(), sum, node("Max", Map.of(), count, graph.constant("one", new float[] {1}, 1)));
    }

    String tokens(Step step, String x) {
        String numbers = node("Cast", Map.of("to", LONG), x);
        String words = node("Gather", Map.of("axis", 0), constant(step, "tokens"), numbers);
        String frames = graph.node("Shape", List.of(x), Map.of("start", 1, "end", 2));
        String start = graph.constant("start", new long[] {0}, 1);
        String axis = graph.constant("axis", new long[] {0}, 1);
        return node("Add", Map.of(), words, node("Slice", Map.of(), constant(step, "places"), start, frames, axis));
    }

    private String constant(Step step, String name) {
        Parameters.Value value = parameters.get(step.name(name));
        return graph.constant(step.name(name), value.values(), value.shape());
    }

    String positions(Step step, Layer.PositionalEncoding encoding, String x) {
        int features = step.features();
        long[] in = step.in();
        if (in[0] > 0) {
            float[] table = table(encoding.order(), (int) in[0], features);
            return node("Add", Map.of(), x, graph.constant(step.name("table"), table, in[0], features));
        }
        String table = graph.constant(
                step.name("table"),
                table(encoding.order(), encoding.longest(), features),
                encoding.longest(),
                features);
        String frames = graph.node("Shape", List.of(x), Map.of("start", 1, "end", 2));
        String start = graph.constant("start", new long[] {0}, 1);
        String axis = graph.constant("axis", new long[] {0}, 1);
        return node("Add", Map.of(), x, node("Slice", Map.of(), table, start, frames, axis));
    }

    /** What is added to each of so many frames, row by row. */
    static float[] table(Layer.WaveOrder order, int frames, int features) {
        float[] table = new float[frames * features];
        boolean isAlternating = order == Layer.WaveOrder.ALTERNATING;
        int half = features / 2;
        for (int t = 0; t < frames; t++) {
            for (int i = 0; i < features; i++) {
                boolean isSine = isAlternating ? i % 2 == 0 : i < half;
                double power = isAlternating
                        ? (i - i % 2) / (double) features
                        : (isSine ? i : i - half) / Math.max(1.0, half - 1);
                double angle = t / Math.pow(10_000, power);
                table[t * features + i] = (float) (isSine ? Math.sin(angle) : Math.cos(angle));
            }
        }
        return table;
    }

    private float[] values(Step step, String name) {
        return parameters.get(step.name(name)).values();
    }

    private String reshaped(String x, long... shape) {
        return node("Reshape", Map.of(), x, graph.constant("shape", shape, shape.length));
    }

    private String node(String op, Map<String, Object> attributes, String... inputs) {
        return graph.node(op, List.of(inputs), attributes);
    }
}
