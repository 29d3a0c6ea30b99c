package io.haechi.neural.encoder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.core.ModelException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Brings the forms in which vocabularies are published into one: {@code tokenizer.json}. */
final class TokenFiles {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKENIZER = "tokenizer.json";
    private static final String VOCABULARY = "vocab.txt";
    /** XLM-R's numbers are not those of its SentencePiece model: four tokens come first, one last. */
    private static final String FAIRSEQ = "sentencepiece.bpe.model";

    private TokenFiles() {}

    static byte[] json(Path folder) throws IOException {
        if (Files.isRegularFile(folder.resolve(TOKENIZER))) {
            return Files.readAllBytes(folder.resolve(TOKENIZER));
        }
        List<Path> models;
        try (Stream<Path> files = Files.list(folder)) {
            models = files.filter(file -> file.toString().endsWith(".model")
                            || file.toString().endsWith(".spiece"))
                    .sorted()
                    .toList();
        }
        Path vocabulary = folder.resolve(VOCABULARY);
        List<String> words = Files.isRegularFile(vocabulary) ? lines(vocabulary) : List.of();
        if (models.size() > 1) {
            throw new ModelException(folder + ": holds " + models.size() + " SentencePiece models; leave one");
        }
        if (!models.isEmpty()) {
            Path model = models.getFirst();
            SentencePieceFile pieces = SentencePieceFile.read(model);
            boolean isFairseq = String.valueOf(model.getFileName()).equals(FAIRSEQ);
            return bytes(sentencePiece(model, isFairseq ? fairseq(pieces) : numbered(pieces, words)));
        }
        if (words.isEmpty()) {
            throw new ModelException(folder + ": holds no tokens; there must be tokenizer.json, a SentencePiece model"
                    + " (.model, .spiece) or vocab.txt");
        }
        return bytes(wordPiece(vocabulary, words, settings(folder)));
    }

    private static byte[] bytes(ObjectNode json) throws IOException {
        return JSON.writeValueAsBytes(json);
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (MalformedInputException e) {
            throw new ModelException(file + ": not UTF-8", e);
        }
    }

    private static JsonNode settings(Path folder) throws IOException {
        Path file = folder.resolve("tokenizer_config.json");
        return Files.isRegularFile(file) ? JSON.readTree(file.toFile()) : JSON.createObjectNode();
    }

