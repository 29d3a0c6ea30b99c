package io.haechi.call.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NoiseTest {
    private static final String TEXT = "안녕하세요 고객님 무엇을 도와드릴까요 ".repeat(500);

    @Test
    void noNoiseLeavesEverything() {
        assertThat(new Noise(0, 1).apply(TEXT)).isEqualTo(TEXT);
    }

    @Test
    void theSameSeedHearsTheSame() {
        Noise noise = new Noise(0.2, 5);
        assertThat(noise.apply(TEXT)).isEqualTo(noise.apply(TEXT)).isNotEqualTo(new Noise(0.2, 6).apply(TEXT));
    }

    @Test
    void aTenthOfTheSpacesGo() {
        long before = TEXT.chars().filter(c -> c == ' ').count();
        long after = new Noise(0.1, 1).apply(TEXT).chars().filter(c -> c == ' ').count();
        assertThat(1 - (double) after / before).isBetween(0.08, 0.12);
    }

    @Test
    void onlyHangulIsMisheard() {
        assertThat(new Noise(0.9, 1).apply("call 119, OK?").replace(" ", "")).isEqualTo("call119,OK?");
    }

    @Test
    void lineEndsStay() {
        assertThat(new Noise(0.5, 1).apply("가나다라\n마바사\n아자차").lines().count()).isEqualTo(3);
    }

    @Test
    void ratesBeyondOneAreRefused() {
        assertThatThrownBy(() -> new Noise(1, 1)).hasMessageContaining("at least 0 and below 1, got 1.0");
    }
}
