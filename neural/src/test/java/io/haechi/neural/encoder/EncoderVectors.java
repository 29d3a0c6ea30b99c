package io.haechi.neural.encoder;

import io.haechi.neural.Layer;
import io.haechi.neural.Network;
import io.haechi.neural.OnnxExport;
import io.haechi.neural.Parameters;
import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.WeightStorage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The files that the scripts in vectors/encoder made, and encoders without the head that only training gives a sense. */
final class EncoderVectors {
    private EncoderVectors() {}

    static Path folder(String name) {
        try {
            return Path.of(Objects.requireNonNull(EncoderVectors.class.getResource("/vectors/encoder/" + name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Copies the files of a folder of vectors, but for these. */
    static Path copied(String name, Path into, String... without) throws IOException {
        try (var files = Files.list(folder(name))) {
            for (Path file : files.toList()) {
                if (!Arrays.asList(without).contains(file.getFileName().toString())) {
                    Files.copy(file, into.resolve(file.getFileName().toString()));
                }
            }
        }
        return into;
    }

    static float[] row(String line) {
        String[] parts = line.split(",", -1);
        float[] row = new float[parts.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = Float.parseFloat(parts[i]);
        }
        return row;
    }

    /** What the encoder makes of rows of numbers, as an ONNX model without dropout and last layer. */
    static float[] pooled(Encoder encoder, EncoderHead head, float[] numbers, int texts) {
        Network whole = encoder.network("whole", head);
        List<Layer> layers = whole.layers().subList(0, whole.layers().size() - 2);
        Network headless = new Network("headless", layers);
        Map<String, Parameters.Value> kept = new LinkedHashMap<>();
        encoder.parameters(whole, head, 1).values().forEach((name, value) -> {
            if (Integer.parseInt(name.substring(0, name.indexOf('.'))) < layers.size()) {
                kept.put(name, value);
            }
        });
        byte[] model = OnnxExport.bytes(headless, new Parameters(kept), Encoder.input(), WeightStorage.FLOAT32);
        try (OnnxRunner runner = OnnxRunner.open(model, 1)) {
            return runner.run(numbers, texts, numbers.length / texts);
        }
    }
}
