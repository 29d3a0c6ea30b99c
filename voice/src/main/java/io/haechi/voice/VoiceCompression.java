package io.haechi.voice;

import io.haechi.audio.augment.Augmentation;
import io.haechi.audio.features.FrontEnd;
import io.haechi.core.data.DataFolder;
import io.haechi.core.evaluation.EvaluationReport;
import io.haechi.core.evaluation.Interval;
import io.haechi.core.model.Card;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.Provenance;
import io.haechi.onnx.Tensor;
import io.haechi.onnx.compress.trial.Compression;
import io.haechi.onnx.compress.trial.CompressionOptions;
import io.haechi.onnx.compress.trial.Method;
import io.haechi.onnx.compress.trial.Score;
import io.haechi.onnx.compress.trial.Trial;
import io.haechi.onnx.graph.Graph;
import io.haechi.voice.train.Alterations;
import io.haechi.voice.train.Clip;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Compresses a voice package: ranges from windows of the training clips, as they are and over a simulated telephone;
 * accuracy, at the package's own threshold, on a split that the network was not fitted on.
 */
final class VoiceCompression {
    /** Windows that ranges and latency are measured on; more than a hundred change ranges little. */
    private static final int SAMPLES = 128;

    private static final long SEED = 1;

    private final ModelPackage parent;
    private final DataFolder data;
    private final FitListener listener;

    VoiceCompression(ModelPackage parent, DataFolder data, FitListener listener) {
        VoiceSettings settings = VoiceSettings.of(parent.card());
        if (!settings.memberList().isEmpty()) {
            throw new IllegalArgumentException(parent.id() + ": is a vote of "
                    + settings.memberList().stream()
                            .map(VoiceSettings.Member::id)
                            .toList() + "; compress its members one by one, then fit the vote again");
        }
        this.parent = parent;
        this.data = data;
        this.listener = listener;
    }

    Compression.Outcome run(Method method, String split, CompressionOptions options) {
        byte[] network = parent.file("model.onnx");
        return new Compression(network, samples(network), model -> accuracy(model, split), options).run(method);
    }

    private Score accuracy(byte[] network, String split) {
        EvaluationReport report = evaluate(parent, network, split);
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
        String name = String.valueOf(out.getFileName());
        Card card = parent.card()
                .derived(name, Provenance.derivedFrom(parent, trial.method().word(), Version.current()));
        List<EvaluationReport> reports = new ArrayList<>();
        for (String split : List.of("valid", "test")) {
            if (data.splits().contains(split)) {
                reports.add(evaluate(parent, trial.model(), split));
            }
        }
        return ModelPackage.write(out, card.withMetrics(VoiceEvaluation.metrics(reports)), files);
    }
}
