package io.haechi.call.speech.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.haechi.call.speech.engine.Recognition;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchTest {
    private final WhisperTokens tokens = WhisperTokens.of(TinyWhisper.tokenizer());
    private final TokenRules rules = new TokenRules(tokens, List.of(), List.of());

    @Test
    void aLoopIsKnownByHowSmallItBecomes() {
        assertThat(hypothesis("네 ".repeat(60), -0.1).isLoop()).isTrue();
        assertThat(hypothesis("오늘 오후에 비가 조금 오고 내일은 맑겠습니다", -0.1).isLoop()).isFalse();
        assertThat(hypothesis("", -0.1).isLoop()).isFalse();
    }

    @Test
    void aGuessIsKnownByItsLikelihood() {
        assertThat(hypothesis("a", -1.01).isGuess()).isTrue();
        assertThat(hypothesis("a", -0.99).isGuess()).isFalse();
    }

    @Test
    void everyTemperatureObeysTheRulesAndRepeatsItself() {
        WhisperOnnx.Files files = TinyWhisper.files();
        Search search = new Search(tokens, rules, 15);
        try (WhisperNetwork network = WhisperNetwork.open(files.encoder(), files.decoder(), 1);
                WhisperNetwork.Heard heard = network.hear(WhisperNetworkTest.waves(40), 40)) {
            for (double temperature : new double[] {0, 0.4, 1}) {
                Hypothesis reading = search.read(heard, 6, temperature);
                assertThat(reading).isEqualTo(search.read(heard, 6, temperature));
                assertThat(reading.tokens()).isNotEmpty().hasSizeLessThanOrEqualTo(15);
                assertThat(reading.tokens().getFirst()).isBetween(11, 61);
                assertThat(reading.tokens()).doesNotContain(tokens.noTimestamps, tokens.endOfText);
                assertThat(reading.logProbabilities()).allMatch(value -> value <= 1e-6);
            }
        }
    }

    @Test
    void silenceIsNotGuessedAt() {
        WhisperOnnx.Files files = TinyWhisper.files();
        Search search = new Search(tokens, rules, 15);
        try (WhisperNetwork network = WhisperNetwork.open(files.encoder(), files.decoder(), 1);
                WhisperNetwork.Heard heard = network.hear(WhisperNetworkTest.waves(40), 40)) {
            // Among 1500 equally unlikely tokens a random network can only guess.
            assertThat(search.read(heard, 6, 0).isGuess()).isTrue();
            assertThat(search.best(heard, 6, 0.9).tokens()).isEmpty();
            assertThat(search.best(heard, 6, 0.1).tokens()).isNotEmpty();
        }
    }

    @Test
    void aLanguageThatTheModelDoesNotKnowIsRefused() {
        try (WhisperOnnx engine = WhisperOnnx.open(TinyWhisper.files(), 1, 0)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> engine.recognise(new float[6400], "fr"))
                    .withMessageContaining("ko en");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> engine.recognise(new float[31 * 16_000], "ko"))
                    .withMessageContaining("30 s");
            Recognition nothing = engine.recognise(new float[10], "auto");
            assertThat(nothing.phrases()).isEmpty();
        }
    }

    private static Hypothesis hypothesis(String text, double likelihood) {
        return new Hypothesis(List.of(0), List.of(likelihood, likelihood), text);
    }
}
