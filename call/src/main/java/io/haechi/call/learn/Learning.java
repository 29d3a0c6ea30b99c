package io.haechi.call.learn;

import io.haechi.core.ModelException;
import io.haechi.core.model.ModelPackage;
import io.haechi.neural.encoder.EncoderTokens;
import io.haechi.onnx.OnnxRunner;
import io.haechi.text.sparse.LinearText;
import io.haechi.text.sparse.SparseRows;
import io.haechi.text.sparse.TfIdf;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fits what a recipe asks for and makes scorers of what was fitted. */
public final class Learning {
    static final String FEATURES = "features.txt";
    static final String VECTORS = "vectors.bin";
    static final String WEIGHTS = "weights.bin";
    static final String TREES = "model.txt";
    static final String NETWORK = "model.onnx";
    static final String TOKENS = "tokenizer.json";
    static final String LONGEST = "tokens.txt";

    private Learning() {}

    /**
     * Fits a method.
     *
     * @param features null for an encoder, which reads texts as they are
     * @param prefix put before the names of the files, so that a package may hold several models
     * @param threads how many LightGBM, PyTorch and counting may use
     * @param teaching where an encoder's weights and checkpoints are; unused by the others
     * @return the files of a package by their names
     * @throws IllegalArgumentException if features and method do not go together
     */
    public static Map<String, byte[]> fit(
            @Nullable Features features,
            Learner learner,
            List<Sample> samples,
            String prefix,
            long seed,
            int threads,
            Teaching teaching) {
        if (learner instanceof Learner.Pretrained pretrained) {
            Map<String, byte[]> files = new HashMap<>();
            EncoderFit.fit(pretrained, samples, seed, teaching)
                    .forEach((name, bytes) -> files.put(prefix + name, bytes));
            return files;
        }
        if (features == null) {
            throw new IllegalArgumentException(
                    "A recipe without features is an encoder's; say what a text is turned into");
        }
        List<String> texts = samples.stream().map(Sample::text).toList();
        Map<String, byte[]> files = new HashMap<>();
        SparseRows rows;
        if (features.areVectors()) {
            WordVectors vectors = WordVectors.fit(texts, features.vectors(), seed);
            files.put(prefix + VECTORS, vectors.toBytes());
            if (learner instanceof Learner.Recurrent recurrent) {
                files.put(prefix + NETWORK, Recurrence.fit(recurrent, vectors, samples, seed, threads));
                return files;
            }
            rows = vectors.means(texts);
        } else {
            TfIdf counted = TfIdf.fit(texts, features.parsedTerms(), features.vocabulary(), features.weighting());
            files.put(prefix + FEATURES, counted.toBytes());
            rows = counted.transform(texts, threads);
        }
        files.putAll(onRows(learner, lessons(rows, samples), prefix, seed, threads));
        return files;
    }

    private static Lessons lessons(SparseRows rows, List<Sample> samples) {
        boolean[] positive = new boolean[samples.size()];
        double[] counts = new double[samples.size()];
        for (int i = 0; i < counts.length; i++) {
            positive[i] = samples.get(i).positive();
            counts[i] = samples.get(i).count();
        }
        return new Lessons(rows, positive, counts);
    }

    private static Map<String, byte[]> onRows(Learner learner, Lessons lessons, String prefix, long seed, int threads) {
        return switch (learner) {
            case Learner.Linear linear ->
                Map.of(prefix + WEIGHTS, LinearLearning.fit(linear, lessons).toBytes());
            case Learner.Trees trees ->
                Map.of(
                        prefix + TREES,
                        LightGbm.fit(trees, lessons, seed, threads).getBytes(StandardCharsets.UTF_8));
            case Learner.Pretrained _ -> throw new IllegalArgumentException("An encoder reads texts, not rows");
            case Learner.Recurrent _ ->
                throw new IllegalArgumentException(
                        "A recurrent network reads the vectors of words; give the features a size of vectors above 0");
        };
    }

    /**
     * The scorer in a package, whichever kind it is.
     *
     * @throws io.haechi.core.ModelException if a file of it is missing or damaged
     */
    public static TextScorer open(ModelPackage source, String prefix) {
        String where = source.id() + ": " + prefix;
        if (source.has(prefix + TOKENS)) {
            return new EncoderScorer(
                    EncoderTokens.of(source.file(prefix + TOKENS)).reader(longest(source, prefix)),
                    OnnxRunner.open(source.file(prefix + NETWORK), 1));
        }
        if (source.has(prefix + VECTORS)) {
            WordVectors vectors = WordVectors.read(where + VECTORS, source.file(prefix + VECTORS));
            if (source.has(prefix + NETWORK)) {
                return new Recurrence.Scorer(vectors, OnnxRunner.open(source.file(prefix + NETWORK), 1));
            }
            int width = vectors.vectors().dimension();
            return source.has(prefix + TREES)
                    ? new VectorScorer(vectors, null, trees(source, prefix, width))
                    : new VectorScorer(vectors, weights(source, prefix, width), null);
        }
        TfIdf rows = TfIdf.read(where + FEATURES, source.file(prefix + FEATURES));
        if (source.has(prefix + TREES)) {
            return new TreeScorer(rows, trees(source, prefix, rows.width()));
        }
        LinearWeights weights = weights(source, prefix, rows.width());
        return new LinearScorer(new LinearText(rows, weights.weights(), (float) weights.intercept()));
    }

    private static int longest(ModelPackage source, String prefix) {
        String text = new String(source.file(prefix + LONGEST), StandardCharsets.UTF_8).strip();
        if (!text.matches("[1-9][0-9]{0,4}")) {
            throw new ModelException(source.id() + ": " + prefix + LONGEST + " holds no number of tokens; copy or fit"
                    + " the package again.");
        }
        return Integer.parseInt(text);
    }

    private static DecisionTrees trees(ModelPackage source, String prefix, int width) {
        String text = new String(source.file(prefix + TREES), StandardCharsets.UTF_8);
        return DecisionTrees.read(source.id() + ": " + prefix + TREES, text, width);
    }

    private static LinearWeights weights(ModelPackage source, String prefix, int width) {
        return LinearWeights.read(source.id() + ": " + prefix + WEIGHTS, source.file(prefix + WEIGHTS), width);
    }
}
