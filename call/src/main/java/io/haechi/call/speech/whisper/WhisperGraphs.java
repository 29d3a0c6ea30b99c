package io.haechi.call.speech.whisper;

import io.haechi.neural.Parameters.Value;
import io.haechi.onnx.GraphBuilder;
import io.haechi.onnx.WeightStorage;
import java.util.List;
import java.util.Map;

/**
 * Writes Whisper's two graphs, so that a step of the decoder moves as little memory as it can.
 *
 * <p>The encoder turns a spectrum {@code mel [1, bands, t]} (t even) at once into the keys and values that every block of
 * the decoder attends to: {@code cross_key_i [1, heads, d, t/2]} and {@code cross_value_i [1, heads, t/2, d]}. The decoder
 * takes them as inputs of their own, block by block, with the keys already turned, so that nothing of them is copied in a
 * step; and its own past, {@code past_key_i [1, heads, d, p]} and {@code past_value_i [1, heads, p, d]}, which it gives back
 * longer by the {@code tokens [1, n]}, as {@code key_i} and {@code value_i}. {@code logits [1, vocabulary]} are those after
 * the last token. The scale of attention is in the weights of the queries.
 */
public final class WhisperGraphs {
    private static final int OPSET = 20;
    private static final float EPSILON = 1e-5f;

    private final WhisperWeights weights;
    private final int heads;
    private final GraphBuilder graph;
    private final int width;
    private final float scale;

    private WhisperGraphs(String name, WhisperWeights weights, String norm, int heads, WeightStorage storage) {
        this.weights = weights;
        this.heads = heads;
        this.graph = new GraphBuilder(name, OPSET).store(storage);
        this.width = weights.size(norm, 0);
        if (heads < 1 || width % heads != 0) {
            throw new IllegalArgumentException("Heads must divide the width " + width + ", got " + heads);
        }
        this.scale = (float) (1 / Math.sqrt((double) width / heads));
    }

    /**
     * The encoder, with the keys and values for the decoder.
     *
     * @param encoder holds {@code encoder/}
     * @param decoder holds {@code decoder/}
     * @param heads of attention, a divisor of the width
     */
    public static byte[] encoder(WhisperWeights encoder, WhisperWeights decoder, int heads, WeightStorage storage) {
        WhisperGraphs graphs =
                new WhisperGraphs("whisper-encoder", encoder, "encoder/layer_norm/gamma", heads, storage);
        return graphs.encoder(decoder);
    }

    /** The decoder: one or more tokens on. */
    public static byte[] decoder(WhisperWeights decoder, int heads, WeightStorage storage) {
        return new WhisperGraphs("whisper-decoder", decoder, "decoder/layer_norm/gamma", heads, storage).decoder();
    }

    private byte[] encoder(WhisperWeights decoder) {
        int bands = weights.size("encoder/conv1/weight", 1);
        String x = graph.input("mel", 1, bands, -1);
        x = convolution(x, "encoder/conv1", 1);
        x = convolution(x, "encoder/conv2", 2);
        x = node("Transpose", List.of(x), Map.of("perm", new int[] {0, 2, 1}));
        String length = node("Shape", List.of(x), Map.of("start", 1, "end", 2));
        x = node("Add", List.of(x, positions("encoder/", zero(), length)), Map.of());
        for (int layer = 0; layer < weights.layers("encoder/"); layer++) {
            String path = "encoder/layer_" + layer + "/";
            Heads of = joined(norm(x, path + "self_attention/layer_norm"), path + "self_attention/linear_0");
            x = added(x, attention(of.query, of.key, of.value, ""), path + "self_attention/linear_1");
            x = feedForward(x, path);
        }
        x = norm(x, "encoder/layer_norm");
        for (int layer = 0; layer < decoder.layers("decoder/"); layer++) {
            String name = "decoder/layer_" + layer + "/attention/linear_1/";
            String key = dense(x, decoder.rows(name + "weight", 0, width), decoder.rows(name + "bias", 0, width), 1);
            String value = dense(
                    x,
                    decoder.rows(name + "weight", width, 2 * width),
                    decoder.rows(name + "bias", width, 2 * width),
                    1);
            graph.output(split(key, 0, 2, 3, 1), "cross_key_" + layer, 1, heads, width / heads, -1);
            graph.output(split(value, 0, 2, 1, 3), "cross_value_" + layer, 1, heads, -1, width / heads);
        }
        return graph.toBytes();
    }

