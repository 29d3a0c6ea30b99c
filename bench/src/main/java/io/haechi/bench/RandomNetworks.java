package io.haechi.bench;

import io.haechi.onnx.GraphBuilder;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * Networks of well-known shapes with random weights, as they are after BatchNormalization was folded: what they answer means
 * nothing, how long they take and how many bytes they have does.
 */
final class RandomNetworks {
    private final Random random;
    private final GraphBuilder graph;

    private RandomNetworks(String name, long seed) {
        this.random = new Random(seed);
        this.graph = new GraphBuilder(name, 17);
    }

    /** ResNet-50 for pictures x [-1, 3, side, side]: 25.5 million weights. */
    static byte[] resNet50(long seed, int side) {
        RandomNetworks net = new RandomNetworks("resnet-50", seed);
        String x = net.graph.input("x", -1, 3, side, side);
        x = net.relu(net.conv(x, 3, 64, 7, 2, 1));
        x = net.graph.node(
                "MaxPool",
                List.of(x),
                Map.of("kernel_shape", new long[] {3, 3}, "strides", new long[] {2, 2}, "pads", new long[] {1, 1, 1, 1
                }));
        int channels = 64;
        int[] blocks = {3, 4, 6, 3};
        for (int stage = 0; stage < blocks.length; stage++) {
            int width = 64 << stage;
            for (int block = 0; block < blocks[stage]; block++) {
                x = net.bottleneck(x, channels, width, stage > 0 && block == 0 ? 2 : 1);
                channels = 4 * width;
            }
        }
        String mean = net.graph.node("GlobalAveragePool", List.of(x), Map.of());
        String flat = net.graph.node("Flatten", List.of(mean), Map.of());
        net.graph.output(net.dense(flat, 2048, 1000), "y", -1, 1000);
        return net.graph.toBytes();
    }

    private String bottleneck(String x, int in, int width, int stride) {
        String y = relu(conv(x, in, width, 1, 1, 1));
        y = relu(conv(y, width, width, 3, stride, 1));
        // Small, as trained residual branches are: else their sum grows from block to block.
        y = conv(y, width, 4 * width, 1, 1, 0.5);
        boolean isSame = in == 4 * width && stride == 1;
        String shortcut = isSame ? x : conv(x, in, 4 * width, 1, stride, 0.7);
        return relu(graph.node("Add", List.of(y, shortcut), Map.of()));
    }

    /** The convolutions of VGG-19 for pictures x [-1, 3, side, side] with a mean and a small head: 20 million weights. */
    static byte[] vgg19(long seed, int side) {
        RandomNetworks net = new RandomNetworks("vgg-19", seed);
        String x = net.graph.input("x", -1, 3, side, side);
        int channels = 3;
        int[] layers = {2, 2, 4, 4, 4};
        for (int stage = 0; stage < layers.length; stage++) {
            int width = Math.min(512, 64 << stage);
            for (int layer = 0; layer < layers[stage]; layer++) {
                x = net.relu(net.conv(x, channels, width, 3, 1, 1));
                channels = width;
            }
            x = net.graph.node(
                    "MaxPool", List.of(x), Map.of("kernel_shape", new long[] {2, 2}, "strides", new long[] {2, 2}));
        }
        String mean = net.graph.node("GlobalAveragePool", List.of(x), Map.of());
        String flat = net.graph.node("Flatten", List.of(mean), Map.of());
        String hidden = net.relu(net.dense(flat, 512, 512));
        net.graph.output(net.dense(hidden, 512, 100), "y", -1, 100);
        return net.graph.toBytes();
    }

    /** Six layers of a Transformer encoder of width 384 over x [-1, steps, 384]: 10.6 million weights. */
    static byte[] encoder(long seed, int steps) {
        RandomNetworks net = new RandomNetworks("encoder", seed);
        int width = 384;
        String x = net.graph.input("x", -1, steps, width);
        for (int layer = 0; layer < 6; layer++) {
            x = net.normalised(net.add(x, net.attention(x, width, 6)), width);
            String inner = net.gelu(net.linear(x, width, 4 * width));
            x = net.normalised(net.add(x, net.linear(inner, 4 * width, width)), width);
        }
        String mean = net.graph.node("ReduceMean", List.of(x), Map.of("axes", new long[] {1}, "keepdims", 0));
        net.graph.output(net.dense(mean, width, 16), "y", -1, 16);
        return net.graph.toBytes();
    }

