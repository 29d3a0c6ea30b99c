package io.haechi.neural.encoder;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.core.ModelException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an encoder cuts a text into tokens and numbers them: the content of a {@code tokenizer.json}, as Hugging Face's
 * {@code tokenizers} reads and writes it.
 */
public final class EncoderTokens {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WORD_START = "▁";
    /** More than any encoder of the family takes. */
    private static final int LONGEST = 512;

    private final byte[] json;

    private EncoderTokens(byte[] json) {
        this.json = json;
    }

    /** These tokens; whether they can be read shows when they are {@linkplain #reader used}. */
    public static EncoderTokens of(byte[] json) {
        return new EncoderTokens(json.clone());
    }

    /**
     * The tokens in a folder: {@code tokenizer.json}; or a SentencePiece model ({@code .model}, {@code .spiece}), as KoBERT and
     * XLM-R have it; or {@code vocab.txt} of WordPiece, as KoELECTRA has it.
     *
     * @throws ModelException if there is none of them, or it is damaged or of another kind
     */
    public static EncoderTokens open(Path folder) throws IOException {
        return new EncoderTokens(TokenFiles.json(folder));
    }

    /** The content of the {@code tokenizer.json}. */
    public byte[] json() {
        return json.clone();
    }

    /** What turns texts into numbers; holds native memory. */
    public interface Reader extends AutoCloseable {
        /** The numbers of a text's tokens, the special ones around it included. */
        long[] numbers(String text);

        @Override
        void close();
    }

    /**
     * A reader of texts.
     *
     * @param longest most tokens of a text, special ones included; what is longer is cut at its end
     * @throws ModelException if the tokens cannot be read
     */
    public Reader reader(int longest) {
        // Nothing is looked for in the network, and nobody is told.
        System.setProperty("OPT_OUT_TRACKING", "true");
        Map<String, String> options = Map.of(
                "truncation", "true",
                "maxLength", Integer.toString(longest),
                "padding", "false",
                "addSpecialTokens", "true");
        HuggingFaceTokenizer tokenizer;
        try {
            tokenizer = HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), options);
        } catch (IOException | RuntimeException e) {
            throw new ModelException("The tokens cannot be read (" + e.getMessage() + "); is tokenizer.json whole?", e);
        }
        return new Reader() {
            @Override
            public long[] numbers(String text) {
                return tokenizer.encode(text).getIds();
            }

            @Override
            public void close() {
                tokenizer.close();
            }
        };
    }

    /**
     * A vocabulary cut down.
     *
     * @param rows the old numbers of the tokens that are left, ascending; a token's new number is its place among them
     */
    public record Trimmed(EncoderTokens tokens, int[] rows) {
        /** The new number of a token that is left; ModelException if it is gone. */
        public int newNumber(int oldNumber) {
            int place = Arrays.binarySearch(rows, oldNumber);
            if (place < 0) {
                throw new ModelException("Token " + oldNumber + " is not in the trimmed vocabulary");
            }
            return place;
        }
    }

    /**
     * The same tokens without those that texts of the kind do not need. Left are: special tokens; the start of a word; every
     * single Hangul syllable, so that any word can be spelt; and what stands in enough of the texts when they are cut with the
     * whole vocabulary. What is gone is spelt with smaller pieces.
     *
     * @param texts that tell which are needed
     * @param minDocuments texts in which a token must stand, 5 or more: what fewer say is nobody else's business
     * @throws ModelException if the vocabulary is no Unigram model's: the others are not made of pieces that can be left out
     */
    public Trimmed trimmed(Iterable<String> texts, int minDocuments) {
        if (minDocuments < 5) {
            throw new IllegalArgumentException("Tokens must stand in at least 5 texts to be kept, got " + minDocuments);
        }
        ObjectNode whole = tree();
        if (!whole.path("model").path("type").asText("Unigram").equals("Unigram")) {
            throw new ModelException("Only Unigram vocabularies can be trimmed, this one is "
                    + whole.path("model").path("type").asText() + "'s");
        }
        ArrayNode vocabulary = (ArrayNode) whole.path("model").path("vocab");
        BitSet kept = seen(texts, minDocuments, vocabulary.size());
        for (JsonNode added : whole.path("added_tokens")) {
            kept.set(added.path("id").asInt());
        }
        kept.set(whole.path("model").path("unk_id").asInt());
        for (int i = 0; i < vocabulary.size(); i++) {
            String piece = vocabulary.get(i).path(0).asText();
            if (piece.equals(WORD_START) || isSyllable(piece)) {
                kept.set(i);
            }
        }
        return trimmed(whole, vocabulary, kept.stream().toArray());
    }

    private static boolean isSyllable(String piece) {
        return piece.length() == 1 && piece.charAt(0) >= '가' && piece.charAt(0) <= '힣';
    }

    private BitSet seen(Iterable<String> texts, int minDocuments, int size) {
        int[] documents = new int[size];
        try (Reader reader = reader(LONGEST)) {
            for (String text : texts) {
                Set<Long> own = new HashSet<>();
                for (long number : reader.numbers(text)) {
                    if (own.add(number)) {
                        documents[(int) number]++;
                    }
                }
            }
        }
        BitSet seen = new BitSet(size);
        for (int i = 0; i < size; i++) {
            seen.set(i, documents[i] >= minDocuments);
        }
        return seen;
    }

    private static Trimmed trimmed(ObjectNode whole, ArrayNode vocabulary, int... rows) {
        Trimmed numbering = new Trimmed(new EncoderTokens(new byte[0]), rows);
        ObjectNode model = (ObjectNode) whole.path("model");
        ArrayNode left = JSON.createArrayNode();
        for (int row : rows) {
            left.add(vocabulary.get(row));
        }
        model.set("vocab", left);
        model.put("unk_id", numbering.newNumber(model.path("unk_id").asInt()));
        for (JsonNode added : whole.path("added_tokens")) {
            ((ObjectNode) added).put("id", numbering.newNumber(added.path("id").asInt()));
        }
        renumber(whole.path("post_processor"), numbering);
        try {
            return new Trimmed(new EncoderTokens(JSON.writeValueAsBytes(whole)), rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whatever puts tokens around a text does so by number. */
    private static void renumber(@Nullable JsonNode processor, Trimmed numbering) {
        if (processor instanceof ObjectNode object) {
            for (String name : List.of("cls", "sep")) {
                if (object.path(name) instanceof ArrayNode pair && pair.path(1).isInt()) {
                    pair.set(1, numbering.newNumber(pair.path(1).asInt()));
                }
            }
            for (JsonNode special : object.path("special_tokens")) {
                List<Integer> numbers = new ArrayList<>();
                special.path("ids").forEach(id -> numbers.add(numbering.newNumber(id.asInt())));
                ArrayNode ids = ((ObjectNode) special).putArray("ids");
                numbers.forEach(ids::add);
            }
            object.path("processors").forEach(each -> renumber(each, numbering));
        }
    }

    private ObjectNode tree() {
        try {
            if (JSON.readTree(json) instanceof ObjectNode object) {
                return object;
            }
            throw new ModelException("tokenizer.json holds no object");
        } catch (IOException e) {
            throw new ModelException("tokenizer.json is not JSON", e);
        }
    }
}