    private byte[] decoder() {
        int layers = weights.layers("decoder/");
        int each = width / heads;
        Value embedding = weights.get("decoder/embeddings/weight");
        long words = embedding.shape()[0];
        String tokens = graph.longInput("tokens", 1, -1);
        String table = graph.constant("embeddings", embedding.values(), embedding.shape());
        String x = node("Gather", List.of(table, tokens), Map.of("axis", 0));
        Inputs[] inputs = new Inputs[layers];
        for (int layer = 0; layer < layers; layer++) {
            inputs[layer] = new Inputs(
                    graph.input("past_key_" + layer, 1, heads, each, -1),
                    graph.input("past_value_" + layer, 1, heads, -1, each),
                    graph.input("cross_key_" + layer, 1, heads, each, -1),
                    graph.input("cross_value_" + layer, 1, heads, -1, each));
        }
        String from = node("Shape", List.of(inputs[0].pastKey), Map.of("start", 3, "end", 4));
        String count = node("Shape", List.of(tokens), Map.of("start", 1, "end", 2));
        String to = node("Add", List.of(from, count), Map.of());
        x = node("Add", List.of(x, positions("decoder/", from, to)), Map.of());
        String mask = mask(from, to);
        for (int layer = 0; layer < layers; layer++) {
            x = block(x, layer, inputs[layer], mask);
        }
        x = norm(x, "decoder/layer_norm");
        String minusOne = graph.constant("last", new long[] {-1}, 1);
        String end = graph.constant("end", new long[] {Integer.MAX_VALUE}, 1);
        String one = graph.constant("axis", new long[] {1}, 1);
        x = node("Slice", List.of(x, minusOne, end, one), Map.of());
        x = node("Reshape", List.of(x, graph.constant("row", new long[] {-1, width}, 2)), Map.of());
        // Gemm takes the table as it stands, so that the embedding and the way out share it.
        graph.output(node("Gemm", List.of(x, table), Map.of("transB", 1)), "logits", -1, words);
        return graph.toBytes();
    }

    private record Inputs(String pastKey, String pastValue, String crossKey, String crossValue) {}

    private record Heads(String query, String key, String value) {}

    private String block(String before, int layer, Inputs inputs, String mask) {
        String path = "decoder/layer_" + layer + "/";
        int each = width / heads;
        String x = before;
        Heads of = joined(norm(x, path + "self_attention/layer_norm"), path + "self_attention/linear_0");
        String key = node("Concat", List.of(inputs.pastKey, of.key), Map.of("axis", 3));
        String value = node("Concat", List.of(inputs.pastValue, of.value), Map.of("axis", 2));
        graph.output(key, "key_" + layer, 1, heads, each, -1);
        graph.output(value, "value_" + layer, 1, heads, -1, each);
        x = added(x, attention(of.query, key, value, mask), path + "self_attention/linear_1");
        String asked = dense(
                norm(x, path + "attention/layer_norm"),
                weights.get(path + "attention/linear_0/weight"),
                weights.get(path + "attention/linear_0/bias"),
                scale);
        String heard = attention(split(asked, 0, 2, 1, 3), inputs.crossKey, inputs.crossValue, "");
        x = added(x, heard, path + "attention/linear_2");
        return feedForward(x, path);
    }

    /** What must not look ahead: rows {@code from} to {@code to} and columns up to {@code to} of a triangle. */
    private String mask(String from, String to) {
        int most = weights.size("decoder/position_encodings/encodings", 0);
        float[] triangle = new float[most * most];
        for (int row = 0; row < most; row++) {
            for (int column = row + 1; column < most; column++) {
                triangle[row * most + column] = -1e9f;
            }
        }
        WeightStorage storage = graph.storage();
        String whole = graph.store(WeightStorage.FLOAT32).constant("triangle", triangle, most, most);
        graph.store(storage);
        String rows = node("Slice", List.of(whole, from, to, zero()), Map.of());
        String one = graph.constant("columns", new long[] {1}, 1);
        return node("Slice", List.of(rows, zero(), to, one), Map.of());
    }

    private String positions(String half, String from, String to) {
        Value encodings = weights.get(half + "position_encodings/encodings");
        String table = graph.constant("positions", encodings.values(), encodings.shape());
        return node("Slice", List.of(table, from, to, zero()), Map.of());
    }

