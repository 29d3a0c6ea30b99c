package io.haechi.onnx.compress.quantise;

import io.haechi.onnx.GraphBuilder;
import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.Tensor;
import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Small networks with random weights, of every kind that quantisation meets, and examples for them. */
final class RandomNets {
    private final Random random;
    private final GraphBuilder graph;

    private RandomNets(long seed, String name) {
        this.random = new Random(seed);
        this.graph = new GraphBuilder(name, 17);
    }

    static LongStream seeds() {
        return LongStream.of(1, 2, 3, 4);
    }

    /** Stem, pooling, a residual block, a join of two branches, and two linear layers; input x [-1, channels, 16, 16]. */
    static Graph cnn(long seed, int channels) {
        RandomNets net = new RandomNets(seed, "cnn");
        String x = net.graph.input("x", -1, channels, 16, 16);
        String stem = net.relu(net.conv(x, channels, 16, 3));
        String pooled = net.graph.node(
                "MaxPool", List.of(stem), Map.of("kernel_shape", new long[] {2, 2}, "strides", new long[] {2, 2}));
        String one = net.relu(net.conv(pooled, 16, 16, 3));
        String two = net.conv(one, 16, 16, 3);
        String sum = net.relu(net.graph.node("Add", List.of(two, pooled), Map.of()));
        String left = net.relu(net.conv(sum, 16, 8, 1));
        String right = net.relu(net.conv(sum, 16, 8, 3));
        String both = net.graph.node("Concat", List.of(left, right), Map.of("axis", 1));
        String last = net.relu(net.conv(both, 16, 32, 3));
        String mean = net.graph.node("GlobalAveragePool", List.of(last), Map.of());
        String flat = net.graph.node("Flatten", List.of(mean), Map.of());
        String hidden = net.relu(net.gemm(flat, 32, 24));
        net.graph.output(net.gemm(hidden, 24, 12), "y", -1, 12);
        return Graph.read(net.graph.toBytes());
    }

    /** One encoder layer without masks; input ids of 64 words, width 32. */
    static Graph encoder(long seed) {
        RandomNets net = new RandomNets(seed, "encoder");
        String ids = net.graph.longInput("ids", -1, -1);
        String table = net.weight("table", 1, 64, 32);
        String x = net.graph.node("Gather", List.of(table, ids), Map.of());
        String q = net.linear(x, 32, 64);
        String k = net.graph.node("Transpose", List.of(net.linear(x, 32, 64)), Map.of("perm", new long[] {0, 2, 1}));
        String v = net.linear(x, 32, 64);
        String scores = net.graph.node("Softmax", List.of(net.graph.node("MatMul", List.of(q, k), Map.of())), Map.of());
        String mixed = net.graph.node("MatMul", List.of(scores, v), Map.of());
        String back = net.linear(mixed, 64, 32);
        String sum = net.graph.node("Add", List.of(x, back), Map.of());
        String inner = net.relu(net.linear(sum, 32, 128));
        String out = net.graph.node("Add", List.of(sum, net.linear(inner, 128, 32)), Map.of());
        net.graph.output(out, "y", -1, -1, 32);
        return Graph.read(net.graph.toBytes());
    }

    /** An LSTM in both directions over x [-1 steps, -1, 24] and a linear layer. */
    static Graph lstm(long seed, int units) {
        RandomNets net = new RandomNets(seed, "lstm");
        String x = net.graph.input("x", -1, -1, 24);
        List<String> inputs = List.of(
                x,
                net.weight("w", 0.2, 2, 4L * units, 24),
                net.weight("r", 0.1, 2, 4L * units, units),
                net.weight("b", 0.1, 2, 8L * units));
        List<String> outputs =
                net.graph.nodes("LSTM", inputs, 2, Map.of("hidden_size", units, "direction", "bidirectional"));
        String last =
                net.graph.node("ReduceMax", List.of(outputs.get(1)), Map.of("axes", new long[] {0}, "keepdims", 0));
        net.graph.output(net.gemm(last, units, 16), "y", -1, 16);
        return Graph.read(net.graph.toBytes());
    }

