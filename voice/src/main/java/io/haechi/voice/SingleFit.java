package io.haechi.voice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.haechi.audio.features.FrontEnd;
import io.haechi.core.Problem;
import io.haechi.core.UnreadableInputException;
import io.haechi.core.data.DataFolder;
import io.haechi.core.evaluation.EvaluationReport;
import io.haechi.core.model.Calibration;
import io.haechi.core.model.Card;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.Provenance;
import io.haechi.core.shortcut.ShortcutModel;
import io.haechi.neural.BorrowedTrunk;
import io.haechi.neural.Network;
import io.haechi.neural.OnnxExport;
import io.haechi.neural.Parameters;
import io.haechi.neural.PrunedNetwork;
import io.haechi.neural.Trained;
import io.haechi.neural.Trainer;
import io.haechi.neural.WhisperTrunk;
import io.haechi.neural.quantise.QuantisationAware;
import io.haechi.onnx.WeightStorage;
import io.haechi.voice.train.Alterations;
import io.haechi.voice.train.Clip;
import io.haechi.voice.train.TrainingBatches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        VoiceRecipe.Training training = Objects.requireNonNull(recipe.training());
        WindowOptions window = Objects.requireNonNull(recipe.window());
        FrontEnd frontEnd = Objects.requireNonNull(recipe.frontEnd()).build();
        Alterations alterations = new Alterations(Objects.requireNonNull(recipe.alteration()), window.length());
        long[] shape = {-1, 1, frontEnd.bands(), frontEnd.frames(window.length())};
        Network network = network(shape);
        @Nullable
        Parameters start = switch (beginning) {
            case Beginning.FromNothing _ -> null;
            case Beginning.FromPackage from -> startFrom(from.origin(), network, shape);
            case Beginning.FromTrunk trunk -> trunk(trunk.file(), network, training.seed(), shape);
        };
        sayWhatIsRounded(network, training, shape);

        List<Clip> train = Clips.read(data, "train", listener);
        List<Clip> valid = Clips.read(data, "valid", listener);
        TrainingBatches batches = new TrainingBatches(
                train,
                alterations,
                frontEnd,
                window.length(),
                training.batch(),
                training.stepsPerEpoch(),
                training.seed());
        Trained trained = train(network, training, start, batches, new ValidMetric(valid, frontEnd, window), resume);
        listener.says("best epoch on valid " + trained.bestEpoch() + " of "
                + trained.log().size() + (trained.stoppedEarly() ? " (stopped early)" : "") + ", kept the "
                + training.keep());
        Parameters kept = training.keep().equals("last") ? trained.last() : trained.parameters();
        QuantisationAware quantisation = training.options().quantisation();
        byte[] onnx = quantisation == null
                ? OnnxExport.bytes(network, kept, shape, WeightStorage.FLOAT16)
                : OnnxExport.quantised(network, kept, quantisation, shape, WeightStorage.FLOAT16);
        return publish(onnx, train, valid, training.seed());
    }

    /** The recipe's network; smaller where the package that it starts from lost channels. */
    private Network network(long... shape) {
        Network whole = Networks.named(Objects.requireNonNull(recipe.network()));
        return origin == null ? whole : PrunedNetwork.sizedAs(whole, origin.file("model.onnx"), shape);
    }

    /** The weights of a package that hears the same picture of sound. */
    private Parameters startFrom(ModelPackage source, Network network, long... shape) {
        FrontEndOptions theirs = VoiceSettings.of(source.card()).frontEnd();
        if (!Objects.equals(theirs, recipe.frontEnd())) {
            throw new IllegalArgumentException(source.id() + " hears " + theirs + ", recipe " + recipe.name()
                    + " wants " + recipe.frontEnd() + ": its weights would mean something else");
        }
        return Parameters.ofModel(network, source.file("model.onnx"), shape);
    }

    private static Parameters trunk(Path file, Network network, long seed, long... shape) {
        try {
            return file.toString().endsWith(".onnx")
                    ? BorrowedTrunk.of(network, seed, Files.readAllBytes(file), shape)
                    : WhisperTrunk.of(network, seed, file, shape);
        } catch (IOException e) {
            throw new UnreadableInputException(file + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private void sayWhatIsRounded(Network network, VoiceRecipe.Training training, long... shape) {
        if (training.options().quantisation() != null) {
            List<String> floats = Trainer.keptInFloat(network, shape);
            listener.says("trains for 8-bit integers"
                    + (floats.isEmpty() ? "" : "; in float stay the layers " + String.join(", ", floats)));
        }
    }

    private Trained train(
            Network network,
            VoiceRecipe.Training training,
            @Nullable Parameters start,
            TrainingBatches batches,
            ValidMetric metric,
            boolean resume) {
        try {
            return Trainer.fit(
                    network, training.options(), start, batches, metric, workFolder(), resume, listener.training());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted; go on with --resume", e);
        } catch (IOException e) {
            throw new UncheckedIOException(workFolder() + ": the checkpoint cannot be read or written", e);
        }
    }

    /** Everything a training leaves behind until its package is done: checkpoint and log. */
    private Path workFolder() {
        return out.resolveSibling(out.getFileName() + ".training");
    }

    private ModelPackage publish(byte[] onnx, List<Clip> train, List<Clip> valid, long seed) {
        Map<String, byte[]> files = Map.of("model.onnx", onnx, VoiceEvaluation.SHORTCUT_FILE, json(shortcut(train)));
        Card draft = card(seed, Calibration.NONE, 0.5, 0.5);
        ModelPackage.write(out, draft, files);
        OperatingPoint point;
        try (VoiceDetector detector = detector()) {
            point = OperatingPoint.choose(detector, valid, listener);
        }
        Card calibrated = card(seed, point.calibration(), point.threshold(), point.dangerThreshold());
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

    private VoiceDetector detector() {
        return VoiceDetector.load(
                ModelPackage.open(out),
                id -> {
                    throw new IllegalStateException(id);
                },
                1);
    }

    private Card card(long seed, Calibration calibration, double threshold, double dangerThreshold) {
        VoiceSettings settings =
                new VoiceSettings(recipe.frontEnd(), recipe.window(), dangerThreshold, null, List.of());
        Provenance made = Provenance.now(data.sha256(), recipe.name(), seed, Version.current());
        return new Card(
                Card.SCHEMA,
                "voice-" + recipe.name(),
                Problem.VOICE.name(),
                recipe.name(),
                origin == null ? made : made.startedFrom(origin),
                threshold,
                calibration,
                Map.of(),
                settings.asMap(),
                Map.of(),
                Map.of(),
                VoiceCards.LICENCE,
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
