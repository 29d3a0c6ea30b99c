package io.haechi.voice;

import io.haechi.audio.features.MelFrontEnd;
import io.haechi.core.model.Calibration;
import io.haechi.core.model.ModelPackage;
import io.haechi.onnx.GraphBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Models of windows of one second that listen to one patch of the log-mel spectrum and nothing else: their logit is {@code
 * gain} times its mean level in decibels plus 50, whatever picture their front end makes of the spectrum.
 */
final class PlantedCue {
    private static final WindowOptions WINDOW = new WindowOptions(1, 0.5);
    private static final int FRAMES = 101;

    private PlantedCue() {}

    /** A package whose model hears this patch of its window. */
    static ModelPackage write(Path folder, FrontEndOptions frontEnd, Patch patch, double gain) {
        MelFrontEnd mel = (MelFrontEnd) frontEnd.build();
        double[] listening = new double[mel.melBands() * FRAMES];
        int cells = 0;
        for (int band = 0; band < mel.melBands(); band++) {
            for (int frame = 0; frame < FRAMES; frame++) {
                if (patch.covers(mel.hertz(band)) && patch.holds(frame * 0.01)) {
                    listening[band * FRAMES + frame] = 1;
                    cells++;
                }
            }
        }
        // Both ways of making a picture of a spectrum keep inner products: weights are made like pictures.
        float[] weights = new float[mel.bands() * FRAMES];
        mel.picture(listening, FRAMES, weights, 0);
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= (float) (gain * weights.length / cells);
        }
        GraphBuilder graph = new GraphBuilder("planted", 17);
        String picture = graph.input("picture", -1, 1, mel.bands(), -1);
        String heard = graph.node(
                "Mul", List.of(picture, graph.constant("weights", weights, 1, 1, mel.bands(), FRAMES)), Map.of());
        String mean = graph.node("ReduceMean", List.of(heard), Map.of("axes", new long[] {1, 2, 3}, "keepdims", 0));
        String moved = graph.node(
                "Add", List.of(mean, graph.constant("offset", new float[] {(float) (50 * gain)}, 1)), Map.of());
        graph.output(moved, "logit", -1);
        VoiceSettings settings = new VoiceSettings(frontEnd, WINDOW, 0.9, null, List.of());
        String id = String.valueOf(folder.getFileName());
        return ModelPackage.write(
                folder, TinyModels.card(id, settings, Calibration.NONE, 0.5), Map.of("model.onnx", graph.toBytes()));
    }
}
