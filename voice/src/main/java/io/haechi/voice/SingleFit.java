package io.haechi.voice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.haechi.core.Problem;
import io.haechi.core.data.DataFolder;
import io.haechi.core.evaluation.EvaluationReport;
import io.haechi.core.model.Card;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.Provenance;
import io.haechi.core.shortcut.ShortcutModel;
import io.haechi.neural.Network;
import io.haechi.neural.OnnxExport;
import io.haechi.neural.Parameters;
import io.haechi.neural.Trainer;
import io.haechi.neural.quantise.QuantisationAware;
import io.haechi.onnx.WeightStorage;
import io.haechi.voice.train.Clip;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Fits one network: clips, training, calibration and threshold on valid, figures, package. */
final class SingleFit {
    private final VoiceRecipe recipe;
    private final DataFolder data;
    private final Beginning beginning;
    private final @Nullable ModelPackage origin;
    private final Path out;
    private final FitListener listener;

    SingleFit(VoiceRecipe recipe, DataFolder data, Beginning beginning, Path out, FitListener listener) {
        this.recipe = recipe;
        this.data = data;
        this.beginning = beginning;
        this.origin = beginning instanceof Beginning.FromPackage from ? from.origin() : null;
        this.out = out;
        this.listener = listener;
    }

    ModelPackage fit(boolean resume) {
        VoiceTraining lessons = new VoiceTraining(recipe, data, listener);
        return publish(network(lessons, resume), lessons.train(), lessons.valid());
    }

    /** A package with the network alone, which says what it computes: neither calibrated nor measured. */
    ModelPackage unjudged(VoiceTraining lessons) {
        return ModelPackage.write(out, card(), Map.of("model.onnx", network(lessons, true)));
    }

    private byte[] network(VoiceTraining lessons, boolean resume) {
        VoiceRecipe.Training training = Objects.requireNonNull(recipe.training());
        VoiceNetwork start = switch (beginning) {
            case Beginning.FromNothing _ -> VoiceNetwork.untrained(recipe);
            case Beginning.FromPackage from -> VoiceNetwork.of(from.origin(), recipe);
            case Beginning.FromTrunk trunk -> VoiceNetwork.withTrunk(trunk.file(), recipe);
        };
        Network network = start.network();
        sayWhatIsRounded(network, training, start.shape());

        Parameters kept = lessons.train(network, training.options(), start.parameters(), workFolder(), resume);
        QuantisationAware quantisation = training.options().quantisation();
        return quantisation == null
                ? OnnxExport.bytes(network, kept, start.shape(), WeightStorage.FLOAT16)
                : OnnxExport.quantised(network, kept, quantisation, start.shape(), WeightStorage.FLOAT16);
    }

    private void sayWhatIsRounded(Network network, VoiceRecipe.Training training, long... shape) {
        if (training.options().quantisation() != null) {
            List<String> floats = Trainer.keptInFloat(network, shape);
            listener.says("trains for 8-bit integers"
                    + (floats.isEmpty() ? "" : "; in float stay the layers " + String.join(", ", floats)));
        }
    }

    /** Everything a training leaves behind until its package is done: checkpoint and log. */
    private Path workFolder() {
        return out.resolveSibling(out.getFileName() + ".training");
    }

    private ModelPackage publish(byte[] onnx, List<Clip> train, List<Clip> valid) {
        Map<String, byte[]> files =
                new LinkedHashMap<>(Map.of("model.onnx", onnx, VoiceEvaluation.SHORTCUT_FILE, json(shortcut(train))));
        Card draft = card();
        ModelPackage.write(out, draft, files);
        OperatingPoint point;
        try (VoiceDetector detector = detector()) {
            point = OperatingPoint.choose(detector, valid, listener);
            listener.says("learning what is familiar");
            files.put(Familiarity.FILE, familiarity(detector, train, valid).json());
        }
        Card calibrated = point.decide(draft);
        ModelPackage.write(out, calibrated, files);
        List<EvaluationReport> reports = new ArrayList<>();
        try (VoiceDetector detector = detector()) {
            for (String split : List.of("valid", "test")) {
                if (data.splits().contains(split)) {
                    reports.add(detector.evaluate(data, split, listener).report());
                }
            }
        }
        return ModelPackage.write(out, calibrated.withMetrics(VoiceEvaluation.metrics(reports)), files);
    }

    private Familiarity familiarity(VoiceDetector detector, List<Clip> train, List<Clip> valid) {
        return Familiarity.of(timbres(detector, train), timbres(detector, valid));
    }

    private List<double[]> timbres(VoiceDetector detector, List<Clip> clips) {
        return OperatingPoint.twice(clips, detector::timbre, listener).stream()
                .filter(timbre -> timbre.length > 0)
                .toList();
    }

    private VoiceDetector detector() {
        return VoiceDetector.load(
                ModelPackage.open(out),
                id -> {
                    throw new IllegalStateException(id);
                },
                1);
    }

    /** Undecided. */
    private Card card() {
        long seed = Objects.requireNonNull(recipe.training()).seed();
        OperatingPoint open = OperatingPoint.OPEN;
        VoiceSettings settings =
                new VoiceSettings(recipe.frontEnd(), recipe.window(), open.dangerThreshold(), null, List.of());
        Provenance made = Provenance.now(data.sha256(), recipe.name(), seed, Version.current());
        return new Card(
                Card.SCHEMA,
                "voice-" + recipe.name(),
                Problem.VOICE.name(),
                recipe.name(),
                origin == null ? made : made.startedFrom(origin, "fine-tuning"),
                open.threshold(),
                open.calibration(),
                Map.of(),
                settings.asMap(),
                Map.of(),
                Map.of(),
                VoiceCards.licence(beginning),
                VoiceCards.LIMITS);
    }

    private static ShortcutModel shortcut(List<Clip> clips) {
        double[][] rows = new double[clips.size()][];
        boolean[] fake = new boolean[clips.size()];
        for (int i = 0; i < rows.length; i++) {
            ShortcutFeatures features = new ShortcutFeatures();
            features.accept(clips.get(i).samples(), clips.get(i).samples().length);
            rows[i] = features.values();
            fake[i] = clips.get(i).fake();
        }
        return ShortcutModel.fit(ShortcutFeatures.NAMES, rows, fake);
    }

    private static byte[] json(ShortcutModel model) {
        try {
            return new ObjectMapper().writeValueAsBytes(model);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
