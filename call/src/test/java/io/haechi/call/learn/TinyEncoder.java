package io.haechi.call.learn;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A random BERT of width 16 in a folder as Hugging Face keeps it, with a syllable for a token. */
public final class TinyEncoder {
    private static final int WIDTH = 16;
    private static final int HIDDEN = 24;
    private static final int PLACES = 64;

    private TinyEncoder() {}

    /** Writes the folder, with the syllables of these texts for a vocabulary. */
    public static Path write(Path folder, List<String> texts) {
        List<String> words = new ArrayList<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));
        texts.stream()
                .flatMapToInt(String::chars)
                .distinct()
                .filter(c -> c != ' ')
                .forEach(c -> {
                    words.add(String.valueOf((char) c));
                    words.add("##" + (char) c);
                });
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve("vocab.txt"), words);
            Files.writeString(folder.resolve("tokenizer_config.json"), "{\"do_lower_case\": false}");
            Files.writeString(folder.resolve("config.json"), """
                    {"model_type": "bert", "vocab_size": %d, "hidden_size": %d, "num_hidden_layers": 1,
                     "num_attention_heads": 2, "intermediate_size": %d, "max_position_embeddings": %d, "pad_token_id": 0}
                    """.formatted(words.size(), WIDTH, HIDDEN, PLACES));
            Files.write(folder.resolve("model.safetensors"), tensors(words.size()));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] tensors(int vocabulary) throws IOException {
        Map<String, int[]> shapes = new LinkedHashMap<>();
        shapes.put("embeddings.word_embeddings.weight", new int[] {vocabulary, WIDTH});
        shapes.put("embeddings.position_embeddings.weight", new int[] {PLACES, WIDTH});
        shapes.put("embeddings.token_type_embeddings.weight", new int[] {2, WIDTH});
        norm(shapes, "embeddings.LayerNorm");
        for (String part : List.of("self.query", "self.key", "self.value", "output.dense")) {
            dense(shapes, "encoder.layer.0.attention." + part, WIDTH, WIDTH);
        }
        norm(shapes, "encoder.layer.0.attention.output.LayerNorm");
        dense(shapes, "encoder.layer.0.intermediate.dense", HIDDEN, WIDTH);
        dense(shapes, "encoder.layer.0.output.dense", WIDTH, HIDDEN);
        norm(shapes, "encoder.layer.0.output.LayerNorm");
        dense(shapes, "pooler.dense", WIDTH, WIDTH);
        ObjectNode header = new ObjectMapper().createObjectNode();
        Random random = new Random(3);
        ByteBuffer data = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
        shapes.forEach((name, shape) -> {
            int from = data.position();
            int count = shape.length == 1 ? shape[0] : shape[0] * shape[1];
            for (int i = 0; i < count; i++) {
                data.putFloat((float) ((name.endsWith("LayerNorm.weight") ? 1 : 0) + 0.2 * random.nextGaussian()));
            }
            ObjectNode entry = header.putObject(name).put("dtype", "F32");
            for (int size : shape) {
                entry.withArray("shape").add(size);
            }
            entry.putArray("data_offsets").add(from).add(data.position());
        });
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        data.flip();
        return ByteBuffer.allocate(8 + json.length + data.limit())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .put(data)
                .array();
    }

    private static void norm(Map<String, int[]> shapes, String path) {
        shapes.put(path + ".weight", new int[] {WIDTH});
        shapes.put(path + ".bias", new int[] {WIDTH});
    }

    private static void dense(Map<String, int[]> shapes, String path, int out, int in) {
        shapes.put(path + ".weight", new int[] {out, in});
        shapes.put(path + ".bias", new int[] {out});
    }
}
