package io.haechi.call.speech.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenRulesTest {
    private static final int ZERO = TinyWhisper.FIRST_TIMESTAMP;

    private final WhisperTokens tokens = WhisperTokens.of(TinyWhisper.tokenizer());
    private final TokenRules rules = new TokenRules(tokens, List.of(3), List.of(1));

    @Test
    void aReadingBeginsWithATimestampOfTheFirstSecond() {
        float[] logits = after();
        assertThat(allowed(logits)).isEqualTo(range(ZERO, ZERO + 51));
    }

    @Test
    void afterTheFirstTimestampComesAWord() {
        assertThat(allowed(after(ZERO))).contains(0, 1, 2).doesNotContain(3, ZERO, ZERO + 1, 10);
    }

    @Test
    void afterATimestampBehindWordsComesAnotherOrTheEnd() {
        int[] allowed = allowed(after(ZERO, 0, ZERO + 100));
        assertThat(allowed).contains(TinyWhisper.END, ZERO + 100, ZERO + 1500).doesNotContain(0, 1, 2, ZERO + 99);
    }

    @Test
    void timeGoesOn() {
        // A phrase has length: its end is later than its beginning.
        assertThat(allowed(after(ZERO + 20, 0))).contains(ZERO + 21, 0).doesNotContain(ZERO + 20, ZERO + 19);
        assertThat(allowed(after(ZERO, 0, ZERO + 100, ZERO + 100))).contains(0).doesNotContain(ZERO + 100, ZERO + 101);
    }

    @Test
    void timestampsThatAreLikelierTogetherThanAnyWordWin() {
        float[] logits = new float[tokens.count()];
        Arrays.fill(logits, ZERO, logits.length, -6);
        rules.apply(logits, List.of(ZERO, 0));
        // 1500 timestamps of e^-6 each are e^1.3 together.
        assertThat(allowed(logits)).doesNotContain(0, 1, 2);
        Arrays.fill(logits, 0);
        Arrays.fill(logits, ZERO, logits.length, -9);
        rules.apply(logits, List.of(ZERO, 0));
        assertThat(allowed(logits)).contains(0, 1, 2, ZERO + 1);
    }

    /** Logits after these tokens where words are far likelier than timestamps. */
    private float[] after(Integer... said) {
        float[] logits = new float[tokens.count()];
        Arrays.fill(logits, 0, ZERO, 20);
        rules.apply(logits, List.of(said));
        return logits;
    }

    private static int[] allowed(float[] logits) {
        return java.util.stream.IntStream.range(0, logits.length)
                .filter(i -> logits[i] != Float.NEGATIVE_INFINITY)
                .toArray();
    }

    private static int[] range(int from, int to) {
        return java.util.stream.IntStream.range(from, to).toArray();
    }
}
