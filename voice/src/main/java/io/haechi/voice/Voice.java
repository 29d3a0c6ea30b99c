package io.haechi.voice;

import io.haechi.audio.channel.Condition;
import io.haechi.audio.features.FrontEndGraph;
import io.haechi.core.Problem;
import io.haechi.core.data.DataFolder;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.ModelStore;
import io.haechi.core.recipe.RecipeFile;
import io.haechi.onnx.Compose;
import io.haechi.onnx.compress.trial.Compression;
import io.haechi.onnx.compress.trial.CompressionOptions;
import io.haechi.onnx.compress.trial.Method;
import io.haechi.onnx.compress.trial.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hearing synthetic voices: {@code load} a detector and let it {@code hear} a recording; {@code evaluate} it on labelled
 * recordings, or {@code compare} several and their ensembles; {@code explain} what it heard; {@code fit} a new one from a
 * recipe, whose {@code cost} can be asked for before.
 *
 * <pre>{@code
 * try (VoiceDetector detector = Voice.load(ModelStore.standard(), Voice.DEFAULT_MODEL, 1)) {
 *     Hearing hearing = detector.hear(Path.of("call.m4a"));
 *     System.out.println(hearing.verdict().decision() + " " + hearing.verdict().probability());
 * }
 * }</pre>
 */
public final class Voice {
    /** Everything is judged at this rate, in hertz. */
    public static final int SAMPLE_RATE = 16_000;
    /** The model that is champion until another is promoted. */
    public static final String DEFAULT_MODEL = "voice-line-vote";

    private Voice() {}

    /**
     * The package that a word stands for.
     *
     * @param model {@code champion}, {@code challenger}, id of a package in the store, or the path of a package
     * @throws io.haechi.core.ModelException if it is missing, damaged, not a voice model, or another package than was
     *     promoted
     */
    public static ModelPackage model(ModelStore store, String model) {
        return store.resolve(model, Problem.VOICE, DEFAULT_MODEL);
    }

    /**
     * Loads a detector.
     *
     * @param model as {@link #model} takes it
     * @param threads the runtime's own threads per call, at least 1
     * @throws io.haechi.core.ModelException if it is missing, damaged, not a voice model, or another package than was
     *     promoted
     */
    public static VoiceDetector load(ModelStore store, String model, int threads) {
        ModelPackage head = model(store, model);
        Path folder = ModelStore.isPath(model) ? Path.of(model).toAbsolutePath().getParent() : null;
        ModelStore members = folder == null ? store : store.with(folder);
        return VoiceDetector.load(head, id -> members.find(id, Problem.VOICE), threads);
    }

    /** The recipe of this name, or the one in this YAML file. */
    public static VoiceRecipe recipe(String nameOrFile) {
        Path file = Path.of(nameOrFile);
        RecipeFile recipe = nameOrFile.endsWith(".yaml") && Files.exists(file)
                ? RecipeFile.of(file)
                : RecipeFile.named(Voice.class, Problem.VOICE, nameOrFile, VoiceRecipe.NAMES);
        return recipe.as(VoiceRecipe.class);
    }

    /**
     * Trains what the recipe says and writes a package; an ensemble's members are taken from the store.
     *
     * @param data labelled recordings with the splits {@code train} and {@code valid}
     * @param out the package's folder; the checkpoint stands beside it while training
     * @param resume go on from the checkpoint of an interrupted run instead of starting anew
     */
    public static ModelPackage fit(
            VoiceRecipe recipe, DataFolder data, Path out, boolean resume, ModelStore store, FitListener listener) {
        return fit(recipe, data, Beginning.RANDOM, out, resume, store, listener);
    }

