package io.haechi.cli;

import io.haechi.core.model.ModelPackage;
import io.haechi.onnx.compress.prune.Schedule;
import io.haechi.onnx.compress.trial.Method;
import io.haechi.onnx.compress.trial.Pruning;
import io.haechi.voice.Retraining;
import io.haechi.voice.Voice;
import io.haechi.voice.VoiceRecipe;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a package is trained on while it is compressed. */
final class RetrainOptions {
    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "epochs that qat and prune train on (default: 8 for qat, 0 for prune)")
    private @Nullable Integer epochs;

    @Option(
            names = "--recipe",
            paramLabel = "NAME",
            description = "recipe or .yaml file to train by (default: the one that the package was fitted by)")
    private @Nullable String recipe;

    @Option(names = "--resume", description = "go on from the last checkpoint of an interrupted training")
    private boolean isResumed;

    /** IllegalArgumentException if these options do not go with the others. */
    void check(Method method, Pruning pruning, boolean isPlainFile) {
        boolean canTrain = method == Method.QAT || method == Method.PRUNE;
        if (!canTrain && (epochs != null || recipe != null || isResumed)) {
            throw new IllegalArgumentException(
                    "--epochs, --recipe and --resume go with the methods that can train: qat and prune");
        }
        int least = method == Method.QAT ? 1 : 0;
        if (epochs != null && epochs < least) {
            throw new IllegalArgumentException(
                    "Number of epochs for " + method.word() + " must be " + least + " or more, got " + epochs);
        }
        if (trains(method) && isPlainFile) {
            throw new IllegalArgumentException("A plain .onnx file cannot be trained on, since nothing is known of its"
                    + " network and data; " + (method == Method.QAT ? "take --method int8" : "leave --epochs out")
                    + ", or give a package that was fitted here");
        }
        if (!trains(method) && (recipe != null || isResumed || pruning.schedule() instanceof Schedule.Gradual)) {
            throw new IllegalArgumentException(
                    "--recipe, --resume and --schedule gradual need epochs to train on; give prune --epochs N");
        }
    }

    /** Whether anything is trained. */
    boolean trains(Method method) {
        return method == Method.QAT || (epochs != null && epochs > 0);
    }

    /**
     * How to train on; null for not at all.
     *
     * @param place where the package is to be written; checkpoints stand beside it
     */
    @Nullable
    Retraining retraining(Method method, ModelPackage parent, Path place) {
        if (!trains(method)) {
            return null;
        }
        VoiceRecipe chosen = recipe == null ? Voice.recipeOf(parent) : Voice.recipe(recipe);
        Path work = place.resolveSibling(place.getFileName() + ".training");
        return new Retraining(chosen, epochs == null ? Retraining.EPOCHS : epochs, work, isResumed);
    }
}
