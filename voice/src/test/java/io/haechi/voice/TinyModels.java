package io.haechi.voice;

import io.haechi.audio.DecodeLimits;
import io.haechi.audio.Sound;
import io.haechi.audio.SoundFile;
import io.haechi.core.Problem;
import io.haechi.core.model.Calibration;
import io.haechi.core.model.Card;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.Provenance;
import io.haechi.onnx.GraphBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Packages whose answers can be worked out by hand: the logit of a window is {@code slope * mean(picture) + offset}, the
 * picture being eight log-mel bands in decibels.
 */
final class TinyModels {
    static final FrontEndOptions FRONT_END = new FrontEndOptions("log-mel", 8);
    static final WindowOptions WINDOW = new WindowOptions(1.0, 0.5);

    private TinyModels() {}

    /** A network's file: mean over the picture, times slope, plus offset. */
    static byte[] meanOfPicture(double slope, double offset) {
        GraphBuilder graph = new GraphBuilder("mean", 17);
        String picture = graph.input("picture", -1, 1, FRONT_END.bands(), -1);
        String mean = graph.node("ReduceMean", List.of(picture), Map.of("axes", new long[] {1, 2, 3}, "keepdims", 0));
        String scaled =
                graph.node("Mul", List.of(mean, graph.constant("slope", new float[] {(float) slope}, 1)), Map.of());
        String moved =
                graph.node("Add", List.of(scaled, graph.constant("offset", new float[] {(float) offset}, 1)), Map.of());
        graph.output(moved, "logit", -1);
        return graph.toBytes();
    }

    /** What {@link #meanOfPicture} says of a window, computed without the runtime. */
    static double logit(float[] window, double slope, double offset) {
        double sum = 0;
        float[] picture = FRONT_END.build().apply(window);
        for (float value : picture) {
            sum += value;
        }
        return slope * sum / picture.length + offset;
    }

    static ModelPackage single(
            Path folder,
            String id,
            double slope,
            double offset,
            Calibration calibration,
            double threshold,
            double danger) {
        VoiceSettings settings = new VoiceSettings(FRONT_END, WINDOW, danger, null, List.of());
        return ModelPackage.write(
                folder, card(id, settings, calibration, threshold), Map.of("model.onnx", meanOfPicture(slope, offset)));
    }

    /** One that cuts recordings by other windows. */
    static ModelPackage single(
            Path folder, String id, WindowOptions window, double slope, double offset, Calibration calibration) {
        VoiceSettings settings = new VoiceSettings(FRONT_END, window, 0.9, null, List.of());
        return ModelPackage.write(
                folder, card(id, settings, calibration, 0.5), Map.of("model.onnx", meanOfPicture(slope, offset)));
    }

    static ModelPackage vote(
            Path folder, Calibration calibration, double threshold, List<VoiceSettings.Member> members) {
        VoiceSettings settings = new VoiceSettings(null, null, 0.9, "SOFT_VOTE", members);
        return ModelPackage.write(folder, card("voice-vote", settings, calibration, threshold), Map.of());
    }

    static Card card(String id, VoiceSettings settings, Calibration calibration, double threshold) {
        return new Card(
                Card.SCHEMA,
                id,
                Problem.VOICE.name(),
                "tiny",
                Provenance.now("0".repeat(64), "tiny", 1, "test"),
                threshold,
                calibration,
                Map.of(),
                settings.asMap(),
                Map.of(),
                Map.of(),
                "",
                List.of());
    }

    /** A detector for a package without members. */
    static VoiceDetector detector(ModelPackage source) {
        return VoiceDetector.load(
                source,
                id -> {
                    throw new AssertionError(id);
                },
                1);
    }

    /** Six seconds of a speech synthesiser, from the examples that come with the project. */
    static Sound speech() {
        return SoundFile.readAll(example("synthetic-ko.wav"), Voice.SAMPLE_RATE, DecodeLimits.DEFAULT);
    }

    static Path example(String name) {
        return Path.of("..", "examples", name);
    }
}
