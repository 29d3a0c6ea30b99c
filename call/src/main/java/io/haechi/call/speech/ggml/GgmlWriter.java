package io.haechi.call.speech.ggml;

import io.haechi.audio.features.MelFilters;
import io.haechi.call.speech.whisper.WhisperTokens;
import io.haechi.call.speech.whisper.WhisperWeights;
import io.haechi.neural.Parameters.Value;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes a Whisper model as whisper.cpp reads it: sizes, mel filters, words, and each tensor under OpenAI's name; matrices
 * in half precision, vectors and positions in single, sizes innermost first.
 */
public final class GgmlWriter {
    private static final int RATE = 16_000;
    private static final int WINDOW = 400;

    private final OutputStream out;

    private GgmlWriter(OutputStream out) {
        this.out = out;
    }

    /**
     * Writes a whole model.
     *
     * @param encoder holds {@code encoder/}
     * @param decoder holds {@code decoder/}
     * @param heads of attention
     */
    public static void write(
            OutputStream out, WhisperWeights encoder, WhisperWeights decoder, WhisperTokens tokens, int heads)
            throws IOException {
        GgmlWriter writer = new GgmlWriter(out);
        writer.head(encoder, decoder, heads);
        writer.words(tokens);
        writer.encoder(encoder);
        writer.decoder(decoder);
    }

    private void head(WhisperWeights encoder, WhisperWeights decoder, int heads) throws IOException {
        Value embedding = decoder.get("decoder/embeddings/weight");
        int bands = (int) encoder.get("encoder/conv1/weight").shape()[1];
        int width = (int) embedding.shape()[1];
        integers(
                GgmlFile.MAGIC,
                (int) embedding.shape()[0],
                (int) encoder.get("encoder/position_encodings/encodings").shape()[0],
                width,
                heads,
                encoder.layers("encoder/"),
                (int) decoder.get("decoder/position_encodings/encodings").shape()[0],
                width,
                heads,
                decoder.layers("decoder/"),
                bands,
                1);
        MelFilters filters = new MelFilters(RATE, WINDOW, bands);
        integers(bands, filters.bins());
        float[] rows = new float[bands * filters.bins()];
        for (int band = 0; band < bands; band++) {
            for (int i = 0; i < filters.count(band); i++) {
                rows[band * filters.bins() + filters.first(band) + i] = filters.weight(band, i);
            }
        }
        floats(rows, false);
    }

    private void words(WhisperTokens tokens) throws IOException {
        // The end of text is listed as an empty word; all after it are known to the reader.
        integers(tokens.words().size());
        for (byte[] word : tokens.words()) {
            integers(word.length);
            out.write(word);
        }
    }

    private void encoder(WhisperWeights weights) throws IOException {
        for (String name : new String[] {"conv1", "conv2"}) {
            tensor("encoder." + name + ".weight", weights.get("encoder/" + name + "/weight"), true);
            Value bias = weights.get("encoder/" + name + "/bias");
            tensor("encoder." + name + ".bias", new Value(new long[] {bias.shape()[0], 1}, bias.values()), false);
        }
        tensor("encoder.positional_embedding", weights.get("encoder/position_encodings/encodings"), false);
        norm(weights, "encoder.ln_post", "encoder/layer_norm");
        for (int layer = 0; layer < weights.layers("encoder/"); layer++) {
            String to = "encoder.blocks." + layer;
            String from = "encoder/layer_" + layer;
            self(weights, to, from);
            feedForward(weights, to, from);
        }
    }

    private void decoder(WhisperWeights weights) throws IOException {
        tensor("decoder.positional_embedding", weights.get("decoder/position_encodings/encodings"), false);
        tensor("decoder.token_embedding.weight", weights.get("decoder/embeddings/weight"), true);
        norm(weights, "decoder.ln", "decoder/layer_norm");
        for (int layer = 0; layer < weights.layers("decoder/"); layer++) {
            String to = "decoder.blocks." + layer;
            String from = "decoder/layer_" + layer;
            self(weights, to, from);
            norm(weights, to + ".cross_attn_ln", from + "/attention/layer_norm");
            dense(weights, to + ".cross_attn.query", from + "/attention/linear_0");
            parts(weights, to + ".cross_attn.", from + "/attention/linear_1", "key", "value");
            dense(weights, to + ".cross_attn.out", from + "/attention/linear_2");
            feedForward(weights, to, from);
        }
    }

    private void self(WhisperWeights weights, String to, String from) throws IOException {
        norm(weights, to + ".attn_ln", from + "/self_attention/layer_norm");
        parts(weights, to + ".attn.", from + "/self_attention/linear_0", "query", "key", "value");
        dense(weights, to + ".attn.out", from + "/self_attention/linear_1");
    }

    private void feedForward(WhisperWeights weights, String to, String from) throws IOException {
        norm(weights, to + ".mlp_ln", from + "/ffn/layer_norm");
        dense(weights, to + ".mlp.0", from + "/ffn/linear_0");
        dense(weights, to + ".mlp.2", from + "/ffn/linear_1");
    }

    /** A matrix that holds several; the keys have no bias. */
    private void parts(WhisperWeights weights, String to, String from, String... names) throws IOException {
        int rows = (int) weights.get(from + "/weight").shape()[0] / names.length;
        for (int i = 0; i < names.length; i++) {
            tensor(to + names[i] + ".weight", weights.rows(from + "/weight", i * rows, (i + 1) * rows), true);
            if (!names[i].equals("key")) {
                tensor(to + names[i] + ".bias", weights.rows(from + "/bias", i * rows, (i + 1) * rows), false);
            }
        }
    }

    private void dense(WhisperWeights weights, String to, String from) throws IOException {
        tensor(to + ".weight", weights.get(from + "/weight"), true);
        tensor(to + ".bias", weights.get(from + "/bias"), false);
    }

    private void norm(WhisperWeights weights, String to, String from) throws IOException {
        tensor(to + ".weight", weights.get(from + "/gamma"), false);
        tensor(to + ".bias", weights.get(from + "/beta"), false);
    }

    private void tensor(String name, Value value, boolean half) throws IOException {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        long[] shape = value.shape();
        integers(shape.length, bytes.length, half ? 1 : 0);
        for (int i = shape.length - 1; i >= 0; i--) {
            integers((int) shape[i]);
        }
        out.write(bytes);
        floats(value.values(), half);
    }

    private void integers(int... values) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            buffer.putInt(value);
        }
        out.write(buffer.array());
    }

    private void floats(float[] values, boolean half) throws IOException {
        int piece = 1 << 16;
        ByteBuffer buffer = ByteBuffer.allocate(Math.min(values.length, piece) * (half ? 2 : 4))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < values.length; from += piece) {
            buffer.clear();
            for (int i = from; i < Math.min(values.length, from + piece); i++) {
                if (half) {
                    buffer.putShort(Float.floatToFloat16(values[i]));
                } else {
                    buffer.putFloat(values[i]);
                }
            }
            out.write(buffer.array(), 0, buffer.position());
        }
    }
}
