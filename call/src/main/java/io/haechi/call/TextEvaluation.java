package io.haechi.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.call.data.Noise;
import io.haechi.call.data.StyleFeatures;
import io.haechi.call.data.TextEntry;
import io.haechi.call.data.TextFolder;
import io.haechi.core.Example;
import io.haechi.core.evaluation.Bootstrap;
import io.haechi.core.evaluation.Evaluation;
import io.haechi.core.evaluation.EvaluationReport;
import io.haechi.core.evaluation.Scored;
import io.haechi.core.shortcut.ShortcutModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Measures a model on one split of labelled texts. */
final class TextEvaluation {
    private static final int RESAMPLES = 1000;
    private static final long BOOTSTRAP_SEED = 20_240_601;

    private TextEvaluation() {}

    /**
     * @param noise what becomes of every text before it is judged; {@code new Noise(0, seed)} leaves it alone
     */
    static EvaluationReport run(TextModel model, TextFolder data, String split, Noise noise, FitListener listener) {
        List<Example<String>> examples = data.split(split).stream()
                .map(each -> each.with(noise.apply(each.text())))
                .map(TextEntry::example)
                .toList();
        listener.begins("reading", examples.size());
        long began = System.nanoTime();
        List<Scored> scored = new ArrayList<>();
        for (Example<String> each : examples) {
            TextModel.Answer answer = model.answer(each.input());
            scored.add(new Scored(each.id(), each.positive(), answer.probability(), each.source(), answer.isUnsure()));
            listener.step();
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        Evaluation evaluation =
                Evaluation.of(data.problem(), scored, model.source().card().threshold());
        return new EvaluationReport(
                model.source().id(),
                model.source().sha256(),
                split,
                evaluation,
                Bootstrap.intervals(evaluation, RESAMPLES, BOOTSTRAP_SEED),
                shortcutAuc(model.style(), data, examples),
                seconds,
                List.of());
    }

    private static double shortcutAuc(ShortcutModel style, TextFolder data, List<Example<String>> examples) {
        List<Scored> guesses = examples.stream()
                .map(each -> new Scored(
                        each.id(), each.positive(), style.probability(StyleFeatures.of(each.input())), each.source()))
                .toList();
        return Evaluation.of(data.problem(), guesses, 0.5).auc();
    }

    /** A baseline on style alone, fitted on these texts. */
    static ShortcutModel style(List<TextEntry> train) {
        double[][] rows =
                train.stream().map(each -> StyleFeatures.of(each.text())).toArray(double[][]::new);
        boolean[] positive = new boolean[rows.length];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = train.get(i).example().positive();
        }
        return ShortcutModel.fit(StyleFeatures.NAMES, rows, positive);
    }

    /** How far style alone gets on every split but {@code train}, on which it is fitted; empty without both classes there. */
    static Map<String, Double> shortcut(TextFolder data) {
        Map<String, Double> aucs = new TreeMap<>();
        if (!data.splits().contains("train")) {
            return aucs;
        }
        List<TextEntry> train = data.split("train");
        if (train.stream().map(each -> each.example().positive()).distinct().count() < 2) {
            return aucs;
        }
        ShortcutModel style = style(train);
        for (String split : data.splits()) {
            if (!split.equals("train")) {
                aucs.put(
                        split,
                        shortcutAuc(
                                style,
                                data,
                                data.split(split).stream()
                                        .map(TextEntry::example)
                                        .toList()));
            }
        }
        return aucs;
    }

    /** The figures of a card's {@code metrics}, by split. */
    static Map<String, JsonNode> metrics(List<EvaluationReport> reports) {
        Map<String, JsonNode> metrics = new TreeMap<>();
        for (EvaluationReport report : reports) {
            ObjectNode json = report.toJson();
            json.remove(List.of("schema", "model", "modelSha256", "seconds", "models", "coverage", "robustness"));
            metrics.put(report.split(), json);
        }
        return metrics;
    }
}