    /**
     * The same, going on from other weights than random ones. With {@code quantisation} among the recipe's training options
     * the result is a model of 8-bit integers; a trained package, a tenth of its learning rate and a few epochs are where to
     * begin. A new package that went on from another names it as its parent.
     *
     * @param beginning where to start from
     * @throws IllegalArgumentException if the recipe is an ensemble, or the package has another front end
     * @throws io.haechi.core.ModelException if the package's model or the trunk is another network, or quantised already
     */
    public static ModelPackage fit(
            VoiceRecipe recipe,
            DataFolder data,
            Beginning beginning,
            Path out,
            boolean resume,
            ModelStore store,
            FitListener listener) {
        if (!recipe.isEnsemble()) {
            return new SingleFit(recipe, data, beginning, out, listener).fit(resume);
        }
        if (!(beginning instanceof Beginning.FromNothing)) {
            throw new IllegalArgumentException("Recipe " + recipe.name()
                    + " is a vote, which has no weights to train on from; fit its members from a package instead");
        }
        return new EnsembleFit(recipe, data, out, store, listener).fit();
    }

    /**
     * Measures a detector on one split of labelled recordings; unreadable ones are left out and named.
     *
     * @param split a value of the manifest's column, or {@code all}
     */
    public static VoiceEvaluation evaluate(
            VoiceDetector detector, DataFolder data, String split, FitListener listener) {
        return detector.evaluate(data, split, listener);
    }

    /**
     * Measures single models and every ensemble of them side by side: weights and thresholds fitted on one split, figures
     * from another, and whether error-rate weights beat accuracy weights, the soft vote and the best single model beyond
     * chance.
     *
     * @param models as {@link #model} takes them, at least two and no votes; none for all single models in the store
     * @throws IllegalArgumentException if there are fewer, one is named twice or is a vote, a split is missing, or the
     *     split to fit on lacks a class
     * @throws io.haechi.core.ModelException if a named model is missing or damaged; in the store such a one is left out
     * @throws io.haechi.core.UnreadableInputException if nothing of a split can be read
     */
    public static VoiceComparison compare(
            ModelStore store, List<String> models, DataFolder data, ComparisonOptions options, FitListener listener) {
        return VoiceComparison.run(VoiceComparison.models(store, models, listener), data, options, listener);
    }

    /**
     * Trains recipes once for each generator (or corpus), or for each part of them, without it, and asks about it. Trainings that
     * were finished before in the same work folder are not done again.
     *
     * @param recipes single networks that are given the same windows; of several the mean of their logits is reported too
     * @param trunk a network trained on something else, for those recipes that can start with its layers; null for none
     * @throws IllegalArgumentException if a recipe is an ensemble, or nothing can be left out
     */
    public static LeftOut leaveOut(
            List<VoiceRecipe> recipes,
            DataFolder data,
            @Nullable Path trunk,
            LeaveOutOptions options,
            FitListener listener) {
        for (VoiceRecipe recipe : recipes) {
            if (recipe.isEnsemble()) {
                throw new IllegalArgumentException("Recipe " + recipe.name() + " is an ensemble of "
                        + String.join(", ", recipe.memberIds()) + ", which trains nothing; name their recipes");
            }
        }
        return new LeaveOut(recipes, data, recipe -> Beginning.of(trunk, recipe), options, listener).run();
    }

    /**
     * What a recipe's network costs to train and to run; nothing is trained.
     *
     * @param logs folders with the {@code voice-NAME.training} of runs that are to be told the minutes of; may be empty
     * @throws IllegalArgumentException for an ensemble, which trains nothing
     * @throws io.haechi.core.UnreadableInputException if a log is there and cannot be read
     */
    public static RecipeCost cost(VoiceRecipe recipe, List<Path> logs) {
        return RecipeCost.of(recipe, logs);
    }

    /**
     * The same, and the same recordings once more under each of these conditions, such as {@link
     * io.haechi.audio.channel.Conditions#MATRIX}: the report's {@code robustness}. The recording as it is comes first
     * whether it is among them or not; of one longer than half a minute the beginning is heard under every condition.
     *
     * @throws java.io.UncheckedIOException if a coder among them cannot be run
     */
    public static VoiceEvaluation evaluate(
            VoiceDetector detector, DataFolder data, String split, List<Condition> conditions, FitListener listener) {
        return VoiceEvaluation.run(detector, data, split, conditions, listener);
    }

