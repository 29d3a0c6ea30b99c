package io.haechi.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PoolingTest {

    @Test
    void windowsCountByTheirSecondsOfSpeech() {
        assertThat(Pooling.mean(List.of(2.0, -1.0, 8.0), List.of(3.0, 1.0, 0.0)))
                .isCloseTo((2.0 * 3 - 1.0) / 4, within(1e-12));
    }

    @Test
    void withoutAnySpeechAllWindowsCountAlike() {
        assertThat(Pooling.mean(List.of(2.0, -1.0), List.of(0.0, 0.0))).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void aLongRecordingIsNoSurerThanItsWindows() {
        assertThat(Pooling.mean(List.of(1.5, 1.5, 1.5, 1.5), List.of(1.0, 2.0, 0.5, 1.0)))
                .isCloseTo(1.5, within(1e-12));
    }

    @Test
    void noWindowsArePooledToEvenOdds() {
        assertThat(Pooling.mean(List.of(), List.of())).isZero();
    }
}
