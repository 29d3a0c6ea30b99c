package io.haechi.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.haechi.call.data.Noise;
import io.haechi.call.data.TextEntry;
import io.haechi.call.data.TextFolder;
import io.haechi.call.learn.Learning;
import io.haechi.call.learn.Sample;
import io.haechi.core.evaluation.EvaluationReport;
import io.haechi.core.model.Calibration;
import io.haechi.core.model.Card;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.Provenance;
import io.haechi.core.shortcut.ShortcutModel;
import io.haechi.text.normal.Normaliser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fits one model of texts: samples, method, calibration and thresholds on valid, figures, package. */
final class TextFit {
    private final TextRecipe recipe;
    private final TextFolder data;
    private final FitListener listener;

    TextFit(TextRecipe recipe, TextFolder data, FitListener listener) {
        this.recipe = recipe;
        this.data = data;
        this.listener = listener;
    }

    /** Writes the package. */
    ModelPackage fit(Path out) {
        ModelPackage.requireReplaceable(out);
        List<TextEntry> train = data.split("train");
        Map<String, byte[]> files = new HashMap<>(learn(train, ""));
        ShortcutModel style = TextEvaluation.style(train);
        files.put(TextModel.SHORTCUT_FILE, json(style));
        Card draft = card(Calibration.NONE, 0.5, new OperatingPoint(Calibration.NONE, 0.5, 0.5));
        ModelPackage made = ModelPackage.write(out, draft, files);
        OperatingPoint point;
        try (TextModel model = TextModel.open(made)) {
            point = OperatingPoint.choose(model, data.split("valid"), data.problem());
        }
        made = ModelPackage.write(out, card(point.calibration(), point.threshold(), point), files);
        List<EvaluationReport> reports = new ArrayList<>();
        try (TextModel model = TextModel.open(made)) {
            for (String split : List.of("valid", "test")) {
                if (data.splits().contains(split)) {
                    reports.add(TextEvaluation.run(model, data, split, new Noise(0, 0), listener));
                }
            }
        }
        return ModelPackage.write(out, made.card().withMetrics(TextEvaluation.metrics(reports)), files);
    }

    /** The files of the method fitted on these texts. */
    Map<String, byte[]> learn(List<TextEntry> train, String prefix) {
        return Learning.fit(
                recipe.features(),
                recipe.learner(),
                samples(train),
                prefix,
                recipe.seed(),
                Runtime.getRuntime().availableProcessors());
    }

    private List<Sample> samples(List<TextEntry> train) {
        Normaliser normaliser = new Normaliser(recipe.normal());
        double[] counts = Weighing.counts(train, recipe.balance());
        List<Sample> samples = new ArrayList<>();
        int hearings = 1 + recipe.noise().size();
        for (int i = 0; i < train.size(); i++) {
            TextEntry each = train.get(i);
            for (int h = 0; h < hearings; h++) {
                String heard = h == 0
                        ? each.text()
                        : new Noise(recipe.noise().get(h - 1), recipe.seed() + h).apply(each.text());
                List<String> windows = recipe.unit().cut(TextModel.lines(normaliser, heard));
                for (String window : windows) {
                    samples.add(new Sample(window, each.example().positive(), counts[i] / hearings / windows.size()));
                }
            }
        }
        return atOneEach(samples);
    }

    /** Costs are per sample: the counts are scaled so that a sample counts one on average. */
    private static List<Sample> atOneEach(List<Sample> samples) {
        double scale =
                samples.size() / samples.stream().mapToDouble(Sample::count).sum();
        return samples.stream()
                .map(each -> new Sample(each.text(), each.positive(), each.count() * scale))
                .toList();
    }

    private Card card(Calibration calibration, double threshold, OperatingPoint point) {
        TextSettings settings =
                new TextSettings(recipe.text(), recipe.unit(), point.dangerThreshold(), null, null, null);
        return new Card(
                Card.SCHEMA,
                data.problem().name() + "-" + recipe.name(),
                data.problem().name(),
                recipe.name(),
                Provenance.now(data.sha256(), recipe.name(), recipe.seed(), Version.current()),
                threshold,
                calibration,
                Map.of(),
                settings.toMap(),
                Map.of(),
                TextEvaluation.shortcut(data),
                Cards.LICENCE,
                Cards.LIMITS);
    }

    private static byte[] json(ShortcutModel style) {
        try {
            return new ObjectMapper().writeValueAsBytes(style);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A shortcut model is always writable", e);
        }
    }
}
