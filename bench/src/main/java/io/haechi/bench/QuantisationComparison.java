package io.haechi.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.haechi.audio.Sound;
import io.haechi.audio.features.FrontEnd;
import io.haechi.core.Problem;
import io.haechi.core.model.Card;
import io.haechi.core.model.ModelPackage;
import io.haechi.onnx.Tensor;
import io.haechi.onnx.graph.Graph;
import io.haechi.voice.FrontEndOptions;
import io.haechi.voice.Voice;
import io.haechi.voice.WindowOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Quantised models beside the float models that they were made from, and beside what onnxruntime's Python tools make of the
 * same file and the same calibration examples; all run by the same runtime in the same process on one thread.
 */
final class QuantisationComparison {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MODEL = "model.onnx";
    private static final int EXAMPLES = 24;

    private QuantisationComparison() {}

    static void run(Session session) {
        if (!session.options().models().isEmpty()) {
            session.options().models().forEach(model -> new QuantisationSubject(model).compare(session));
            return;
        }
        voices(session);
        compare(session, "encoder-6x384", RandomNetworks.encoder(1, 128), 128, 384);
        compare(session, "vgg-19-128", RandomNetworks.vgg19(1, 128), 3, 128, 128);
        compare(session, "resnet-50-224", RandomNetworks.resNet50(1, 224), 3, 224, 224);
    }

    /** The shipped voice networks, calibrated and compared on windows of synthesised speech-like sound. */
    private static void voices(Session session) {
        Sound sound = SpokenLike.mono(60, Voice.SAMPLE_RATE, 1);
        for (String id : session.options().store().ids()) {
            ModelPackage found = session.options().store().find(id);
            if (found.card().problem().equals(Problem.VOICE.name()) && found.has(MODEL)) {
                byte[] network = found.file(MODEL);
                compare(session, found.id(), network, pictures(found.card(), sound.channels()[0]));
            }
        }
    }

    private static void compare(Session session, String name, byte[] model, List<Tensor> examples) {
        String input = Graph.read(model).inputs().keySet().iterator().next();
        List<Map<String, Tensor>> inputs =
                examples.stream().map(tensor -> Map.of(input, tensor)).toList();
        int half = inputs.size() / 2;
        new QuantisationSubject(
                        new BenchModel(name, model, inputs.subList(0, half), inputs.subList(half, inputs.size())))
                .compare(session);
    }

    private static List<Tensor> pictures(Card card, float[] samples) {
        WindowOptions window = JSON.convertValue(card.settings().get("window"), WindowOptions.class);
        FrontEnd frontEnd = JSON.convertValue(card.settings().get("frontEnd"), FrontEndOptions.class)
                .build();
        List<Tensor> pictures = new ArrayList<>();
        for (int at = 0; at + window.length() <= samples.length && pictures.size() < EXAMPLES; at += window.hop()) {
            float[] picture = frontEnd.apply(samples, at, window.length());
            pictures.add(Tensor.of(picture, 1, 1, frontEnd.bands(), frontEnd.frames(window.length())));
        }
        return pictures;
    }

    private static void compare(Session session, String name, byte[] model, long... shape) {
        Random random = new Random(7);
        List<Tensor> examples = new ArrayList<>();
        long[] one = new long[shape.length + 1];
        one[0] = 1;
        System.arraycopy(shape, 0, one, 1, shape.length);
        for (int i = 0; i < EXAMPLES; i++) {
            examples.add(Tensor.of(RandomNetworks.gaussian(random, 1, one), one));
        }
        compare(session, name, model, examples);
    }
}
