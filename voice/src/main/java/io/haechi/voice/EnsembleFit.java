package io.haechi.voice;

import io.haechi.core.Problem;
import io.haechi.core.data.DataFolder;
import io.haechi.core.ensemble.ErrorRates;
import io.haechi.core.ensemble.Weighting;
import io.haechi.core.evaluation.EvaluationReport;
import io.haechi.core.model.Calibration;
import io.haechi.core.model.Card;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.ModelStore;
import io.haechi.core.model.Provenance;
import io.haechi.voice.train.Clip;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fits a vote over packages that exist: weights from their error rates on valid, then calibration and thresholds. */
final class EnsembleFit {
    private final VoiceRecipe recipe;
    private final DataFolder data;
    private final Path out;
    private final ModelStore store;
    private final FitListener listener;

    EnsembleFit(VoiceRecipe recipe, DataFolder data, Path out, ModelStore store, FitListener listener) {
        this.recipe = recipe;
        this.data = data;
        this.out = out;
        this.store = store;
        this.listener = listener;
    }

    ModelPackage fit() {
        List<ModelPackage> members = recipe.memberIds().stream()
                .map(id -> store.find(id, Problem.VOICE))
                .toList();
        double[] weights = weighting(recipe.weighting()).weights(rates(members));
        ModelPackage draft = ModelPackage.write(
                out, card(members, weights, new OperatingPoint(new Calibration.Platt(1, 0), 0.5, 0.5)), Map.of());
        List<Clip> valid = Clips.read(data, "valid", listener);
        OperatingPoint point;
        try (VoiceDetector detector = detector(draft)) {
            point = OperatingPoint.choose(detector, valid, listener);
        }
        Card card = card(members, weights, point);
        ModelPackage calibrated = ModelPackage.write(out, card, Map.of());
        List<EvaluationReport> reports = new ArrayList<>();
        try (VoiceDetector detector = detector(calibrated)) {
            for (String split : List.of("valid", "test")) {
                if (data.splits().contains(split)) {
                    reports.add(detector.evaluate(data, split, listener).report());
                }
            }
        }
        return ModelPackage.write(out, card.withMetrics(VoiceEvaluation.metrics(reports)), Map.of());
    }

    private List<ErrorRates> rates(List<ModelPackage> members) {
        List<ErrorRates> rates = new ArrayList<>();
        for (ModelPackage member : members) {
            try (VoiceDetector detector = detector(member)) {
                rates.add(ErrorRates.of(
                        detector.evaluate(data, "valid", listener).report().evaluation()));
            }
        }
        return rates;
    }

    private VoiceDetector detector(ModelPackage head) {
        return VoiceDetector.load(head, id -> store.find(id, Problem.VOICE), 1);
    }

    private static Weighting weighting(@Nullable String name) {
        return switch (String.valueOf(name)) {
            case "SOFT_VOTE" -> Weighting.SOFT_VOTE;
            case "ACCURACY" -> Weighting.ACCURACY;
            case "ERROR_RATE" -> Weighting.ERROR_RATE;
            default ->
                throw new IllegalArgumentException(
                        "Weighting \"" + name + "\" is none of SOFT_VOTE, ACCURACY and ERROR_RATE");
        };
    }

    private Card card(List<ModelPackage> members, double[] weights, OperatingPoint point) {
        List<VoiceSettings.Member> list = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            list.add(
                    new VoiceSettings.Member(members.get(i).id(), members.get(i).sha256(), weights[i]));
        }
        VoiceSettings settings = new VoiceSettings(null, null, point.dangerThreshold(), recipe.weighting(), list);
        return new Card(
                Card.SCHEMA,
                "voice-" + recipe.name(),
                Problem.VOICE.name(),
                recipe.name(),
                Provenance.now(data.sha256(), recipe.name(), 0, Version.current()),
                point.threshold(),
                point.calibration(),
                Map.of(),
                settings.asMap(),
                Map.of(),
                Map.of(),
                VoiceCards.LICENCE,
                VoiceCards.LIMITS);
    }
}
