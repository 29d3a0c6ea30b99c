package io.haechi.call.transcript;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.haechi.core.UnreadableInputException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON that recognisers write: a list of texts, a list of objects with {@code text} and perhaps {@code start}, or {@code start}
 * and {@code end}, in seconds, or an object that holds such a list as {@code segments}, {@code sentences}, {@code lines},
 * {@code utterances} or {@code results}, or else one {@code text} or {@code transcript}.
 */
final class JsonTranscript {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> LISTS = List.of("segments", "sentences", "lines", "utterances", "results");
    private static final List<String> TEXTS = List.of("text", "transcript", "msg", "utterance", "sentence");
    private static final List<String> STARTS = List.of("start", "startSeconds", "start_time");
    private static final List<String> ENDS = List.of("end", "endSeconds", "end_time");

    private JsonTranscript() {}

    static Transcript read(String name, String text) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UnreadableInputException(
                    name + ", line "
                            + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
                            + ": this is no readable JSON: "
                            + e.getOriginalMessage()
                                    .lines()
                                    .findFirst()
                                    .orElse("")
                                    .replaceFirst(" \\(start marker .*", "")
                            + ".",
                    e);
        }
        JsonNode list = list(root);
        if (list == null) {
            String whole = root == null ? null : text(root);
            if (whole == null) {
                throw new UnreadableInputException(
                        name + ": no words found; expected a list of texts, or an object with \""
                                + String.join("\", \"", LISTS) + "\" or \"text\".");
            }
            return Transcript.ofText(name, whole);
        }
        return ofList(name, list);
    }

    private static @Nullable JsonNode list(@Nullable JsonNode root) {
        if (root == null || root.isArray()) {
            return root;
        }
        for (String key : LISTS) {
            if (root.path(key).isArray()) {
                return root.get(key);
            }
        }
        return null;
    }

    private static Transcript ofList(String name, JsonNode list) {
        List<String> texts = new ArrayList<>();
        List<Double> starts = new ArrayList<>();
        List<Transcript.Line> lines = new ArrayList<>();
        int number = 0;
        for (JsonNode each : list) {
            number++;
            String text = text(each);
            if (text == null) {
                throw new UnreadableInputException(
                        name + ": item " + number + " holds no \"text\": " + brief(each.toString()) + ".");
            }
            texts.add(text);
            double start = seconds(name, number, each, STARTS);
            double end = seconds(name, number, each, ENDS);
            if (start >= 0) {
                starts.add(start);
            }
            if (start >= 0 && end >= start) {
                lines.add(new Transcript.Line(start, end, text));
            }
        }
        if (texts.isEmpty() || starts.size() < texts.size()) {
            return Transcript.of(name, texts);
        }
        return lines.size() == texts.size()
                ? new Transcript(name, lines, true)
                : Transcript.ofStarts(name, starts, texts);
    }

    private static @Nullable String text(JsonNode node) {
        if (node.isTextual()) {
            return node.asText();
        }
        for (String key : TEXTS) {
            if (node.path(key).isTextual()) {
                return node.get(key).asText();
            }
        }
        return null;
    }

    /** -1 if there is none. */
    private static double seconds(String name, int item, JsonNode node, List<String> keys) {
        for (String key : keys) {
            JsonNode value = node.path(key);
            if (value.isMissingNode() || value.isNull()) {
                continue;
            }
            if (!value.isNumber() || value.asDouble() < 0) {
                throw new UnreadableInputException(name + ": item " + item + ": \"" + key + "\" is no time in seconds: "
                        + brief(value.toString()) + ".");
            }
            return value.asDouble();
        }
        return -1;
    }

    private static String brief(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }
}
