package io.haechi.call;

import io.haechi.call.learn.Features;
import io.haechi.call.learn.Learner;
import io.haechi.core.Problem;
import io.haechi.text.normal.NormaliserOptions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decides what a fit comes to, except the data: read from {@code recipes/call/NAME.yaml} or {@code
 * recipes/sentence/NAME.yaml}.
 *
 * @param name the recipe's name, and the end of the id of the package it makes
 * @param about one sentence for the person who chooses
 * @param text how a text is brought into normal form, as {@link NormaliserOptions#of} takes it
 * @param features what it is turned into; absent for an encoder, which reads texts as they are
 * @param learner the method
 * @param balance {@code none}; {@code class}, both classes count the same; {@code source}, and within a class every source does;
 *     {@code root}, sources count by the root of their size
 * @param unit what is judged at once
 * @param noise rates of {@link io.haechi.call.data.Noise} at which every training text is heard once more; may be empty
 * @param background calls of each written kind ({@link io.haechi.call.data.Background}) that are learnt from too, 0 for none
 * @param sentences the method of a second model that judges each sentence of a call by itself and is added to the first; a
 *     call's evidence comes from it. Absent for models of sentences, and for calls without
 * @param seed of everything random
 */
public record TextRecipe(
        String name,
        String about,
        Map<String, String> text,
        @Nullable Features features,
        Learner learner,
        String balance,
        Unit unit,
        List<Double> noise,
        int background,
        @Nullable Second sentences,
        long seed) {

    /**
     * A second model, of sentences.
     *
     * @param learner its method
     * @param weight how much it counts against the first, whose weight is 1; both are divided by their spread before
     */
    public record Second(Learner learner, double weight) {
        public Second {
            if (!(weight > 0)) {
                throw new IllegalArgumentException("The second model's weight must be above 0, got " + weight);
            }
        }
    }

    private static final List<String> BALANCES = List.of("none", "class", "source", "root");

    public TextRecipe {
        text = Map.copyOf(text);
        noise = List.copyOf(noise);
        if (background < 0 || background > 1000) {
            throw new IllegalArgumentException(
                    "Written calls of each kind must be between 0 and 1000, got " + background);
        }
        NormaliserOptions.of(text);
        if ((features == null) != (learner instanceof Learner.Pretrained)) {
            throw new IllegalArgumentException("Features are for every method but an encoder, which reads texts as they"
                    + " are; recipe \"" + name + "\" has " + (features == null ? "none" : "both"));
        }
        if (!BALANCES.contains(balance)) {
            throw new IllegalArgumentException(
                    "Balance is one of " + String.join(", ", BALANCES) + ", got \"" + balance + "\"");
        }
    }

    /** The recipes that come with Haechi for a problem. */
    public static List<String> names(Problem problem) {
        return problem.equals(Problem.SENTENCE) ? SENTENCE_NAMES : CALL_NAMES;
    }

    /** Those of {@link #names} that need nothing but texts, and no weights that others have trained. */
    public static List<String> fromTextsAlone(Problem problem) {
        return names(problem).stream().filter(CALL_NAMES::contains).toList();
    }

    private static final List<String> CALL_NAMES = List.of(
            "default",
            "char-svc",
            "char-logistic",
            "char-bayes",
            "char-forest",
            "char-lightgbm",
            "morpheme-svc",
            "morpheme-logistic",
            "morpheme-bayes",
            "morpheme-forest",
            "morpheme-lightgbm",
            "fasttext-svc",
            "fasttext-logistic",
            "fasttext-forest",
            "fasttext-lightgbm",
            "rnn",
            "bilstm");

    private static final List<String> SENTENCE_NAMES = Stream.concat(
                    CALL_NAMES.stream(), Stream.of("encoder-ko", "kobert"))
            .toList();

    /** How texts are brought into normal form. */
    NormaliserOptions normal() {
        return NormaliserOptions.of(text);
    }
}
