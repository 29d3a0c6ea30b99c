package io.haechi.text.normal;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.haechi.text.LanguageGuess;
import io.haechi.text.sentence.Sentences;
import io.haechi.text.sentence.Span;

/**
 * Any string may come as a transcript. A usual test run tries the files under {@code NormaliserFuzzTestInputs}; with
 * {@code JAZZER_FUZZ=1} in the environment it looks for new ones.
 */
class NormaliserFuzzTest {
    @FuzzTest(maxDuration = "2m")
    void takesAnyString(FuzzedDataProvider data) {
        NormaliserOptions options = new NormaliserOptions(
                data.consumeBoolean(),
                data.pickValue(Masks.values()),
                data.pickValue(Digits.values()),
                data.pickValue(Latin.values()),
                data.consumeBoolean(),
                data.consumeBoolean(),
                data.consumeBoolean(),
                data.consumeBoolean(),
                data.consumeInt(0, 4),
                data.pickValue(Breaks.values()));
        String text = data.consumeRemainingAsString();
        new Normaliser(options).apply(text);
        LanguageGuess.of(text);
        int end = 0;
        for (Span span : Sentences.standard().spans(text)) {
            if (span.start() < end) {
                throw new AssertionError("Sentences overlap at " + span);
            }
            end = span.end();
        }
    }
}
