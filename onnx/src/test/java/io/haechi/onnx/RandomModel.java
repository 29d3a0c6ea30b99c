package io.haechi.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A small model put together at random, as an exporter might have: convolutions, normalisation, activations, useless
 * and roundabout operators, shapes computed while it runs, several outputs.
 *
 * @param bytes the model, with one input {@code x}
 * @param input values for it
 */
public record RandomModel(byte[] bytes, Tensor input) {

    public static RandomModel of(long seed) {
        return new Maker(seed).model();
    }

    /** Builds on one picture-shaped tensor at a time, of which it knows the sizes. */
    private static final class Maker {
        private final Random random;
        private final GraphBuilder graph;
        private String x;
        private long[] dims;
        private final List<String> sideOutputs = new ArrayList<>();
        private final List<long[]> sideDims = new ArrayList<>();

        private Maker(long seed) {
            random = new Random(seed);
            graph = new GraphBuilder("random", 17 + random.nextInt(5));
            dims = new long[] {1 + random.nextInt(2), 1 + random.nextInt(4), 6 + random.nextInt(4), 7};
            long[] declared = dims.clone();
            if (random.nextBoolean()) {
                declared[0] = -1;
            }
            if (random.nextInt(4) == 0) {
                declared[3] = -1;
            }
            x = graph.input("x", declared);
        }

        private RandomModel model() {
            Tensor input = Tensor.of(values(count(dims), 1), dims);
            int steps = 4 + random.nextInt(10);
            for (int i = 0; i < steps; i++) {
                step();
                if (random.nextInt(8) == 0) {
                    sideOutputs.add(x);
                    sideDims.add(dims.clone());
                }
            }
            dense();
            graph.output(x, "y", -1, -1);
            for (int i = 0; i < sideOutputs.size(); i++) {
                graph.output(sideOutputs.get(i), "side" + i, -1, -1, -1, -1);
            }
            return new RandomModel(graph.toBytes(), input);
        }

        private void step() {
            switch (random.nextInt(14)) {
                case 0, 1 -> conv();
                case 2, 3 -> batchNorm();
                case 4 -> x = node(List.of("Relu", "Sigmoid", "Tanh", "Abs").get(random.nextInt(4)), x);
                case 5 -> scale();
                case 6 -> x = node("Identity", x);
                case 7 -> turn();
                case 8 -> roundabout();
                case 9 -> neutral();
                case 10 -> pool();
                case 11 -> residual();
                case 12 -> convTranspose();
                default -> slice();
            }
        }

        private void conv() {
            int group = dims[1] % 2 == 0 && random.nextBoolean() ? 2 : 1;
            int kernel = random.nextBoolean() ? 3 : 1;
            long out = group * (1L + random.nextInt(3));
            long pad = random.nextInt(2) * (kernel / 2);
            if (dims[2] + 2 * pad < kernel || dims[3] + 2 * pad < kernel) {
                return;
            }
            long stride = 1 + random.nextInt(2);
            long[] shape = {out, dims[1] / group, kernel, kernel};
            List<String> inputs = new ArrayList<>(List.of(x, constant("w", shape)));
            if (random.nextBoolean()) {
                inputs.add(constant("b", out));
            }
            x = graph.node(
                    "Conv",
                    inputs,
                    Map.of("group", group, "pads", new long[] {pad, pad, pad, pad}, "strides", new long[] {
                        stride, stride
                    }));
            dims = new long[] {dims[0], out, slid(dims[2], kernel, pad, stride), slid(dims[3], kernel, pad, stride)};
        }

        private static long slid(long size, long kernel, long pad, long stride) {
            return (size + 2 * pad - kernel) / stride + 1;
        }

        private void convTranspose() {
            long out = 1 + random.nextInt(3);
            long stride = 1 + random.nextInt(2);
            if (dims[2] * dims[3] > 400) {
                return;
            }
            x = graph.node(
                    "ConvTranspose",
                    List.of(x, constant("wt", dims[1], out, 2, 2)),
                    Map.of("strides", new long[] {stride, stride}));
            dims = new long[] {dims[0], out, (dims[2] - 1) * stride + 2, (dims[3] - 1) * stride + 2};
        }

        private void batchNorm() {
            x = graph.node("BatchNormalization", normalised(x, dims[1]), Map.of("epsilon", 1e-3f));
        }

        private List<String> normalised(String tensor, long channels) {
            float[] variance = values(channels, 1);
            for (int i = 0; i < variance.length; i++) {
                variance[i] = 0.3f + Math.abs(variance[i]);
            }
            return List.of(
                    tensor,
                    constant("gamma", channels),
                    constant("beta", channels),
                    constant("mean", channels),
                    graph.constant("variance", variance, channels));
        }

