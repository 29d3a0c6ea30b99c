package io.haechi.call;

import io.haechi.call.data.Noise;
import io.haechi.call.data.StyleFeatures;
import io.haechi.call.data.TextEntry;
import io.haechi.call.data.TextFolder;
import io.haechi.core.evaluation.Evaluation;
import io.haechi.core.evaluation.Scored;
import io.haechi.core.evaluation.Thresholds;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.shortcut.ShortcutModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Recipes side by side on one split: each is fitted on train, decides where valid says, and is measured on the split, beside a
 * baseline that looks at style alone and one that always says the more frequent class.
 */
final class TextComparison {
    static final double RECALL = 0.97;

    private final TextFolder data;
    private final String split;
    private final Noise noise;
    private final FitListener listener;

    TextComparison(TextFolder data, String split, Noise noise, FitListener listener) {
        this.data = data;
        this.split = split;
        this.noise = noise;
        this.listener = listener;
    }

    ComparisonTable run(List<TextRecipe> recipes, Path work) {
        List<ComparisonTable.Row> rows = new ArrayList<>();
        rows.add(majority());
        rows.add(style());
        for (TextRecipe recipe : recipes) {
            rows.add(measured(recipe, work.resolve(data.problem().name() + "-" + recipe.name())));
        }
        return new ComparisonTable(data.problem(), split, noise.rate(), rows);
    }

    private ComparisonTable.Row majority() {
        long positives = data.split("train").stream()
                .filter(each -> each.example().positive())
                .count();
        double said = 2 * positives > data.split("train").size() ? 1 : 0;
        return row("majority", scored(each -> said), 0.5, 0, Double.NaN, 0);
    }

    private ComparisonTable.Row style() {
        long began = System.nanoTime();
        ShortcutModel style = TextEvaluation.style(data.split("train"));
        double seconds = (System.nanoTime() - began) / 1e9;
        List<Scored> valid = data.split("valid").stream()
                .map(each -> scored(each, style.probability(StyleFeatures.of(each.text()))))
                .toList();
        return row(
                "style only",
                scored(each -> style.probability(StyleFeatures.of(noise.apply(each.text())))),
                Thresholds.equalError(valid),
                seconds,
                Double.NaN,
                0);
    }

    private ComparisonTable.Row measured(TextRecipe recipe, Path out) {
        listener.says("fitting " + recipe.name());
        long began = System.nanoTime();
        ModelPackage made = new TextFit(recipe, data, FitListener.SILENT).fitWithoutFigures(out);
        double seconds = (System.nanoTime() - began) / 1e9;
        try (TextModel model = TextModel.open(made)) {
            List<Scored> scored =
                    scored(each -> model.answer(noise.apply(each.text())).probability());
            return row(recipe.name(), scored, made.card().threshold(), seconds, speed(model), made.sizeBytes());
        }
    }

    /** Texts a second in one thread, after a pass to warm up. */
    private double speed(TextModel model) {
        List<TextEntry> texts = data.split(split);
        double best = 0;
        for (int pass = 0; pass < 3; pass++) {
            long began = System.nanoTime();
            for (TextEntry each : texts) {
                model.answer(each.text());
            }
            best = Math.max(best, texts.size() / ((System.nanoTime() - began) / 1e9));
        }
        return best;
    }

    private List<Scored> scored(java.util.function.ToDoubleFunction<TextEntry> judge) {
        return data.split(split).stream()
                .map(each -> scored(each, judge.applyAsDouble(each)))
                .toList();
    }

    private static Scored scored(TextEntry each, double probability) {
        return new Scored(
                each.example().id(),
                each.example().positive(),
                probability,
                each.example().source());
    }

    private ComparisonTable.Row row(
            String name, List<Scored> scored, double threshold, double seconds, double speed, long bytes) {
        double atRecall = Thresholds.byRecallFloor(scored, RECALL);
        Evaluation there = Evaluation.of(data.problem(), scored, atRecall);
        Map<String, Double> bySource = new TreeMap<>();
        there.bySource().stream()
                .filter(each -> each.n() > each.positives())
                .forEach(each -> bySource.put(each.source(), each.fpr()));
        return new ComparisonTable.Row(
                name,
                Evaluation.of(data.problem(), scored, threshold),
                there.fpr(),
                bySource,
                seconds,
                speed,
                bytes / 1e6);
    }
}