    /**
     * Re-encodes each channel of a recording in the ways of {@link io.haechi.audio.channel.Conditions#REENCODINGS} and looks
     * again: whether the verdict is the same.
     *
     * @param hearing what {@link VoiceDetector#hear(Path)} said of the recording
     * @throws java.io.UncheckedIOException if a coder cannot be run
     */
    public static Stability stability(VoiceDetector detector, Path recording, Hearing hearing) {
        return Stability.of(detector, recording, hearing);
    }

    /**
     * How far a model gets on this data that looks at duration, loudness, silence and bandwidth only: AUC of every split but
     * {@code train}, on which it is fitted. Well above .5 means that the data betrays its labels.
     */
    public static Map<String, Double> shortcut(DataFolder data, FitListener listener) {
        return new ShortcutCheck(data, listener).run();
    }

    /**
     * A single model as one ONNX file that stands alone: input {@code [clips, samples]}, a waveform at 16 kHz at full scale
     * ±1 and as long as the model's window, output one uncalibrated logit per clip.
     *
     * @throws IllegalArgumentException for an ensemble, which is several networks
     */
    public static byte[] export(ModelPackage source) {
        VoiceSettings settings = VoiceSettings.ofSingle(source, "export its members one by one");
        byte[] frontEnd = FrontEndGraph.model(settings.frontEndOrThrow().build());
        return Compose.chain(source.id(), frontEnd, source.file("model.onnx"));
    }

    /**
     * Compresses a single model's network and measures every result beside it; writes nothing.
     *
     * @param data labelled recordings: ranges are measured on {@code train}, accuracy on {@code split}
     * @param retraining how to train on, which {@link Method#QAT} needs and {@link Method#PRUNE} may have, on {@code train}
     *     and {@code valid}; null does not
     * @throws IllegalArgumentException for an ensemble, which is several networks; if a method that trains is not told how,
     *     or one that does not is; if the recipe is not the package's, or the split would be trained on
     * @throws io.haechi.core.ModelException if a network that is to be trained on is not the recipe's, or was optimised or
     *     quantised
     */
    public static Compression.Outcome compress(
            ModelPackage parent,
            Method method,
            DataFolder data,
            String split,
            CompressionOptions options,
            @Nullable Retraining retraining,
            FitListener listener) {
        return new VoiceCompression(parent, data, retraining, listener).run(method, split, options);
    }

    /**
     * Writes what a compression chose as a package that names its parent, with figures of its own on valid and test.
     *
     * @param retraining as it was given to {@link #compress}
     */
    public static ModelPackage publish(
            ModelPackage parent,
            Trial chosen,
            DataFolder data,
            @Nullable Retraining retraining,
            Path out,
            FitListener listener) {
        return new VoiceCompression(parent, data, retraining, listener).publish(chosen, out);
    }

    /**
     * The recipe that a single model's package was made by, to train it on.
     *
     * @throws IllegalArgumentException if it does not come with Haechi, or the package is a vote; the message says what to do
     */
    public static VoiceRecipe recipeOf(ModelPackage made) {
        VoiceSettings.ofSingle(made, VoiceCompression.ONE_BY_ONE);
        String name = made.card().recipe();
        if (!VoiceRecipe.NAMES.contains(name)) {
            throw new IllegalArgumentException(made.id() + " was made by the recipe \"" + name
                    + "\", which does not come with Haechi; name its file by --recipe FILE");
        }
        return recipe(name);
    }

    /** Finds out which seconds and which frequencies the verdict on a recording hangs on; takes some seconds. */
    public static Explanation explain(VoiceDetector detector, Path recording, FitListener listener) {
        return Explanation.of(detector, recording, listener);
    }
}
