package io.haechi.voice;

import io.haechi.core.ModelException;
import io.haechi.core.data.DataFolder;
import io.haechi.core.model.ModelPackage;
import io.haechi.neural.Network;
import io.haechi.neural.Parameters;
import io.haechi.neural.Trainer;
import io.haechi.neural.TrainingOptions;
import io.haechi.neural.compress.FineTuning;
import io.haechi.neural.compress.Teacher;
import io.haechi.onnx.compress.trial.Candidate;
import io.haechi.onnx.compress.trial.CompressionOptions;
import io.haechi.onnx.compress.trial.Method;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Trains a voice package's network on while it is compressed; every stage has a folder of its own for its checkpoint. */
final class VoiceTeacher implements Teacher {
    private final Retraining retraining;
    private final DataFolder data;
    private final FitListener listener;
    private @Nullable VoiceTraining lessons;

    VoiceTeacher(Retraining retraining, DataFolder data, FitListener listener) {
        this.retraining = retraining;
        this.data = data;
        this.listener = listener;
    }

    /**
     * What can be tried on this package.
     *
     * @throws IllegalArgumentException if the recipe is not the package's, the data has no split train or valid, or the method
     *     trains nothing
     * @throws ModelException if the package's network is another than the recipe's, or was optimised or quantised
     */
    List<Candidate> candidates(ModelPackage parent, Method method, CompressionOptions options) {
        List.of("train", "valid").forEach(data::split);
        WindowOptions theirs = VoiceSettings.of(parent.card()).windowOrThrow();
        if (!theirs.equals(retraining.recipe().window())) {
            throw new IllegalArgumentException(parent.id() + " hears " + theirs + ", recipe "
                    + retraining.recipe().name() + " wants "
                    + retraining.recipe().window() + ": name the recipe that the package was fitted by");
        }
        VoiceNetwork start = VoiceNetwork.of(parent, retraining.recipe());
        FineTuning tuning = new FineTuning(
                start.network(),
                start.parametersOrThrow(),
                start.shape(),
                Objects.requireNonNull(retraining.recipe().training()).options(),
                retraining.epochs(),
                this);
        return switch (method) {
            case QAT -> List.of(tuning.quantised());
            case PRUNE -> {
                Set<String> kept = new HashSet<>(options.layers().keptNames());
                kept.addAll(options.layers().keptOps());
                yield List.of(tuning.pruned(options.pruning(), kept));
            }
            case AUTO, SIMPLIFY, FP16, DYNAMIC, INT8 ->
                throw new IllegalArgumentException(
                        method.word() + " trains nothing; qat and prune are the methods that can");
        };
    }

    @Override
    public Parameters train(Network network, TrainingOptions options, Parameters start, Stage stage) {
        VoiceTraining ready = lessons();
        listener.says(stage.about());
        return ready.train(network, options, start, retraining.workFolder().resolve(stage.name()), retraining.resume());
    }

    private VoiceTraining lessons() {
        if (lessons == null) {
            if (!retraining.resume()) {
                forget(retraining.workFolder());
            }
            lessons = new VoiceTraining(retraining.recipe(), data, listener);
        }
        return lessons;
    }

    /** Checkpoints of an older run: a stage that this one has not come to must not be taken for done when it is resumed. */
    private static void forget(Path workFolder) {
        if (!Files.isDirectory(workFolder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(workFolder, 2)) {
            for (Path file :
                    all.filter(path -> path.endsWith(Trainer.CHECKPOINT)).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(workFolder + ": the old checkpoints cannot be removed", e);
        }
    }
}
