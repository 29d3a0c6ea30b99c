package io.haechi.voice;

import java.util.List;

/** What every voice card says beside its figures. */
final class VoiceCards {
    static final String LICENCE =
            "Apache-2.0. Weights were learnt from public research demos and recordings; no recording"
                    + " can be read from them.";

    static final List<String> LIMITS = List.of(
            "A verdict is evidence, not proof: never the only ground for refusing a payment or accusing a person.",
            "Not for telling who is speaking, or whether what is said is true.",
            "Generators newer than the training data may pass for human; figures per generator stand in the metrics.",
            "Fitted on Korean, English and some Japanese speech of a few seconds; other languages were not measured.",
            "Human voices over channels that were not in the training data may be called synthetic more often.");

    private VoiceCards() {}

    /** What a package that begins like this says about its licence: whoever lent it layers is named. */
    static String licence(Beginning beginning) {
        return switch (beginning) {
            case Beginning.FromNothing _ -> LICENCE;
            case Beginning.FromPackage from -> from.origin().card().licence();
            case Beginning.FromTrunk trunk ->
                LICENCE + " Its first layers were taken from " + trunk.file().getFileName()
                        + (VoiceNetwork.isWhisper(trunk.file())
                                ? ": Whisper, Copyright (c) 2022 OpenAI, MIT licence."
                                : ", whose own licence applies to them.");
        };
    }
}