    /** A convolution over x [-1, 2, 8, -1 steps], whose maps an LSTM of one direction reads, and a linear layer. */
    static Graph hearing(long seed, int units) {
        RandomNets net = new RandomNets(seed, "hearing");
        String x = net.graph.input("x", -1, 2, 8, -1);
        String maps = net.relu(net.conv(net.relu(net.conv(x, 2, 16, 3)), 16, 16, 3));
        String means = net.graph.node("ReduceMean", List.of(maps), Map.of("axes", new long[] {2}, "keepdims", 0));
        String steps = net.graph.node("Transpose", List.of(means), Map.of("perm", new long[] {2, 0, 1}));
        List<String> inputs = List.of(
                steps,
                net.weight("w", 0.2, 1, 4L * units, 16),
                net.weight("r", 0.1, 1, 4L * units, units),
                net.weight("b", 0.1, 1, 8L * units));
        List<String> outputs = net.graph.nodes("LSTM", inputs, 2, Map.of("hidden_size", units));
        String last =
                net.graph.node("ReduceMax", List.of(outputs.get(1)), Map.of("axes", new long[] {0}, "keepdims", 0));
        net.graph.output(net.gemm(last, units, 16), "y", -1, 16);
        return Graph.read(net.graph.toBytes());
    }

    private String relu(String tensor) {
        return graph.node("Relu", List.of(tensor), Map.of());
    }

    private String conv(String x, int in, int out, int kernel) {
        double spread = Math.sqrt(2.0 / (in * kernel * kernel));
        String w = weight("conv.weight", spread, out, in, kernel, kernel);
        long side = kernel / 2;
        return graph.node(
                "Conv", List.of(x, w, weight("conv.bias", 0.1, out)), Map.of("pads", new long[] {side, side, side, side
                }));
    }

    private String gemm(String x, int in, int out) {
        String w = weight("dense.weight", Math.sqrt(1.0 / in), out, in);
        return graph.node("Gemm", List.of(x, w, weight("dense.bias", 0.1, out)), Map.of("transB", 1));
    }

    private String linear(String x, int in, int out) {
        String product =
                graph.node("MatMul", List.of(x, weight("linear.weight", Math.sqrt(1.0 / in), in, out)), Map.of());
        return graph.node("Add", List.of(product, weight("linear.bias", 0.1, out)), Map.of());
    }

    private String weight(String name, double spread, long... dims) {
        return graph.constant(name, gaussian(random, spread, dims), dims);
    }

    static float[] gaussian(Random random, double spread, long... dims) {
        float[] values = new float[(int) LongStream.of(dims).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (spread * random.nextGaussian());
        }
        return values;
    }

    /** Examples for an input of floats. */
    static List<Map<String, Tensor>> examples(long seed, int count, long... dims) {
        Random random = new Random(seed);
        List<Map<String, Tensor>> examples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            examples.add(Map.of("x", Tensor.of(gaussian(random, 1, dims), dims)));
        }
        return examples;
    }

    /** Examples of 12 words each. */
    static List<Map<String, Tensor>> sentences(long seed, int count) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(_ -> Map.of("ids", Tensor.of(random.longs(12, 0, 64).toArray(), 1, 12)))
                .toList();
    }

    /** All values of the output y over the examples. */
    static float[] answers(Graph graph, List<Map<String, Tensor>> examples) {
        List<float[]> all = new ArrayList<>();
        try (OnnxRunner runner = OnnxRunner.open(graph.toBytes(), 1)) {
            examples.forEach(example ->
                    all.add(Objects.requireNonNull(runner.run(example).get("y")).floats()));
        }
        float[] joined = new float[all.stream().mapToInt(a -> a.length).sum()];
        int at = 0;
        for (float[] each : all) {
            System.arraycopy(each, 0, joined, at, each.length);
            at += each.length;
        }
        return joined;
    }

    /** How far the answers of two graphs differ, as decibels of signal over difference. */
    static double agreement(Graph one, Graph other, List<Map<String, Tensor>> examples) {
        float[] expected = answers(one, examples);
        float[] got = answers(other, examples);
        double signal = 0;
        double noise = 0;
        for (int i = 0; i < expected.length; i++) {
            signal += (double) expected[i] * expected[i];
            noise += Math.pow((double) expected[i] - got[i], 2);
        }
        return 10 * Math.log10(signal / noise);
    }

    static Constant constant(Graph graph, String name) {
        return Objects.requireNonNull(graph.constant(name), name);
    }

    static List<Node> all(Graph graph, String op) {
        return graph.nodes().stream().filter(node -> node.op().equals(op)).toList();
    }
}
