package io.haechi.voice;

import io.haechi.core.Problem;
import io.haechi.core.data.DataFolder;
import io.haechi.core.ensemble.ErrorRates;
import io.haechi.core.ensemble.Fusion;
import io.haechi.core.ensemble.FusionRule;
import io.haechi.core.ensemble.LogisticFusion;
import io.haechi.core.evaluation.Evaluation;
import io.haechi.core.evaluation.EvaluationReport;
import io.haechi.core.evaluation.Scored;
import io.haechi.core.evaluation.Thresholds;
import io.haechi.core.model.Card;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.ModelStore;
import io.haechi.core.model.Provenance;
import io.haechi.voice.train.Clip;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Fits an ensemble of packages that exist: weights from what they say on valid, then calibration and thresholds. */
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
        FusionRule rule = FusionRule.named(recipe.weighting());
        List<ModelPackage> members = recipe.memberIds().stream()
                .map(id -> store.find(id, Problem.VOICE))
                .toList();
        requireAlike(members);
        List<Clip> valid = Clips.read(data, "valid", listener);
        Fusion fusion = rule.fit(new OnValid(members, valid));
        Card open = card(members, fusion);
        ModelPackage draft = ModelPackage.write(out, open, Map.of());
        OperatingPoint point;
        try (VoiceDetector detector = detector(draft)) {
            point = OperatingPoint.choose(detector, valid, listener);
        }
        Card card = point.decide(open);
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

    /** Said before long work, not after: what no detector would load. */
    private void requireAlike(List<ModelPackage> members) {
        for (ModelPackage member : members) {
            VoiceSettings settings = VoiceSettings.of(member.card());
            if (!settings.memberList().isEmpty()) {
                throw new IllegalArgumentException("Recipe " + recipe.name() + ": " + member.id()
                        + " is a vote itself; name the single models that it asks");
            }
        }
        VoiceSettings.requireOneWindow("Recipe " + recipe.name(), members);
    }

    /** The members on the split {@code valid}, asked for what the rule needs. */
    private final class OnValid implements FusionRule.Members {
        private final List<ModelPackage> members;
        private final List<Clip> valid;

        OnValid(List<ModelPackage> members, List<Clip> valid) {
            this.members = members;
            this.valid = valid;
        }

        /**
         * Each where its errors are equally frequent, on the recordings as they are: packages come with thresholds by different
         * rules, and weights should compare the networks, as {@link VoiceComparison} does.
         */
        @Override
        public List<ErrorRates> rates() {
            List<ErrorRates> rates = new ArrayList<>();
            for (ModelPackage member : members) {
                try (VoiceDetector detector = detector(member)) {
                    List<Scored> scored = detector.evaluate(data, "valid", listener)
                            .report()
                            .evaluation()
                            .scored();
                    rates.add(ErrorRates.of(Evaluation.of(Problem.VOICE, scored, Thresholds.equalError(scored))));
                }
            }
            return rates;
        }

        /** Of each clip as it is, then of each by telephone: what the ensemble is calibrated on too. */
        @Override
        public double[][] logits() {
            try (Panel panel = new Panel(members)) {
                return OperatingPoint.twice(valid, panel::logits, listener).toArray(double[][]::new);
            }
        }

        @Override
        public boolean[] positive() {
            boolean[] fake = new boolean[2 * valid.size()];
            for (int i = 0; i < fake.length; i++) {
                fake[i] = valid.get(i % valid.size()).fake();
            }
            return fake;
        }
    }

    private VoiceDetector detector(ModelPackage head) {
        return VoiceDetector.load(head, id -> store.find(id, Problem.VOICE), 1);
    }

    /** Undecided. */
    private Card card(List<ModelPackage> members, Fusion fusion) {
        List<VoiceSettings.Member> list = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            list.add(new VoiceSettings.Member(
                    members.get(i).id(),
                    members.get(i).sha256(),
                    fusion.weights().get(i)));
        }
        Double bias = fusion instanceof LogisticFusion learned ? (Double) learned.bias() : null;
        OperatingPoint point = OperatingPoint.OPEN;
        VoiceSettings settings =
                new VoiceSettings(null, null, point.dangerThreshold(), null, recipe.weighting(), list, bias);
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
