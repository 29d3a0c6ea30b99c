package io.haechi.text.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MorphemesTest {
    private static final String SENTENCE = "안전계좌로 돈을 옮기셔야 합니다";

    @Test
    void particlesAndEndingsStandApart() {
        assertThat(new Morphemes(MorphemeOptions.ALL).words(SENTENCE)).contains("안전", "계좌", "로", "돈", "을", "옮기");
    }

    @Test
    void onlyWhatCarriesMeaningIsKept() {
        List<Token> tokens = new Morphemes(MorphemeOptions.CONTENT).tokens(SENTENCE);
        assertThat(tokens)
                .extracting(Token::text)
                .contains("안전", "계좌", "돈", "옮기")
                .doesNotContain("로", "을");
        assertThat(tokens.getFirst().tag()).isEqualTo("NNG");
        assertThat(SENTENCE.substring(tokens.get(1).start(), tokens.get(1).end()))
                .isEqualTo("계좌");
    }

    @Test
    void anyNumberOfThreadsMayAsk() {
        Morphemes morphemes = new Morphemes(MorphemeOptions.ALL);
        List<Token> alone = morphemes.tokens(SENTENCE);
        assertThat(IntStream.range(0, 500)
                        .parallel()
                        .mapToObj(_ -> morphemes.tokens(SENTENCE))
                        .distinct())
                .containsExactly(alone);
    }

    @Test
    void aLongTextOfOneCharacterIsNoTrouble() {
        assertThat(new Morphemes(MorphemeOptions.ALL).tokens("아".repeat(100_000)))
                .isNotEmpty();
        assertThat(new Morphemes(MorphemeOptions.ALL).tokens("\ud800 \u0000 🙂"))
                .isNotNull();
    }

    @Test
    void unknownTagsAreRefused() {
        assertThatThrownBy(() -> new MorphemeOptions(Set.of("NOUN"), true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NOUN");
    }
}
