package io.haechi.neural.encoder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.haechi.core.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code config.json} says of an encoder.
 *
 * @param family {@code bert}, {@code electra}, {@code roberta} or {@code xlm-roberta}
 * @param vocabulary how many tokens there are
 * @param embedding size of a token's vector, which a dense layer brings to {@code width} if it is another
 * @param width size of the vectors between blocks
 * @param blocks how many there are
 * @param heads of each block's attention
 * @param hidden size of each block's inner dense layer
 * @param places the most tokens of a text
 * @param firstPlace row of the table of places that belongs to the first token
 * @param padding number of the padding token
 * @param epsilon of the normalisations
 */
public record EncoderShape(
        String family,
        int vocabulary,
        int embedding,
        int width,
        int blocks,
        int heads,
        int hidden,
        int places,
        int firstPlace,
        int padding,
        double epsilon) {
    private static final List<String> FAMILIES = List.of("bert", "electra", "roberta", "xlm-roberta");
    private static final String CONFIG = "config.json";

    public EncoderShape {
        if (vocabulary < 1 || embedding < 1 || width < 1 || blocks < 1 || heads < 1 || hidden < 1 || places < 1) {
            throw new ModelException("An encoder's sizes must be 1 or more, got vocabulary " + vocabulary + ", width "
                    + width + ", blocks " + blocks + ", heads " + heads + ", hidden " + hidden + ", places " + places);
        }
        if (width % heads != 0) {
            throw new ModelException("The width " + width + " is not divisible by " + heads + " heads");
        }
        if (padding < 0 || padding >= vocabulary) {
            throw new ModelException(
                    "The padding token " + padding + " is not in the vocabulary of " + vocabulary + " tokens");
        }
    }

    /**
     * Reads a folder's {@code config.json}.
     *
     * @throws ModelException if it is missing, or of an encoder of another kind
     */
    static EncoderShape read(Path folder) throws IOException {
        Path file = folder.resolve(CONFIG);
        if (!Files.isRegularFile(file)) {
            throw new ModelException(folder
                    + ": holds no config.json; give the folder of a model as it was downloaded from Hugging Face");
        }
        JsonNode config;
        try {
            config = new ObjectMapper().readTree(file.toFile());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new ModelException(file + ": not JSON", e);
        }
        String family = config.path("model_type").asText("");
        if (!FAMILIES.contains(family)) {
            throw new ModelException(file + ": model_type is \"" + family + "\"; known are "
                    + String.join(", ", FAMILIES) + ". Other architectures cannot be loaded");
        }
        require(file, config, "hidden_act", "gelu");
        require(file, config, "position_embedding_type", "absolute");
        int width = number(file, config, "hidden_size");
        int padding = config.path("pad_token_id").asInt(0);
        int firstPlace = family.endsWith("roberta") ? padding + 1 : 0;
        try {
            return new EncoderShape(
                    family,
                    number(file, config, "vocab_size"),
                    family.equals("electra") ? config.path("embedding_size").asInt(width) : width,
                    width,
                    number(file, config, "num_hidden_layers"),
                    number(file, config, "num_attention_heads"),
                    number(file, config, "intermediate_size"),
                    number(file, config, "max_position_embeddings") - firstPlace,
                    firstPlace,
                    padding,
                    config.path("layer_norm_eps").asDouble(1e-12));
        } catch (ModelException e) {
            throw new ModelException(file + ": " + e.getMessage(), e);
        }
    }

    private static void require(Path file, JsonNode config, String name, String wanted) {
        String got = config.path(name).asText(wanted);
        if (!got.equals(wanted)) {
            throw new ModelException(file + ": " + name + " is \"" + got + "\"; only \"" + wanted + "\" can be loaded");
        }
    }

    private static int number(Path file, JsonNode config, String name) {
        if (!config.path(name).canConvertToInt()) {
            throw new ModelException(file + ": says nothing of " + name);
        }
        return config.path(name).asInt();
    }

    /** The same with another vocabulary. */
    EncoderShape withVocabulary(int size, int newPadding) {
        return new EncoderShape(
                family, size, embedding, width, blocks, heads, hidden, places, firstPlace, newPadding, epsilon);
    }
}
