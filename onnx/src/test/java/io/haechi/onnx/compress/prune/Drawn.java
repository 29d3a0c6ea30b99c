package io.haechi.onnx.compress.prune;

import io.haechi.onnx.GraphBuilder;
import io.haechi.onnx.graph.Graph;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random graphs with everything that ties channels together: pictures first, then a vector or a sequence. */
final class Drawn {
    static final long[] INPUT = {2, 3, 8, 8};

    private final Random random;
    private final GraphBuilder graph = new GraphBuilder("drawn", 17);
    private String x = "";
    private int channels;

    private Drawn(long seed) {
        random = new Random(seed);
    }

    static Graph graph(long seed) {
        return new Drawn(seed).draw();
    }

    private Graph draw() {
        x = graph.input("x", random.nextBoolean() ? INPUT : new long[] {-1, 3, 8, 8});
        channels = 3;
        convolve(4 + 2 * random.nextInt(4), 3);
        for (int i = 0; i < 4; i++) {
            block();
        }
        switch (random.nextInt(3)) {
            case 0 -> {
                x = node("GlobalAveragePool", Map.of(), x);
                x = node("Flatten", Map.of(), x);
            }
            case 1 -> {
                x = node("Flatten", Map.of(), x);
                channels *= 64;
            }
            default -> sequence();
        }
        gemm(6);
        x = node("Relu", Map.of(), x);
        gemm(2);
        graph.output(x, "y", -1, 2);
        return Graph.read(graph.toBytes());
    }

    private void block() {
        switch (random.nextInt(9)) {
            case 0 -> convolve(4 + 2 * random.nextInt(4), 3);
            case 1 -> residual();
            case 2 -> concat();
            case 3 -> depthwise();
            case 4 -> grouped();
            case 5 -> squeeze();
            case 6 -> halves();
            case 7 -> transposed();
            default -> split();
        }
    }

    private void convolve(int filters, int kernel) {
        int pad = kernel / 2;
        x = node(
                "Conv",
                Map.of("pads", new long[] {pad, pad, pad, pad}),
                x,
                weight(filters, channels, kernel, kernel),
                weight(filters));
        channels = filters;
        norm();
        x = node(random.nextBoolean() ? "Relu" : "Sigmoid", Map.of(), x);
    }

    private void norm() {
        String variance = graph.constant("variance", positive(channels), channels);
        x = node("BatchNormalization", Map.of(), x, weight(channels), weight(channels), weight(channels), variance);
    }

    private void residual() {
        String before = x;
        int same = channels;
        convolve(5, 3);
        convolve(same, 1);
        x = node("Add", Map.of(), random.nextBoolean() ? before : pooled(before), x);
    }

    private String pooled(String picture) {
        return node(
                random.nextBoolean() ? "MaxPool" : "AveragePool",
                Map.of("kernel_shape", new long[] {3, 3}, "pads", new long[] {1, 1, 1, 1}),
                picture);
    }

    private void concat() {
        String before = x;
        int had = channels;
        convolve(4, 3);
        x = node("Concat", Map.of("axis", 1), before, x, before);
        channels += 2 * had;
        convolve(6, 1);
    }

    private void depthwise() {
        int times = 1 + random.nextInt(2);
        x = node(
                "Conv",
                Map.of("group", channels, "pads", new long[] {1, 1, 1, 1}),
                x,
                weight(channels * times, 1, 3, 3),
                weight(channels * times));
        channels *= times;
        convolve(6, 1);
    }

    private void grouped() {
        convolve(8, 1);
        x = node("Conv", Map.of("group", 2), x, weight(12, 4, 1, 1), weight(12));
        channels = 12;
        convolve(6, 1);
    }

    private void squeeze() {
        String before = x;
        int had = channels;
        x = node("ReduceMean", Map.of("axes", new long[] {2, 3}, "keepdims", 0), x);
        gemm(4);
        x = node("Relu", Map.of(), x);
        gemm(had);
        x = node("Reshape", Map.of(), node("Sigmoid", Map.of(), x), shape(0, had, 1, 1));
        x = node("Mul", Map.of(), before, x);
    }

