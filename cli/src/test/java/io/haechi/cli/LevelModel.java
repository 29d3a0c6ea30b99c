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

/** A package that takes loud recordings for synthetic: the mean of the picture in decibels, times a slope, plus an offset. */
final class LevelModel {
    private LevelModel() {}

    static void write(Path folder, double slope, double offset) {
        GraphBuilder graph = new GraphBuilder("level", 17);
        String picture = graph.input("picture", -1, 1, 8, -1);
        String mean = graph.node("ReduceMean", List.of(picture), Map.of("axes", new long[] {1, 2, 3}, "keepdims", 0));
        String scaled =
                graph.node("Mul", List.of(mean, graph.constant("slope", new float[] {(float) slope}, 1)), Map.of());
        String moved =
                graph.node("Add", List.of(scaled, graph.constant("offset", new float[] {(float) offset}, 1)), Map.of());
        graph.output(moved, "logit", -1);
        Card card = new Card(
                Card.SCHEMA,
                String.valueOf(folder.getFileName()),
                Problem.VOICE.name(),
                "level",
                Provenance.now("0".repeat(64), "level", 1, "test"),
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
    }
}
