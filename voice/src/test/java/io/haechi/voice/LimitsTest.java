package io.haechi.voice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LimitsTest {

    @Test
    void soundGoodEnoughHasNoLimits() {
        assertThat(Limits.of(12, 1.0, 3.0, 0.02)).isEmpty();
    }

    @Test
    void tooLittleSpeechIsSaidWithBothDurations() {
        assertThat(Limits.of(12, 0.34, 20, 0)).containsExactly("0.3 s of speech in 12.0 s of sound (need 1 s)");
    }

    @Test
    void withoutSpeechNothingIsSaidOfItsDistanceFromTheNoise() {
        assertThat(Limits.of(12, 0, 0, 0)).hasSize(1);
        assertThat(Limits.of(12, 0, Double.NaN, 0)).hasSize(1);
    }

    @Test
    void noiseAsLoudAsTheVoiceIsNamed() {
        assertThat(Limits.of(12, 5, 1.6, 0)).containsExactly("the voice stands only 2 dB above the noise (need 3 dB)");
    }

    @Test
    void aProbabilityIsOnlyOpenBetweenTheThresholds() {
        assertThat(Limits.ofProbability(0.39, 0.4, 0.6)).isEmpty();
        assertThat(Limits.ofProbability(0.4, 0.4, 0.6)).hasSize(1);
        assertThat(Limits.ofProbability(0.6, 0.4, 0.6)).isEmpty();
        assertThat(Limits.ofProbability(0.5, 0.5, 0.5)).isEmpty();
    }

    @Test
    void clippingIsNamedTogetherWithWhatElseIsWrong() {
        assertThat(Limits.of(12, 0.2, 9, 0.313))
                .containsExactly(
                        "0.2 s of speech in 12.0 s of sound (need 1 s)",
                        "31 % of the sound is clipped (at most 2 %); record it at a lower level");
    }
}
