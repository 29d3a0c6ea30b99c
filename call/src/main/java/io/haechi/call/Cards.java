package io.haechi.call;

import java.util.List;

/** What every card of a model of texts says beside its figures. */
final class Cards {
    static final String LICENCE =
            "Apache-2.0. Weights were learnt from public transcripts; every term in them stands in at"
                    + " least five texts, so that nobody's name can be read from them.";

    static final List<String> LIMITS = List.of(
            "A verdict is evidence, not proof: never the only ground for refusing a payment or accusing a person.",
            "Fitted on Korean transcripts; other languages are refused as UNSURE.",
            "Ordinary calls of a kind that was not in the training data are called phishing more often; figures for"
                    + " sources that were left out stand in docs/calls.md.",
            "New frauds, told in new words, may pass for ordinary calls.");

    private Cards() {}
}
