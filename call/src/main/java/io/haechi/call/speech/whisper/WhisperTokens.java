package io.haechi.call.speech.whisper;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.haechi.core.ModelException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whisper's vocabulary: byte-level pieces of words, then special tokens, then one token for every 20 ms of half a minute.
 *
 * <p>Only the way from numbers to text is here; nothing that is done with the model needs the other one. A character of
 * Hangul is three bytes and may be spread over tokens, so tokens become text together, not one by one.
 *
 * @see <a href="https://huggingface.co/docs/tokenizers">The format of {@code tokenizer.json}</a>
 */
public final class WhisperTokens {
    /** Seconds between two timestamp tokens. */
    static final double TICK_SECONDS = 0.02;

    /** How many timestamp tokens there are: 0.00 to 30.00 s. */
    static final int TICKS = 1501;

    private final List<byte[]> words;
    private final Map<String, Integer> languages;
    final int endOfText;
    final int startOfTranscript;
    final int transcribe;
    final int noSpeech;
    final int noTimestamps;

    private WhisperTokens(List<byte[]> words, Map<String, Integer> special) {
        this.words = List.copyOf(words);
        this.endOfText = required(special, "<|endoftext|>");
        this.startOfTranscript = required(special, "<|startoftranscript|>");
        this.transcribe = required(special, "<|transcribe|>");
        this.noSpeech = special.containsKey("<|nospeech|>")
                ? required(special, "<|nospeech|>")
                : required(special, "<|nocaptions|>");
        this.noTimestamps = required(special, "<|notimestamps|>");
        Map<String, Integer> found = new LinkedHashMap<>();
        special.forEach((word, id) -> {
            // Languages stand between the start and the tasks; their names are ISO codes.
            if (id > startOfTranscript && id < transcribe && word.matches("<\\|[a-z]{2,3}\\|>")) {
                found.put(word.substring(2, word.length() - 2), id);
            }
        });
        this.languages = Collections.unmodifiableMap(found);
    }

    private static int required(Map<String, Integer> special, String word) {
        Integer id = special.get(word);
        if (id == null) {
            throw new ModelException(
                    "tokenizer.json has no " + word + ": it is not that of a multilingual Whisper model");
        }
        return id;
    }

    /**
     * Reads {@code tokenizer.json}.
     *
     * @throws ModelException if it is something else, or the vocabulary of something else than a multilingual Whisper
     */
    public static WhisperTokens of(byte[] tokenizerJson) {
        try {
            JsonNode tree = new ObjectMapper().readTree(tokenizerJson);
            Map<String, Integer> special = new LinkedHashMap<>();
            tree.path("added_tokens")
                    .forEach(token -> special.put(
                            token.path("content").asText(), token.path("id").asInt()));
            int textTokens = required(special, "<|endoftext|>");
            Map<Integer, byte[]> byId = new TreeMap<>();
            tree.path("model").path("vocab").properties().forEach(entry -> {
                if (entry.getValue().asInt() < textTokens) {
                    byId.put(entry.getValue().asInt(), bytes(entry.getKey()));
                }
            });
            if (byId.size() != textTokens) {
                throw new ModelException("tokenizer.json has " + byId.size() + " words, expected " + textTokens
                        + " before its <|endoftext|>");
            }
            return new WhisperTokens(new ArrayList<>(byId.values()), special);
        } catch (IOException | IllegalArgumentException e) {
            throw new ModelException("tokenizer.json cannot be read: " + firstLine(e), e);
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /** A piece of the vocabulary as bytes: it is written with one printable character for each of the 256. */
    private static byte[] bytes(String piece) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(piece.length());
        piece.chars().forEach(character -> {
            int value = Letters.byteOf((char) character);
            if (value < 0) {
                throw new IllegalArgumentException("the piece \"" + piece + "\" is not byte-level");
            }
            bytes.write(value);
        });
        return bytes.toByteArray();
    }

    /** The bytes of every text token, in the order of their numbers. */
    public List<byte[]> words() {
        return words;
    }

    /** The tokens of languages by their codes. */
    public Map<String, Integer> languages() {
        return languages;
    }

    /** First of the timestamp tokens: 0.00 s. */
    int firstTimestamp() {
        return noTimestamps + 1;
    }

    boolean isTimestamp(int token) {
        return token >= firstTimestamp();
    }

    double seconds(int timestamp) {
        return (timestamp - firstTimestamp()) * TICK_SECONDS;
    }

    /** How many tokens a model with this vocabulary tells apart. */
    public int count() {
        return firstTimestamp() + TICKS;
    }

    /** The text of these tokens; special ones and timestamps say nothing, bytes that are no character become U+FFFD. */
    public String text(List<Integer> tokens) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int token : tokens) {
            if (token >= 0 && token < words.size()) {
                bytes.writeBytes(words.get(token));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
