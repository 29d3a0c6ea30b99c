package io.haechi.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

    /** Writes it, called as the folder; {@code logit} is its answer: 3 is danger, 1 suspect, -3 safe. */
    static Path write(Path folder, double logit) {
        return write(folder, logit, Provenance.now("0".repeat(64), "tiny", 1, "test"));
    }

    static Path write(Path folder, double logit, Provenance provenance) {
        GraphBuilder graph = new GraphBuilder("fixed", 17);
        String picture = graph.input("picture", -1, 1, 8, -1);
        String mean = graph.node("ReduceMean", List.of(picture), Map.of("axes", new long[] {1, 2, 3}, "keepdims", 0));
        String nothing = graph.node("Mul", List.of(mean, graph.constant("zero", new float[] {0}, 1)), Map.of());
        String answer =
                graph.node("Add", List.of(nothing, graph.constant("logit", new float[] {(float) logit}, 1)), Map.of());
        graph.output(answer, "logit_out", -1);
        Card card = new Card(
                Card.SCHEMA,
                String.valueOf(folder.getFileName()),
                Problem.VOICE.name(),
                "tiny",
                provenance,
                0.5,
                Calibration.NONE,
                Map.of(),
                Map.of(
                        "frontEnd", Map.of("kind", "log-mel", "bands", 8),
                        "window", Map.of("seconds", 1.0, "hopSeconds", 0.5),
                        "dangerThreshold", 0.9),
                Map.of("test", figures(logit)),
                Map.of(),
                "",
                List.of());
        ModelPackage.write(folder, card, Map.of("model.onnx", graph.toBytes()));
        return folder;
    }

    private static JsonNode figures(double logit) {
        ObjectNode figures =
                JsonNodeFactory.instance.objectNode().put("eer", 0.5).put("accuracy", logit / 10);
        figures.putObject("ci").putArray("eer").add(0.4).add(0.6);
        return figures;
    }
}
