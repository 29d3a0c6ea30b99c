package io.haechi.core.model;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.haechi.core.ModelException;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code card.json} says of a model. Absent maps and lists are read as empty.
 *
 * @param schema {@link #SCHEMA}; another one is refused
 * @param id the model's name, such as {@code voice-default}
 * @param problem name of the problem it answers
 * @param recipe name of the recipe it was made by
 * @param provenance what it was made from
 * @param threshold probability from which on an input counts as positive, 0 to 1
 * @param calibration from logit to probability
 * @param files the other files of the package: name to SHA-256
 * @param settings whatever the application needs to run it (front end, window, hop); JSON values
 * @param metrics measured figures by split, as {@code evaluate --json} prints them
 * @param shortcut figures of a baseline that reads no content, to be read beside {@code metrics}
 * @param licence what it may be used for, and what it was made with
 * @param limits where it is known to fail, one sentence each
 */
@JsonPropertyOrder({
    "schema",
    "id",
    "problem",
    "recipe",
    "provenance",
    "threshold",
    "calibration",
    "files",
    "settings",
    "metrics",
    "shortcut",
    "licence",
    "limits"
})
public record Card(
        String schema,
        String id,
        String problem,
        String recipe,
        Provenance provenance,
        double threshold,
        Calibration calibration,
        Map<String, String> files,
        Map<String, Object> settings,
        Map<String, JsonNode> metrics,
        Map<String, Double> shortcut,
        String licence,
        List<String> limits) {

    /** The version of {@code card.json} that this code reads and writes. */
    public static final String SCHEMA = "haechi-model/1";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    public Card {
        if (!SCHEMA.equals(schema)) {
            throw new IllegalArgumentException("Schema must be \"" + SCHEMA + "\", got \"" + schema + "\"");
        }
        require("id", id);
        require("problem", problem);
        require("recipe", recipe);
        require("provenance", provenance);
        require("calibration", calibration);
        if (!(threshold >= 0 && threshold <= Math.nextUp(1.0))) {
            throw new IllegalArgumentException("Threshold must be between 0 and 1, got " + threshold);
        }
        files = copy(files);
        settings = copy(settings);
        metrics = copy(metrics);
        shortcut = copy(shortcut);
        licence = orElse(licence, "");
        limits = List.copyOf(orElse(limits, List.of()));
        files.forEach(Card::checkFile);
    }

    /** The same card naming these files: name to SHA-256. */
    public Card withFiles(Map<String, String> newFiles) {
        return new Card(
                schema,
                id,
                problem,
                recipe,
                provenance,
                threshold,
                calibration,
                newFiles,
                settings,
                metrics,
                shortcut,
                licence,
                limits);
    }

    /** The same card with these figures by split. */
    public Card withMetrics(Map<String, JsonNode> newMetrics) {
        return new Card(
                schema,
                id,
                problem,
                recipe,
                provenance,
                threshold,
                calibration,
                files,
                settings,
                newMetrics,
                shortcut,
                licence,
                limits);
    }

    /**
     * The same card with decisions that are drawn elsewhere.
     *
     * @param newSettings whatever of the decision the application keeps among its settings, and the rest of them
     */
    public Card withDecision(Calibration newCalibration, double newThreshold, Map<String, Object> newSettings) {
        return new Card(
                schema,
                id,
                problem,
                recipe,
                provenance,
                newThreshold,
                newCalibration,
                files,
                newSettings,
                metrics,
                shortcut,
                licence,
                limits);
    }

    /** The card of a model that was derived from this one: another id and origin; files and figures are still to come. */
    public Card derived(String newId, Provenance newProvenance) {
        return new Card(
                schema,
                newId,
                problem,
                recipe,
                newProvenance,
                threshold,
                calibration,
                Map.of(),
                settings,
                Map.of(),
                shortcut,
                licence,
                limits);
    }

    /** The bytes of {@code card.json}: indented, maps in alphabetical order, so that equal cards have equal bytes. */
    public byte[] toJson() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Card of " + id + " cannot be written as JSON: " + e.getMessage(), e);
        }
    }

    /**
     * Reads {@code card.json}.
     *
     * @param where what messages call the package
     * @throws ModelException if it is no card, or a card of another version
     */
    public static Card fromJson(String where, byte[] json) {
        try {
            JsonNode tree = JSON.readTree(json);
            String schema = tree.path("schema").asText();
            if (!SCHEMA.equals(schema)) {
                throw new ModelException(where + ": card.json has schema \"" + schema + "\", this version reads \""
                        + SCHEMA + "\"; update Haechi or take a model made for this version.");
            }
            return JSON.treeToValue(tree, Card.class);
        } catch (IOException | IllegalArgumentException e) {
            throw new ModelException(where + ": card.json cannot be read: " + firstLine(e) + ".", e);
        }
    }

    private static String firstLine(Exception e) {
        String message = e.getCause() instanceof IllegalArgumentException cause
                ? cause.getMessage()
                : e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
        return String.valueOf(message).lines().findFirst().orElse("").replaceAll("[.\\s]+$", "");
    }

    private static void checkFile(String name, String hash) {
        if (!name.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}") || name.equalsIgnoreCase(ModelPackage.CARD)) {
            throw new IllegalArgumentException("File name \"" + name
                    + "\" is not allowed in a model package (letters, digits, '.', '_' and '-', no folders)");
        }
        if (!Sha256.isValid(hash)) {
            throw new IllegalArgumentException(
                    "Hash of " + name + " must be 64 hexadecimal digits, got \"" + hash + "\"");
        }
    }

    private static void require(String what, @Nullable Object value) {
        if (value == null || (value instanceof String text && text.isBlank())) {
            throw new IllegalArgumentException("A card needs a value for \"" + what + "\"");
        }
    }

    private static <V> Map<String, V> copy(@Nullable Map<String, V> map) {
        return map == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(map));
    }

    private static <T> T orElse(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
