package io.haechi.call.speech.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.haechi.call.speech.engine.SpeechPackage;
import io.haechi.call.speech.ggml.GgmlFile;
import io.haechi.call.speech.ggml.GgmlWriter;
import io.haechi.call.speech.whisper.WhisperGraphs;
import io.haechi.call.speech.whisper.WhisperOnnx;
import io.haechi.call.speech.whisper.WhisperTokens;
import io.haechi.call.speech.whisper.WhisperWeights;
import io.haechi.core.ModelException;
import io.haechi.onnx.WeightStorage;
import io.haechi.onnx.compress.Simplify;
import io.haechi.onnx.compress.quantise.DynamicQuantisation;
import io.haechi.onnx.graph.Graph;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Turns a Whisper model in CTranslate2's format into the files of a package.
 *
 * @param weights {@code model.bin}
 * @param tokenizer bytes of {@code tokenizer.json}
 * @param config bytes of {@code config.json}, which lists what is never written
 */
record Conversion(Path weights, byte[] tokenizer, byte[] config) {
    /** Every Whisper model has heads of this width. */
    private static final int HEAD_WIDTH = 64;

    /** The files of a package in this form: name to content. */
    Map<String, byte[]> files(Weights form, Path folder) throws IOException {
        WhisperWeights encoder = WhisperWeights.read(weights, "encoder/");
        WhisperWeights decoder = WhisperWeights.read(weights, "decoder/");
        int heads = Math.max(1, (int) encoder.get("encoder/layer_norm/gamma").shape()[0] / HEAD_WIDTH);
        return form == Weights.GGML ? ggml(encoder, decoder, heads, folder) : onnx(encoder, decoder, heads, form);
    }

    private Map<String, byte[]> onnx(WhisperWeights encoder, WhisperWeights decoder, int heads, Weights form) {
        WeightStorage storage = form == Weights.HALF ? WeightStorage.FLOAT16 : WeightStorage.FLOAT32;
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(WhisperOnnx.TOKENIZER, tokenizer.clone());
        files.put(WhisperOnnx.ENCODER, finished(WhisperGraphs.encoder(encoder, decoder, heads, storage), form));
        files.put(WhisperOnnx.DECODER, finished(WhisperGraphs.decoder(decoder, heads, storage), form));
        return files;
    }

    private static byte[] finished(byte[] graph, Weights form) {
        return form == Weights.HALF
                ? graph
                : DynamicQuantisation.STANDARD
                        .apply(Simplify.standard().apply(Graph.read(graph)))
                        .toBytes();
    }

    private Map<String, byte[]> ggml(WhisperWeights encoder, WhisperWeights decoder, int heads, Path folder)
            throws IOException {
        Path file = folder.resolve("converting.bin");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            GgmlWriter.write(out, encoder, decoder, WhisperTokens.of(tokenizer), heads);
        }
        GgmlFile.check(file);
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        return Map.of(SpeechPackage.GGML_FILE, bytes);
    }

    /** What the engine has to know beside its files. */
    Map<String, Object> settings(Weights form) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put(SpeechPackage.ENGINE, form == Weights.GGML ? SpeechPackage.GGML : SpeechPackage.ONNX);
        settings.put("weights", form.name().toLowerCase(Locale.ROOT));
        if (form != Weights.GGML) {
            settings.put(WhisperOnnx.SUPPRESSED, numbers("suppress_ids"));
            settings.put(WhisperOnnx.SUPPRESSED_FIRST, numbers("suppress_ids_begin"));
        }
        return settings;
    }

    private List<Integer> numbers(String name) {
        try {
            List<Integer> numbers = new ArrayList<>();
            for (JsonNode each : new ObjectMapper().readTree(config).path(name)) {
                numbers.add(each.asInt());
            }
            return numbers;
        } catch (IOException e) {
            throw new ModelException("config.json cannot be read: " + e.getMessage(), e);
        }
    }
}
