package io.haechi.call.learn;

import io.haechi.core.model.ModelPackage;
import io.haechi.text.sparse.LinearText;
import io.haechi.text.sparse.TfIdf;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Fits what a recipe asks for and makes scorers of what was fitted. */
public final class Learning {
    static final String FEATURES = "features.txt";
    static final String WEIGHTS = "weights.bin";
    static final String TREES = "model.txt";

    /** Weights smaller than this share of the largest say nothing; leaving them out halves a package. */
    private static final double NOTHING = 1e-3;

    private Learning() {}

    /**
     * Fits a method.
     *
     * @param prefix put before the names of the files, so that a package may hold several models
     * @param threads how many LightGBM and counting may use
     * @return the files of a package by their names
     */
    public static Map<String, byte[]> fit(
            Features features, Learner learner, List<Sample> samples, String prefix, long seed, int threads) {
        List<String> texts = samples.stream().map(Sample::text).toList();
        TfIdf rows = TfIdf.fit(texts, features.parsedTerms(), features.vocabulary(), features.weighting());
        boolean[] positive = new boolean[texts.size()];
        double[] counts = new double[texts.size()];
        for (int i = 0; i < counts.length; i++) {
            positive[i] = samples.get(i).positive();
            counts[i] = samples.get(i).count();
        }
        Lessons lessons = new Lessons(rows.transform(texts, threads), positive, counts);
        return switch (learner) {
            case Learner.Linear linear -> linear(rows, LinearLearning.fit(linear, lessons), prefix);
            case Learner.Trees trees ->
                Map.of(
                        prefix + FEATURES,
                        rows.toBytes(),
                        prefix + TREES,
                        LightGbm.fit(trees, lessons, seed, threads).getBytes(StandardCharsets.UTF_8));
            case Learner.Recurrent _ ->
                throw new IllegalArgumentException("A recurrent network reads words, not sparse rows");
        };
    }

    private static Map<String, byte[]> linear(TfIdf rows, LinearWeights found, String prefix) {
        return Map.of(prefix + FEATURES, rows.toBytes(), prefix + WEIGHTS, found.toBytes());
    }

    /** The scorer in a package, whichever kind it is. */
    public static TextScorer open(ModelPackage source, String prefix) {
        TfIdf rows = TfIdf.read(source.id() + ": " + prefix + FEATURES, source.file(prefix + FEATURES));
        if (source.has(prefix + TREES)) {
            String text = new String(source.file(prefix + TREES), StandardCharsets.UTF_8);
            return new TreeScorer(rows, DecisionTrees.read(source.id() + ": " + prefix + TREES, text, rows.width()));
        }
        LinearWeights weights =
                LinearWeights.read(source.id() + ": " + prefix + WEIGHTS, source.file(prefix + WEIGHTS), rows.width());
        return new LinearScorer(new LinearText(rows, weights.weights(), (float) weights.intercept()));
    }
}
