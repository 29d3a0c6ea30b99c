package io.haechi.onnx.compress.prune;

import io.haechi.onnx.GraphBuilder;
import io.haechi.onnx.graph.Graph;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Two ways in which exporters write attention. */
final class Transformers {
    private static final int WIDTH = 8;
    private static final int HEADS = 4;

    private final Random random = new Random(1);
    private final GraphBuilder graph = new GraphBuilder("transformer", 17);

    /** As Haechi writes it: three projections of a normalised sequence, then two dense layers with GELU. */
    static Graph ours() {
        return new Transformers().separate();
    }

    /** As PyTorch writes it: one projection for query, key and value, sizes computed while the model runs. */
    static Graph pytorch() {
        return new Transformers().fused();
    }

    private Graph separate() {
        String x = dense(graph.input("x", -1, -1, WIDTH), WIDTH, WIDTH);
        String normal = norm(x);
        String query = heads(dense(normal, WIDTH, WIDTH), 0, 2, 1, 3);
        String key = heads(dense(normal, WIDTH, WIDTH), 0, 2, 3, 1);
        String value = heads(dense(normal, WIDTH, WIDTH), 0, 2, 1, 3);
        String mixed = turned(attend(query, key, value), 0, 2, 1, 3);
        String merged = node("Reshape", Map.of(), mixed, shape(0, 0, WIDTH));
        String attended = node("Add", Map.of(), x, dense(merged, WIDTH, WIDTH));
        String inner = dense(norm(attended), WIDTH, 16);
        String erf = node("Erf", Map.of(), inner);
        String outer = dense(node("Mul", Map.of(), inner, erf), 16, WIDTH);
        String y = dense(norm(node("Add", Map.of(), attended, outer)), WIDTH, WIDTH);
        graph.output(y, "y", -1, -1, WIDTH);
        return Graph.read(graph.toBytes());
    }

    private Graph fused() {
        String x = graph.input("x", -1, -1, WIDTH);
        String all = node("MatMul", Map.of(), x, graph.constant("qkv", random(3 * WIDTH * WIDTH), WIDTH, 3 * WIDTH));
        String batch = size(x, 0);
        String frames = size(x, 1);
        String target = node("Concat", Map.of("axis", 0), batch, frames, shape(3, HEADS, WIDTH / HEADS));
        String parted = turned(node("Reshape", Map.of(), all, target), 2, 0, 3, 1, 4);
        String query = part(parted, 0);
        String key = turned(part(parted, 1), 0, 1, 3, 2);
        String mixed = turned(attend(query, key, part(parted, 2)), 0, 2, 1, 3);
        String back = node("Concat", Map.of("axis", 0), batch, frames, shape(WIDTH));
        String y = dense(node("Reshape", Map.of(), mixed, back), WIDTH, WIDTH);
        graph.output(y, "y", -1, -1, WIDTH);
        return Graph.read(graph.toBytes());
    }

    private String size(String x, long axis) {
        String size = node("Gather", Map.of(), node("Shape", Map.of(), x), graph.constant("index", new long[] {axis}));
        return node("Unsqueeze", Map.of(), size, shape(0));
    }

    private String part(String parted, long index) {
        return node("Gather", Map.of("axis", 0), parted, graph.constant("index", new long[] {index}));
    }

    private String attend(String query, String key, String value) {
        return node(
                "MatMul", Map.of(), node("Softmax", Map.of("axis", -1), node("MatMul", Map.of(), query, key)), value);
    }

    private String heads(String x, long... order) {
        return turned(node("Reshape", Map.of(), x, shape(0, 0, HEADS, WIDTH / HEADS)), order);
    }

    private String turned(String x, long... order) {
        return node("Transpose", Map.of("perm", order), x);
    }

    private String norm(String x) {
        return node(
                "LayerNormalization",
                Map.of("axis", -1),
                x,
                graph.constant("scale", random(WIDTH), WIDTH),
                graph.constant("shift", random(WIDTH), WIDTH));
    }

    private String dense(String x, int from, int to) {
        String product = node("MatMul", Map.of(), x, graph.constant("w", random(from * to), from, to));
        return node("Add", Map.of(), product, graph.constant("b", random(to), to));
    }

    private String shape(long... sizes) {
        return graph.constant("shape", sizes, sizes.length);
    }

    private float[] random(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private String node(String op, Map<String, Object> settings, String... inputs) {
        return graph.node(op, List.of(inputs), settings);
    }
}