    private static ObjectNode wordPiece(Path file, List<String> words, JsonNode settings) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (String word : words) {
            numbers.put(word.stripTrailing(), numbers.size());
        }
        ObjectNode json = JSON.createObjectNode().put("version", "1.0");
        boolean isLowered = settings.path("do_lower_case").asBoolean(true);
        ObjectNode normalizer = json.putObject("normalizer").put("type", "BertNormalizer");
        normalizer.put("clean_text", true);
        normalizer.put(
                "handle_chinese_chars", settings.path("tokenize_chinese_chars").asBoolean(true));
        normalizer.put("strip_accents", settings.path("strip_accents").asBoolean(isLowered));
        normalizer.put("lowercase", isLowered);
        json.putObject("pre_tokenizer").put("type", "BertPreTokenizer");
        around(file, json, numbers, "[CLS]", "[SEP]");
        for (String special : List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")) {
            Integer number = numbers.get(special);
            if (number != null) {
                added(json, number, special);
            }
        }
        ObjectNode model = json.putObject("model").put("type", "WordPiece");
        model.put("unk_token", "[UNK]");
        model.put("continuing_subword_prefix", "##");
        model.put("max_input_chars_per_word", 100);
        ObjectNode vocabulary = model.putObject("vocab");
        numbers.forEach(vocabulary::put);
        return json;
    }

    private static SentencePieceFile fairseq(SentencePieceFile from) {
        List<SentencePieceFile.Piece> pieces = new ArrayList<>();
        for (String special : List.of("<s>", "<pad>", "</s>", "<unk>")) {
            pieces.add(new SentencePieceFile.Piece(special, 0, true));
        }
        pieces.addAll(from.pieces()
                .subList(Math.min(3, from.pieces().size()), from.pieces().size()));
        pieces.add(new SentencePieceFile.Piece("<mask>", 0, true));
        return new SentencePieceFile(pieces, from.characters(), 3);
    }

    /** The pieces by the numbers that a {@code vocab.txt} beside the model gives them, if there is one. */
    private static SentencePieceFile numbered(SentencePieceFile from, List<String> words) {
        if (words.isEmpty()) {
            return from;
        }
        Map<String, SentencePieceFile.Piece> known = new LinkedHashMap<>();
        from.pieces().forEach(piece -> known.put(piece.text(), piece));
        List<SentencePieceFile.Piece> pieces = new ArrayList<>();
        int unknown = 0;
        for (String word : words) {
            if (word.equals(from.pieces().get(from.unknown()).text())) {
                unknown = pieces.size();
            }
            pieces.add(known.getOrDefault(word, new SentencePieceFile.Piece(word, 0, true)));
        }
        return new SentencePieceFile(pieces, from.characters(), unknown);
    }

    private static ObjectNode sentencePiece(Path file, SentencePieceFile source) {
        ObjectNode json = JSON.createObjectNode().put("version", "1.0");
        ObjectNode normalizer = json.putObject("normalizer").put("type", "Sequence");
        var steps = normalizer.putArray("normalizers");
        if (!source.characters().isEmpty()) {
            steps.addObject().put("type", "Precompiled").put("precompiled_charsmap", source.characters());
        }
        ObjectNode spaces = steps.addObject().put("type", "Replace").put("content", " ");
        spaces.putObject("pattern").put("Regex", " {2,}");
        unigram(file, json, source);
        return json;
    }

    /** What cuts normalised text into pieces of highest probability, as SentencePiece's Unigram does. */
    static void unigram(Path file, ObjectNode json, SentencePieceFile source) {
        ObjectNode before = json.putObject("pre_tokenizer").put("type", "Sequence");
        var steps = before.putArray("pretokenizers");
        steps.addObject().put("type", "WhitespaceSplit");
        steps.addObject().put("type", "Metaspace").put("replacement", "▁").put("prepend_scheme", "always");
        Map<String, Integer> numbers = new LinkedHashMap<>();
        ObjectNode model = json.putObject("model").put("type", "Unigram").put("unk_id", source.unknown());
        var vocabulary = model.putArray("vocab");
        for (SentencePieceFile.Piece piece : source.pieces()) {
            if (piece.isSpecial()) {
                added(json, numbers.size(), piece.text());
            }
            numbers.put(piece.text(), numbers.size());
            vocabulary.addArray().add(piece.text()).add(piece.score());
        }
        boolean isBert = numbers.containsKey("[CLS]");
        around(file, json, numbers, isBert ? "[CLS]" : "<s>", isBert ? "[SEP]" : "</s>");
    }

    private static void added(ObjectNode json, int number, String text) {
        ObjectNode token = json.withArray("added_tokens").addObject();
        token.put("id", number).put("content", text).put("special", true);
        token.put("single_word", false)
                .put("lstrip", false)
                .put("rstrip", false)
                .put("normalized", false);
    }

    /** What is put before and after every text. */
    private static void around(Path file, ObjectNode json, Map<String, Integer> numbers, String first, String last) {
        ObjectNode processor = json.putObject("post_processor").put("type", "TemplateProcessing");
        ObjectNode specials = processor.putObject("special_tokens");
        for (String special : List.of(first, last)) {
            Integer number = numbers.get(special);
            if (number == null) {
                throw new ModelException(file + ": has no token " + special + "; not an encoder's vocabulary");
            }
            ObjectNode entry = specials.putObject(special).put("id", special);
            entry.putArray("ids").add(number);
            entry.putArray("tokens").add(special);
        }
        var single = processor.putArray("single");
        single.addObject().putObject("SpecialToken").put("id", first).put("type_id", 0);
        single.addObject().putObject("Sequence").put("id", "A").put("type_id", 0);
        single.addObject().putObject("SpecialToken").put("id", last).put("type_id", 0);
        var pair = processor.putArray("pair");
        pair.addObject().putObject("Sequence").put("id", "A").put("type_id", 0);
        pair.addObject().putObject("Sequence").put("id", "B").put("type_id", 0);
    }
}
