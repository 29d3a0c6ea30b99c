package io.haechi.cli;

import io.haechi.core.Problem;
import io.haechi.core.model.Calibration;
import io.haechi.core.model.Card;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.Provenance;
import io.haechi.onnx.GraphBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A package that says the same of every window, whatever is in it: the command line is tested, not a model. */
final class TinyModel {
    private TinyModel() {}

    /** Writes it; {@code logit} is its answer: 3 is danger, 1 suspect, -3 safe. */
    static Path write(Path folder, double logit) {
        GraphBuilder graph = new GraphBuilder("fixed", 17);
        String picture = graph.input("picture", -1, 1, 8, -1);
        String mean = graph.node("ReduceMean", List.of(picture), Map.of("axes", new long[] {1, 2, 3}, "keepdims", 0));
        String nothing = graph.node("Mul", List.of(mean, graph.constant("zero", new float[] {0}, 1)), Map.of());
        String answer =
                graph.node("Add", List.of(nothing, graph.constant("logit", new float[] {(float) logit}, 1)), Map.of());
        graph.output(answer, "logit_out", -1);
        Card card = new Card(
                Card.SCHEMA,
                "voice-tiny",
                Problem.VOICE.name(),
                "tiny",
                Provenance.now("0".repeat(64), "tiny", 1, "test"),
                0.5,
                Calibration.NONE,
                Map.of(),
                Map.of(
                        "frontEnd", Map.of("kind", "log-mel", "bands", 8),
                        "window", Map.of("seconds", 1.0, "hopSeconds", 0.5),
                        "dangerThreshold", 0.9),
                Map.of(),
                Map.of(),
                "",
                List.of());
        ModelPackage.write(folder, card, Map.of("model.onnx", graph.toBytes()));
        return folder;
    }
}