        private void scale() {
            String by = random.nextBoolean() ? constant("s", dims[1], 1, 1) : constant("s", 1);
            String op = List.of("Mul", "Add", "Sub").get(random.nextInt(3));
            x = graph.node(op, random.nextBoolean() ? List.of(x, by) : List.of(by, x), Map.of());
        }

        private void turn() {
            String there = graph.node("Transpose", List.of(x), Map.of("perm", new long[] {0, 2, 3, 1}));
            String between = random.nextBoolean() ? node("Relu", there) : there;
            x = graph.node("Transpose", List.of(between), Map.of("perm", new long[] {0, 3, 1, 2}));
        }

        /** Flattens to [batch, rest] and back, with shapes taken from the running model. */
        private void roundabout() {
            String shape = node("Shape", x);
            String batch =
                    graph.node("Gather", List.of(shape, graph.constant("zero", new long[] {0})), Map.of("axis", 0));
            String row = graph.node("Unsqueeze", List.of(batch, graph.constant("axes", new long[] {0}, 1)), Map.of());
            String flat =
                    graph.node("Concat", List.of(row, graph.constant("rest", new long[] {-1}, 1)), Map.of("axis", 0));
            String squashed = graph.node("Reshape", List.of(x, flat), Map.of());
            x = graph.node("Reshape", List.of(squashed, shape), Map.of());
        }

        private void neutral() {
            x = switch (random.nextInt(5)) {
                case 0 -> graph.node("Mul", List.of(x, graph.constant("one", new float[] {1}, 1)), Map.of());
                case 1 -> graph.node("Add", List.of(graph.constant("none", new float[] {0}), x), Map.of());
                case 2 -> graph.node("Cast", List.of(x), Map.of("to", 1));
                case 3 -> graph.node("Pad", List.of(x, graph.constant("pads", new long[8], 8)), Map.of());
                default -> graph.node("Concat", List.of(x), Map.of("axis", 1));
            };
        }

        private void pool() {
            if (dims[2] >= 2 && dims[3] >= 2) {
                String op = random.nextBoolean() ? "MaxPool" : "AveragePool";
                x = graph.node(
                        op,
                        List.of(x),
                        Map.of("kernel_shape", new long[] {2, 2}, "strides", new long[] {1, 2}, "ceil_mode", 0));
                dims = new long[] {dims[0], dims[1], dims[2] - 1, (dims[3] - 2) / 2 + 1};
            }
        }

        private void residual() {
            String branch = node("Sigmoid", x);
            x = graph.node("Add", List.of(x, branch), Map.of());
        }

        private void slice() {
            long from = dims[2] > 3 ? random.nextInt(2) : 0;
            x = graph.node(
                    "Slice",
                    List.of(
                            x,
                            graph.constant("from", new long[] {from}, 1),
                            graph.constant("to", new long[] {Long.MAX_VALUE}, 1),
                            graph.constant("axis", new long[] {2}, 1)),
                    Map.of());
            dims[2] -= from;
        }

        private void dense() {
            String pooled = node("GlobalAveragePool", x);
            x = graph.node("Flatten", List.of(pooled), Map.of("axis", 1));
            long width = 3 + random.nextInt(4);
            x = graph.node("MatMul", List.of(x, constant("dense", dims[1], width)), Map.of());
            x = graph.node("Add", List.of(x, constant("bias", width)), Map.of());
            if (random.nextBoolean()) {
                x = graph.node("BatchNormalization", normalised(x, width), Map.of());
            }
            if (random.nextBoolean()) {
                x = Exported.gelu(graph, x, random.nextInt(3));
            }
            if (random.nextBoolean()) {
                x = Exported.layerNorm(graph, x, constant("g", width), constant("h", width));
            }
            x = graph.node("Gemm", List.of(x, constant("last", 2, width), constant("c", 2)), Map.of("transB", 1));
        }

        private String node(String op, String input) {
            return graph.node(op, List.of(input), Map.of());
        }

        private String constant(String hint, long... shape) {
            return graph.constant(hint, values(count(shape), 0.5f), shape);
        }

        private float[] values(long count, float spread) {
            float[] values = new float[Math.toIntExact(count)];
            for (int i = 0; i < values.length; i++) {
                values[i] = spread * (float) random.nextGaussian() + 0.1f;
            }
            return values;
        }

        private static long count(long... dims) {
            long count = 1;
            for (long size : dims) {
                count *= size;
            }
            return count;
        }
    }
}
