package io.haechi.call.speech.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.haechi.call.speech.engine.Phrase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhrasingTest {
    private static final int ZERO = TinyWhisper.FIRST_TIMESTAMP;

    private final WhisperTokens tokens = WhisperTokens.of(TinyWhisper.tokenizer());

    @Test
    void pairsOfTimestampsDivide() {
        Phrasing made = of(10, ZERO, 0, ZERO + 100, ZERO + 150, 1, ZERO + 400);
        assertThat(made.phrases()).extracting(Phrase::text).containsExactly("a", "b");
        assertThat(made.phrases()).extracting(Phrase::startSeconds).containsExactly(5.0, 8.0);
        assertThat(made.phrases()).extracting(Phrase::endSeconds).containsExactly(7.0, 13.0);
        assertThat(made.readSeconds()).isEqualTo(10);
    }

    @Test
    void aPairAtTheEndMeansThatSpeechGoesOn() {
        Phrasing made = of(10, ZERO, 0, ZERO + 100, ZERO + 100);
        assertThat(made.phrases()).hasSize(1);
        assertThat(made.readSeconds()).isEqualTo(2);
    }

    @Test
    void whatIsCutShortBehindAPairIsReadAgain() {
        Phrasing made = of(10, ZERO, 0, ZERO + 100, ZERO + 100, 1);
        assertThat(made.phrases()).extracting(Phrase::text).containsExactly("a");
        assertThat(made.readSeconds()).isEqualTo(2);
    }

    @Test
    void withoutAnEndItLastsAsLongAsTheSound() {
        Phrasing made = of(3, ZERO + 10, 0, 1);
        assertThat(made.phrases().getFirst().endSeconds()).isEqualTo(8);
        assertThat(made.phrases().getFirst().startSeconds()).isCloseTo(5.2, within(1e-9));
        assertThat(made.readSeconds()).isEqualTo(3);
    }

    @Test
    void noTimeIsBeyondTheSound() {
        Phrasing made = of(3, ZERO, 0, ZERO + 500);
        assertThat(made.phrases().getFirst().endSeconds()).isEqualTo(8);
    }

    @Test
    void nothingSaidIsNothing() {
        assertThat(of(3).phrases()).isEmpty();
        assertThat(of(3, ZERO, ZERO + 20).phrases()).isEmpty();
        assertThat(of(3).readSeconds()).isEqualTo(3);
    }

    /** A reading of these tokens, of sound that begins at 5 s. */
    private Phrasing of(double seconds, Integer... said) {
        List<Integer> list = List.of(said);
        List<Double> likelihoods = new ArrayList<>(Collections.nCopies(list.size() + 1, -0.5));
        return Phrasing.of(new Hypothesis(list, likelihoods, tokens.text(list)), tokens, 5, seconds);
    }
}
