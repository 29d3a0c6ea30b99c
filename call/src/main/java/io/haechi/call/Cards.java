package io.haechi.call;

import io.haechi.call.learn.Learner;
import io.haechi.call.speech.pull.EncoderPull;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every card of a model of texts says beside its figures. */
final class Cards {
    private static final String LICENCE =
            "Apache-2.0. Weights were learnt from public transcripts; every term in them stands in at"
                    + " least five texts, so that nobody's name can be read from them.";

    private static final List<String> LIMITS = List.of(
            "A verdict is evidence, not proof: never the only ground for refusing a payment or accusing a person.",
            "Fitted on Korean transcripts; calls in other languages are refused as UNSURE, single sentences are not.",
            "Ordinary calls of a kind that was not in the training data are called phishing more often; figures for"
                    + " sources that were left out stand in docs/calls.md.",
            "New frauds, told in new words, may pass for ordinary calls.");

    private static final String NEVER_MISSPELT =
            "Fitted without misspelt text: on what a recogniser wrote it calls more ordinary sentences phishing"
                    + " (docs/calls.md).";

    private Cards() {}

    /**
     * What a package says about its licence: whoever lent it weights is named.
     *
     * @param weights where an encoder started from; null for what its recipe names
     */
    static String licence(Learner learner, @Nullable Path weights) {
        if (!(learner instanceof Learner.Pretrained pretrained)) {
            return LICENCE;
        }
        return LICENCE
                + (weights == null && pretrained.start().equals(EncoderPull.E5_SMALL)
                        ? " They were taught on from multilingual-e5-small: Copyright (c) Microsoft Corporation, MIT licence."
                        : " They were taught on from weights of others, whose own licence applies to them.");
    }

    /** What a package made by this recipe cannot do. */
    static List<String> limits(TextRecipe recipe) {
        List<String> limits = new ArrayList<>(LIMITS);
        if (recipe.learner() instanceof Learner.Pretrained && recipe.noise().isEmpty()) {
            limits.add(NEVER_MISSPELT);
        }
        return limits;
    }
}