    private void halves() {
        convolve(8, 1);
        List<String> halves = graph.nodes("Split", List.of(x), 2, Map.of("axis", 1));
        x = node("Max", Map.of(), halves.get(0), halves.get(1));
        channels = 4;
    }

    private void split() {
        convolve(9, 1);
        String from = shape(3);
        String front = node("Slice", Map.of(), x, shape(0), from, shape(1));
        String back = node("Slice", Map.of(), x, from, shape(Long.MAX_VALUE), shape(1));
        List<String> parts = graph.nodes("Split", List.of(back, shape(2, 4)), 2, Map.of("axis", 1));
        x = node("Concat", Map.of("axis", 1), parts.get(1), front, node("Relu", Map.of(), parts.get(0)));
    }

    private void transposed() {
        x = node("ConvTranspose", Map.of("pads", new long[] {1, 1, 1, 1}), x, weight(channels, 5, 3, 3), weight(5));
        channels = 5;
    }

    /** Frames of channels times height, through a dense layer, attention or memory, to their mean. */
    private void sequence() {
        x = node("Transpose", Map.of("perm", new long[] {0, 3, 1, 2}), x);
        channels *= 8;
        x = node("Reshape", Map.of(), x, shape(0, 0, channels));
        x = dense(channels, 12);
        channels = 12;
        if (random.nextBoolean()) {
            attention();
        } else {
            memory();
        }
        x = node("ReduceMean", Map.of("axes", new long[] {1}, "keepdims", 0), x);
    }

    private void attention() {
        String query = heads(0, 2, 1, 3);
        String key = heads(0, 2, 3, 1);
        String value = heads(0, 2, 1, 3);
        String scores = node("Softmax", Map.of("axis", -1), node("MatMul", Map.of(), query, key));
        String mixed =
                node("Transpose", Map.of("perm", new long[] {0, 2, 1, 3}), node("MatMul", Map.of(), scores, value));
        String residual = x;
        x = node("Reshape", Map.of(), mixed, shape(0, 0, 12));
        x = node("Add", Map.of(), residual, dense(12, 12));
    }

    private String heads(long... order) {
        return node("Transpose", Map.of("perm", order), node("Reshape", Map.of(), dense(12, 12), shape(0, 0, 4, 3)));
    }

    private void memory() {
        String timeFirst = node("Transpose", Map.of("perm", new long[] {1, 0, 2}), x);
        x = graph.nodes(
                        "LSTM",
                        List.of(timeFirst, weight(2, 24, 12), weight(2, 24, 6), weight(2, 48)),
                        1,
                        Map.of("hidden_size", 6, "direction", "bidirectional"))
                .getFirst();
        x = node("Transpose", Map.of("perm", new long[] {2, 0, 1, 3}), x);
        x = node("Reshape", Map.of(), x, shape(0, 0, 12));
    }

    private String dense(int from, int to) {
        return node("Add", Map.of(), node("MatMul", Map.of(), x, weight(from, to)), weight(to));
    }

    private void gemm(int units) {
        x = random.nextBoolean()
                ? node("Gemm", Map.of("transB", 1), x, weight(units, channels), weight(units))
                : node("Gemm", Map.of(), x, weight(channels, units), weight(units));
        channels = units;
    }

    private String shape(long... sizes) {
        return graph.constant("shape", sizes, sizes.length);
    }

    private String weight(long... shape) {
        int count = 1;
        for (long size : shape) {
            count *= (int) size;
        }
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = 0.3f * (float) random.nextGaussian();
        }
        return graph.constant("w", values, shape);
    }

    private float[] positive(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = 0.5f + random.nextFloat();
        }
        return values;
    }

    private String node(String op, Map<String, Object> settings, String... inputs) {
        return graph.node(op, List.of(inputs), settings);
    }
}
