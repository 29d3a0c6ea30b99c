package io.haechi.audio.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class HysteresisTest {

    /** No padding and round numbers: a chunk is 32 ms, four make the shortest speech, two the shortest silence. */
    private static final SpeechOptions PLAIN = new SpeechOptions(0.5, 0.3, 0.128, 0.064, 0);

    @Test
    void speechBeginsAtOnsetAndEndsUnderOffset() {
        assertThat(stretches(PLAIN, 0, 0.4, 0.5, 0.4, 0.9, 0.31, 0.2, 0.2, 0, 0))
                .containsExactly(new Stretch(2 * 0.032, 6 * 0.032));
    }

    @Test
    void shortGapsDoNotCut() {
        assertThat(stretches(PLAIN, 0.9, 0.9, 0.1, 0.9, 0.9, 0, 0)).containsExactly(new Stretch(0, 5 * 0.032));
    }

    @Test
    void aGapIsOnlyOverWhenSpeechReturns() {
        // 0.4 is neither speech nor silence: the gap that began before goes on.
        assertThat(stretches(PLAIN, 0.9, 0.9, 0.9, 0.9, 0.1, 0.4, 0.9, 0.9)).containsExactly(new Stretch(0, 4 * 0.032));
    }

    @Test
    void shortSpeechIsDropped() {
        assertThat(stretches(PLAIN, 0, 0.9, 0.9, 0.9, 0, 0, 0)).isEmpty();
    }

    @Test
    void speechAtTheEndIsKept() {
        assertThat(stretches(PLAIN, 0, 0.9, 0.9, 0.9, 0.9)).containsExactly(new Stretch(0.032, 5 * 0.032));
    }

    @Test
    void paddedNeighboursBecomeOne() {
        SpeechOptions padded = new SpeechOptions(0.5, 0.3, 0.032, 0.032, 0.04);
        List<Stretch> found = stretches(padded, 0, 0, 0.9, 0, 0, 0, 0.9, 0, 0, 0, 0);
        assertThat(found).hasSize(2);
        assertThat(stretches(padded, 0, 0, 0.9, 0, 0.9, 0, 0, 0, 0))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.startSeconds()).isEqualTo(2 * 0.032 - 0.04);
                    assertThat(one.endSeconds()).isEqualTo(5 * 0.032 + 0.04);
                });
    }

    @Test
    void nothingReachesBeyondTheSound() {
        SpeechOptions padded = new SpeechOptions(0.5, 0.3, 0.032, 0.032, 0.5);
        assertThat(stretches(padded, 0.9, 0.9)).containsExactly(new Stretch(0, 2 * 0.032));
    }

    @Test
    void speechUnderWayCountsAsFarAsItHasCome() {
        Hysteresis hysteresis = new Hysteresis(PLAIN);
        for (int chunk = 0; chunk < 10; chunk++) {
            hysteresis.hear(chunk < 2 ? 0 : 0.9f);
        }
        assertThat(hysteresis.stretches()).containsExactly(new Stretch(2 * 0.032, 10 * 0.032));
        hysteresis.hear(0.9f);
        assertThat(hysteresis.stretches()).containsExactly(new Stretch(2 * 0.032, 11 * 0.032));
    }

    @Test
    void aMemoryHoldsWhatLiesWithinAndNothingElse() {
        // One second in two of speech, for an hour; remembered are the last ten.
        Hysteresis hysteresis = new Hysteresis(PLAIN, 10);
        for (int chunk = 0; chunk < 112_500; chunk++) {
            hysteresis.hear(chunk % 62 < 31 ? 0.9f : 0);
        }
        double now = 112_500 * 0.032;
        List<Stretch> known = hysteresis.stretches();
        assertThat(known).hasSizeBetween(5, 6);
        assertThat(known.getFirst().startSeconds()).isGreaterThanOrEqualTo(now - 10);
        assertThat(known.stream().mapToDouble(Stretch::seconds).sum()).isBetween(4.4, 5.6);
    }

    @Test
    void aStretchLongerThanMemoryIsCutAtItsBeginning() {
        Hysteresis hysteresis = new Hysteresis(PLAIN, 1);
        for (int chunk = 0; chunk < 100; chunk++) {
            hysteresis.hear(0.9f);
        }
        assertThat(hysteresis.stretches()).containsExactly(new Stretch(100 * 0.032 - 1, 100 * 0.032));
    }

    @Test
    void optionsAndStretchesValidateThemselves() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SpeechOptions(0, 0, 0, 0, 0))
                .withMessage("Onset must be above 0 and at most 1, got 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SpeechOptions(0.5, 0.6, 0, 0, 0))
                .withMessageContaining("onset 0.5, got 0.6");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SpeechOptions(0.5, 0.3, -1, 0, 0))
                .withMessageContaining("Shortest speech");
        assertThatIllegalArgumentException().isThrownBy(() -> new Stretch(1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Stretch(Double.NaN, 1));
    }

    private static List<Stretch> stretches(SpeechOptions options, double... probabilities) {
        Hysteresis hysteresis = new Hysteresis(options);
        for (double probability : probabilities) {
            hysteresis.hear((float) probability);
        }
        hysteresis.finish(probabilities.length * 512 / 16_000.0);
        return hysteresis.stretches();
    }
}
