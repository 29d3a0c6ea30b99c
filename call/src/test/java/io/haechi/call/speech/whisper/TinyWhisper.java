package io.haechi.call.speech.whisper;

import io.haechi.neural.Parameters.Value;
import io.haechi.onnx.WeightStorage;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A Whisper of one layer and eight numbers of width, with weights from the formula of {@code make_vectors.py}. */
public final class TinyWhisper {
    static final int WIDTH = 8;
    static final int HEADS = 2;
    private static final int BANDS = 80;
    private static final int AUDIO = 30;
    private static final int TEXT = 24;
    private static final int WORDS = 1512;

    /** Numbers of its special tokens. */
    static final int END = 4;

    static final int FIRST_TIMESTAMP = 11;

    private final Map<String, Value> values = new LinkedHashMap<>();

    /** Both halves under CTranslate2's names. */
    public static WhisperWeights weights() {
        return new WhisperWeights(new TinyWhisper().all());
    }

    /** A vocabulary of four words and two languages, as {@code tokenizer.json}. */
    public static byte[] tokenizer() {
        return """
            {"added_tokens": [
              {"id": 4, "content": "<|endoftext|>"}, {"id": 5, "content": "<|startoftranscript|>"},
              {"id": 6, "content": "<|ko|>"}, {"id": 7, "content": "<|en|>"},
              {"id": 8, "content": "<|transcribe|>"}, {"id": 9, "content": "<|nospeech|>"},
              {"id": 10, "content": "<|notimestamps|>"}],
             "model": {"vocab": {"a": 0, "Ġb": 1, "ìķ": 2, "Ī": 3}}}
            """.getBytes(StandardCharsets.UTF_8);
    }

    /** A whole model. */
    public static WhisperOnnx.Files files() {
        WhisperWeights weights = weights();
        return new WhisperOnnx.Files(
                WhisperGraphs.encoder(weights, weights, HEADS, WeightStorage.FLOAT32),
                WhisperGraphs.decoder(weights, HEADS, WeightStorage.FLOAT32),
                tokenizer(),
                List.of(),
                List.of());
    }

    private Map<String, Value> all() {
        put("encoder/conv1/weight", WIDTH, BANDS, 3);
        put("encoder/conv1/bias", WIDTH);
        put("encoder/conv2/weight", WIDTH, WIDTH, 3);
        put("encoder/conv2/bias", WIDTH);
        put("encoder/position_encodings/encodings", AUDIO, WIDTH);
        norm("encoder/layer_norm");
        block("encoder/layer_0");
        put("decoder/embeddings/weight", WORDS, WIDTH);
        put("decoder/position_encodings/encodings", TEXT, WIDTH);
        norm("decoder/layer_norm");
        block("decoder/layer_0");
        norm("decoder/layer_0/attention/layer_norm");
        dense("decoder/layer_0/attention/linear_0", WIDTH, WIDTH);
        dense("decoder/layer_0/attention/linear_1", 2 * WIDTH, WIDTH);
        dense("decoder/layer_0/attention/linear_2", WIDTH, WIDTH);
        return values;
    }

    private void block(String path) {
        norm(path + "/self_attention/layer_norm");
        dense(path + "/self_attention/linear_0", 3 * WIDTH, WIDTH);
        dense(path + "/self_attention/linear_1", WIDTH, WIDTH);
        norm(path + "/ffn/layer_norm");
        dense(path + "/ffn/linear_0", 4 * WIDTH, WIDTH);
        dense(path + "/ffn/linear_1", WIDTH, 4 * WIDTH);
    }

    private void norm(String path) {
        put(path + "/gamma", WIDTH);
        put(path + "/beta", WIDTH);
    }

    private void dense(String path, int out, int in) {
        put(path + "/weight", out, in);
        put(path + "/bias", out);
    }

    private void put(String name, long... shape) {
        int phase = 0;
        for (char c : name.toCharArray()) {
            phase = (phase * 31 + c) % 10007;
        }
        int count = 1;
        for (long size : shape) {
            count *= (int) size;
        }
        float[] numbers = new float[count];
        double size = name.contains("embeddings") ? 0.6 : 0.35;
        for (int i = 0; i < count; i++) {
            double base = Math.sin(phase + 0.7 * i * (1 + phase % 13));
            numbers[i] = (float) (name.endsWith("gamma") ? 1 + 0.1 * base : size * base);
        }
        values.put(name, new Value(shape, numbers));
    }
}
