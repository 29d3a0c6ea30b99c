package io.haechi.voice;

import io.haechi.audio.augment.Augmentation;
import io.haechi.audio.features.FrontEnd;
import io.haechi.core.data.DataFolder;
import io.haechi.core.evaluation.EvaluationReport;
import io.haechi.core.evaluation.Interval;
import io.haechi.core.model.Calibration;
import io.haechi.core.model.Card;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.Provenance;
import io.haechi.onnx.Tensor;
import io.haechi.onnx.compress.trial.Candidate;
import io.haechi.onnx.compress.trial.Compression;
import io.haechi.onnx.compress.trial.CompressionOptions;
import io.haechi.onnx.compress.trial.Judge;
import io.haechi.onnx.compress.trial.Method;
import io.haechi.onnx.compress.trial.Score;
import io.haechi.onnx.compress.trial.Trial;
import io.haechi.onnx.graph.Graph;
import io.haechi.voice.train.Alterations;
import io.haechi.voice.train.Clip;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Compresses a voice package: ranges from windows of the training clips, as they are and over a simulated telephone;
 * accuracy, at the package's own threshold, on a split that the network was not fitted on. A network that is trained on
 * meanwhile gets a threshold of its own, chosen on valid.
 */
final class VoiceCompression {
    /** Windows that ranges and latency are measured on; more than a hundred change ranges little. */
    private static final int SAMPLES = 128;

    private static final long SEED = 1;

    /** What to do with a vote. */
    static final String ONE_BY_ONE = "compress its members one by one, then fit the vote again";

    private final ModelPackage parent;
    private final DataFolder data;
    private final @Nullable Retraining retraining;
    private final FitListener listener;

    /**
     * For one package.
     *
     * @param retraining how to train on; null does not
     * @throws IllegalArgumentException for an ensemble
     */
    VoiceCompression(ModelPackage parent, DataFolder data, @Nullable Retraining retraining, FitListener listener) {
        VoiceSettings.ofSingle(parent, ONE_BY_ONE);
        this.parent = parent;
        this.data = data;
        this.retraining = retraining;
        this.listener = listener;
    }

    Compression.Outcome run(Method method, String split, CompressionOptions options) {
        byte[] network = parent.file("model.onnx");
        if (retraining == null) {
            Judge judge = model -> accuracy(parent, model, split);
            return new Compression(network, samples(network), judge, options).run(method);
        }
        if (split.equals("train") || split.equals("all")) {
            throw new IllegalArgumentException("Split \"" + split + "\" holds the recordings that are trained on, and"
                    + " accuracy on these says nothing; measure on valid or test");
        }
        List<Candidate> candidates = new VoiceTeacher(retraining, data, listener).candidates(parent, method, options);
        Judge judge = model -> accuracy(Arrays.equals(model, network) ? parent : recalibrated(model), model, split);
        return new Compression(network, samples(network), judge, options).run(method, candidates);
    }

    /**
     * The package with decisions drawn anew for a network that was trained on: its answers have another scale. Chosen on valid
     * as the package's own were.
     */
    private ModelPackage recalibrated(byte[] network) {
        Card card = parent.card();
        ModelPackage raw = parent.under(card.withDecision(Calibration.NONE, 0.5, card.settings()));
        try (VoiceDetector detector = VoiceDetector.load(raw, network)) {
            OperatingPoint point = OperatingPoint.choose(detector, Clips.read(data, "valid", listener), listener);
            return parent.under(point.decide(card));
        }
    }

    private Score accuracy(ModelPackage head, byte[] network, String split) {
        EvaluationReport report = evaluate(head, network, split);
        Interval interval = report.intervals().get("accuracy");
        double accuracy = report.evaluation().accuracy();
        return new Score(
                "accuracy",
                accuracy,
                interval == null ? accuracy : interval.lo(),
                interval == null ? accuracy : interval.hi(),
                report.evaluation().n());
    }

    private EvaluationReport evaluate(ModelPackage head, byte[] network, String split) {
        try (VoiceDetector detector = VoiceDetector.load(head, network)) {
            return detector.evaluate(data, split, listener).report();
        }
    }

    private List<Map<String, Tensor>> samples(byte[] network) {
        VoiceSettings settings = VoiceSettings.of(parent.card());
        WindowOptions window = settings.windowOrThrow();
        FrontEnd frontEnd = settings.frontEndOrThrow().build();
        String input = Graph.read(network).inputs().keySet().iterator().next();
        List<Clip> clips = Clips.read(data, data.splits().contains("train") ? "train" : "all", listener);
        Augmentation telephone = Alterations.telephone();
        SplittableRandom random = new SplittableRandom(SEED);
        List<Map<String, Tensor>> samples = new ArrayList<>();
        for (int i = 0; i < Math.min(SAMPLES, 2 * clips.size()); i++) {
            float[] clip = clips.get(random.nextInt(clips.size())).samples();
            float[] heard = i % 2 == 0 ? clip : telephone.apply(clip, random);
            float[] picture = frontEnd.apply(WindowCutter.first(heard, window));
            samples.add(Map.of(input, Tensor.of(picture, 1, 1, frontEnd.bands(), picture.length / frontEnd.bands())));
        }
        return samples;
    }

    /** The package of a compressed network, with figures of its own on valid and test and a pointer back to its parent. */
    ModelPackage publish(Trial trial, Path out) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        parent.fileNames().stream()
                .filter(name -> !name.equals(ModelPackage.CARD))
                .forEach(name -> files.put(name, parent.file(name)));
        files.put("model.onnx", trial.model());
        ModelPackage head = trial.isTrained() ? recalibrated(trial.model()) : parent;
        Card card = head.card().derived(String.valueOf(out.getFileName()), provenance(trial));
        List<EvaluationReport> reports = new ArrayList<>();
        for (String split : List.of("valid", "test")) {
            if (data.splits().contains(split)) {
                reports.add(evaluate(head, trial.model(), split));
            }
        }
        return ModelPackage.write(out, card.withMetrics(VoiceEvaluation.metrics(reports)), files);
    }

    private Provenance provenance(Trial trial) {
        if (!trial.isTrained() || retraining == null) {
            return Provenance.derivedFrom(parent, trial.origin(), Version.current());
        }
        VoiceRecipe recipe = retraining.recipe();
        long seed = Objects.requireNonNull(recipe.training()).seed();
        return Provenance.now(data.sha256(), recipe.name(), seed, Version.current())
                .startedFrom(parent, trial.origin());
    }
}