    private String attention(String x, int width, int heads) {
        String q = heads(linear(x, width, width), width, heads, 0, 2, 1, 3);
        String k = heads(linear(x, width, width), width, heads, 0, 2, 3, 1);
        String v = heads(linear(x, width, width), width, heads, 0, 2, 1, 3);
        String root = graph.constant("root", new float[] {(float) Math.sqrt((double) width / heads)});
        String scores = graph.node("Div", List.of(graph.node("MatMul", List.of(q, k), Map.of()), root), Map.of());
        String shares = graph.node("Softmax", List.of(scores), Map.of("axis", -1));
        String mixed = graph.node("MatMul", List.of(shares, v), Map.of());
        String back = graph.node("Transpose", List.of(mixed), Map.of("perm", new long[] {0, 2, 1, 3}));
        String shape = graph.constant("shape", new long[] {0, 0, width}, 3);
        return linear(graph.node("Reshape", List.of(back, shape), Map.of()), width, width);
    }

    private String heads(String x, int width, int heads, long... order) {
        String shape = graph.constant("shape", new long[] {0, 0, heads, width / heads}, 4);
        String split = graph.node("Reshape", List.of(x, shape), Map.of());
        return graph.node("Transpose", List.of(split), Map.of("perm", order));
    }

    private String normalised(String x, int width) {
        float[] ones = new float[width];
        java.util.Arrays.fill(ones, 1);
        String scale = graph.constant("scale", ones, width);
        return graph.node(
                "LayerNormalization", List.of(x, scale, graph.constant("shift", new float[width], width)), Map.of());
    }

    private String gelu(String x) {
        String root = graph.constant("root2", new float[] {(float) Math.sqrt(2)});
        String erf = graph.node("Erf", List.of(graph.node("Div", List.of(x, root), Map.of())), Map.of());
        String one = graph.constant("one", new float[] {1});
        String half = graph.constant("half", new float[] {0.5f});
        String sum = graph.node("Add", List.of(erf, one), Map.of());
        return graph.node("Mul", List.of(graph.node("Mul", List.of(x, sum), Map.of()), half), Map.of());
    }

    private String conv(String x, int in, int out, int kernel, int stride, double gain) {
        double spread = gain * Math.sqrt(2.0 / (in * kernel * kernel));
        String w = weight("conv.weight", spread, out, in, kernel, kernel);
        long side = kernel / 2;
        return graph.node(
                "Conv",
                List.of(x, w, weight("conv.bias", 0.05, out)),
                Map.of("pads", new long[] {side, side, side, side}, "strides", new long[] {stride, stride}));
    }

    private String dense(String x, int in, int out) {
        String w = weight("dense.weight", Math.sqrt(2.0 / in), out, in);
        return graph.node("Gemm", List.of(x, w, weight("dense.bias", 0.05, out)), Map.of("transB", 1));
    }

    private String linear(String x, int in, int out) {
        String w = weight("linear.weight", Math.sqrt(1.0 / in), in, out);
        return add(graph.node("MatMul", List.of(x, w), Map.of()), weight("linear.bias", 0.05, out));
    }

    private String add(String one, String other) {
        return graph.node("Add", List.of(one, other), Map.of());
    }

    private String relu(String x) {
        return graph.node("Relu", List.of(x), Map.of());
    }

    private String weight(String name, double spread, long... dims) {
        return graph.constant(name, gaussian(random, spread, dims), dims);
    }

    static float[] gaussian(Random random, double spread, long... dims) {
        float[] values = new float[Math.toIntExact(LongStream.of(dims).reduce(1, Math::multiplyExact))];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (spread * random.nextGaussian());
        }
        return values;
    }
}
