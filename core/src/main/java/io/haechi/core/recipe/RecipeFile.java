package io.haechi.core.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.haechi.core.Problem;
import io.haechi.core.UnreadableInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Objects;

/**
 * A recipe: one YAML file that says how one model is made. It stands under the application's resources as {@code
 * recipes/<problem>/<name>.yaml}, or anywhere as a file of the user's.
 *
 * <p>Bind it, or a section of it, to a record: the record's compact constructor checks the values, and a key that the
 * record does not have is refused, since a misspelt key that is silently ignored costs a day of training.
 */
public final class RecipeFile {
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String name;
    private final String text;
    private final ObjectNode tree;

    private RecipeFile(String name, String text) {
        this.name = name;
        this.text = text;
        try {
            JsonNode parsed = YAML.readTree(text);
            if (!(parsed instanceof ObjectNode object)) {
                throw new UnreadableInputException("Recipe " + name + ": expected keys and values, got "
                        + (text.isBlank() ? "an empty file" : "something else") + ".");
            }
            this.tree = object;
        } catch (JsonProcessingException e) {
            throw new UnreadableInputException(
                    "Recipe " + name + place(e) + ": "
                            + e.getOriginalMessage().lines().findFirst().orElse("no YAML") + ".",
                    e);
        }
    }

    /**
     * A recipe that ships with an application.
     *
     * @param anchor a class of the application
     * @param problem the problem, whose name is the folder
     * @param name the recipe's name, without {@code .yaml}
     * @param known the names that exist, for the message
     * @throws IllegalArgumentException if there is none of this name; the message lists the known ones
     */
    public static RecipeFile named(Class<?> anchor, Problem problem, String name, Collection<String> known) {
        if (!known.contains(name)) {
            throw new IllegalArgumentException("No recipe for " + problem.name() + " is called \"" + name
                    + "\"; known are " + String.join(", ", known) + ", or give a path to a .yaml file");
        }
        return ofResource(anchor, "/recipes/" + problem.name() + "/" + name + ".yaml");
    }

    /** A recipe on the class path, by its absolute resource name. */
    public static RecipeFile ofResource(Class<?> anchor, String resource) {
        try (InputStream in = anchor.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no recipe " + resource + " on the class path");
            }
            return new RecipeFile(nameOf(resource), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UnreadableInputException("Recipe " + resource + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** A recipe of the user's. */
    public static RecipeFile of(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UnreadableInputException(file + ": there is no such recipe file.");
        }
        try {
            return new RecipeFile(nameOf(file.getFileName().toString()), Files.readString(file));
        } catch (IOException e) {
            throw new UnreadableInputException(file + ": the recipe cannot be read: " + e.getMessage(), e);
        }
    }

    /** A recipe from its text. */
    public static RecipeFile parse(String name, String yaml) {
        return new RecipeFile(name, yaml);
    }

    /** Its name: the file's name without folder and {@code .yaml}. */
    public String name() {
        return name;
    }

    /** The YAML as it was read, for the model package. */
    public String text() {
        return text;
    }

    /** A copy of all it says. */
    public ObjectNode tree() {
        return tree.deepCopy();
    }

    /** Whether it has a section of this name. */
    public boolean has(String section) {
        return tree.hasNonNull(section);
    }

    /**
     * The whole recipe as a record.
     *
     * @throws UnreadableInputException if it has a key that the record has not, or a value the record refuses
     */
    public <T> T as(Class<T> type) {
        return bind(tree, type, "");
    }

    /**
     * One section as a record.
     *
     * @throws UnreadableInputException if it is missing, has a key that the record has not, or a value it refuses
     */
    public <T> T section(String section, Class<T> type) {
        JsonNode node = tree.get(section);
        if (node == null || node.isNull()) {
            throw new UnreadableInputException("Recipe " + name + ": section \"" + section + "\" is missing.");
        }
        return bind(node, type, section + ".");
    }

    private <T> T bind(JsonNode node, Class<T> type, String prefix) {
        UnknownKeys.find(YAML, node, YAML.constructType(type)).ifPresent(unknown -> {
            throw new UnreadableInputException("Recipe " + name + ": unknown key \"" + prefix + unknown.path()
                    + "\"; known are " + String.join(", ", unknown.known()) + ".");
        });
        try {
            return Objects.requireNonNull(YAML.treeToValue(node, type));
        } catch (JsonMappingException e) {
            throw new UnreadableInputException("Recipe " + name + at(prefix + path(e)) + ": " + reason(e), e);
        } catch (JsonProcessingException e) {
            throw new UnreadableInputException("Recipe " + name + ": " + e.getOriginalMessage(), e);
        }
    }

    private static String reason(JsonMappingException e) {
        if (e instanceof MismatchedInputException && e.getOriginalMessage().startsWith("Cannot map `null`")) {
            return "a value is missing.";
        }
        // Unknown keys were found before: what is left are those of another kind of value.
        if (e instanceof UnrecognizedPropertyException) {
            return "this key does not go together with the others.";
        }
        if (e instanceof InvalidTypeIdException) {
            return "too few keys to tell what is meant.";
        }
        Throwable cause = e.getCause();
        return cause instanceof IllegalArgumentException && cause.getMessage() != null
                ? cause.getMessage()
                : e.getOriginalMessage();
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference reference : e.getPath()) {
            if (reference.getFieldName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
            }
        }
        return path.toString();
    }

    private static String at(String path) {
        String trimmed = path.endsWith(".") ? path.substring(0, path.length() - 1) : path;
        return trimmed.isEmpty() ? "" : ", " + trimmed;
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
    }

    private static String nameOf(String file) {
        return file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.ya?ml$", "");
    }
}
