package io.haechi.call.speech.engine;

import java.util.List;

/**
 * What an engine heard in one piece of sound.
 *
 * @param phrases in order of time; empty if it heard no words
 * @param language the language that they are written down in, a code such as {@code ko}; empty if not known
 * @param heard the language that it sounded most like, whatever was asked for; empty if the engine does not say
 * @param heardProbability how sure it is of that, 0 to 1; NaN if it does not say
 */
public record Recognition(List<Phrase> phrases, String language, String heard, double heardProbability) {

    public Recognition {
        phrases = List.copyOf(phrases);
    }
}