    private String convolution(String x, String name, int stride) {
        Value kernel = weights.get(name + "/weight");
        Value bias = weights.get(name + "/bias");
        String convolved = node(
                "Conv",
                List.of(
                        x,
                        graph.constant("kernel", kernel.values(), kernel.shape()),
                        graph.constant("bias", bias.values(), bias.shape())),
                Map.of("kernel_shape", new int[] {3}, "pads", new int[] {1, 1}, "strides", new int[] {stride}));
        return node("Gelu", List.of(convolved), Map.of());
    }

    private String feedForward(String x, String path) {
        String y = norm(x, path + "ffn/layer_norm");
        y = dense(y, weights.get(path + "ffn/linear_0/weight"), weights.get(path + "ffn/linear_0/bias"), 1);
        y = node("Gelu", List.of(y), Map.of());
        return added(x, y, path + "ffn/linear_1");
    }

    /** {@code x + dense(y)}. */
    private String added(String x, String y, String name) {
        return node(
                "Add", List.of(x, dense(y, weights.get(name + "/weight"), weights.get(name + "/bias"), 1)), Map.of());
    }

    private String norm(String x, String name) {
        Value gamma = weights.get(name + "/gamma");
        Value beta = weights.get(name + "/beta");
        return node(
                "LayerNormalization",
                List.of(
                        x,
                        graph.constant("gamma", gamma.values(), gamma.shape()),
                        graph.constant("beta", beta.values(), beta.shape())),
                Map.of("axis", -1, "epsilon", EPSILON));
    }

    private String dense(String x, Value weight, Value bias, float times) {
        Value turned = WhisperWeights.turned(weight);
        String product = node(
                "MatMul",
                List.of(
                        x,
                        graph.constant(
                                "weight", scaled(turned.values(), 0, turned.values().length, times), turned.shape())),
                Map.of());
        String shift = graph.constant("bias", scaled(bias.values(), 0, bias.values().length, times), bias.shape());
        return node("Add", List.of(product, shift), Map.of());
    }

    /** Queries, keys and values by one product; the queries are scaled. */
    private Heads joined(String x, String name) {
        Value weight = weights.get(name + "/weight");
        Value bias = weights.get(name + "/bias");
        float[] rows = scaled(weight.values(), 0, width * width, scale);
        float[] shifts = scaled(bias.values(), 0, width, scale);
        String all = dense(x, new Value(weight.shape(), rows), new Value(bias.shape(), shifts), 1);
        List<String> parts = graph.nodes("Split", List.of(all), 3, Map.of("axis", -1, "num_outputs", 3));
        return new Heads(
                split(parts.get(0), 0, 2, 1, 3), split(parts.get(1), 0, 2, 3, 1), split(parts.get(2), 0, 2, 1, 3));
    }

    private static float[] scaled(float[] values, int from, int to, float times) {
        if (times == 1) {
            return values;
        }
        float[] scaled = values.clone();
        for (int i = from; i < to; i++) {
            scaled[i] *= times;
        }
        return scaled;
    }

    /** {@code [1, n, width]} to heads, in this order of {@code [1, n, heads, d]}. */
    private String split(String x, int... order) {
        String shape = graph.constant("heads", new long[] {0, -1, heads, width / heads}, 4);
        return node("Transpose", List.of(node("Reshape", List.of(x, shape), Map.of())), Map.of("perm", order));
    }

    /** Attention to turned keys; an empty mask hides nothing. */
    private String attention(String query, String key, String value, String mask) {
        String scores = node("MatMul", List.of(query, key), Map.of());
        String seen = mask.isEmpty() ? scores : node("Add", List.of(scores, mask), Map.of());
        String mixed = node("MatMul", List.of(node("Softmax", List.of(seen), Map.of("axis", -1)), value), Map.of());
        String back = node("Transpose", List.of(mixed), Map.of("perm", new int[] {0, 2, 1, 3}));
        String shape = graph.constant("width", new long[] {0, -1, width}, 3);
        return node("Reshape", List.of(back, shape), Map.of());
    }

    private String zero() {
        return graph.constant("zero", new long[] {0}, 1);
    }

    private String node(String op, List<String> inputs, Map<String, Object> attributes) {
        return graph.node(op, inputs, attributes);
    }
}
