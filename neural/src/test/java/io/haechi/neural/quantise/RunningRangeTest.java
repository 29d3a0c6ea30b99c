package io.haechi.neural.quantise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunningRangeTest {
    @Test
    void zeroIsOneOfTheValues() {
        Random random = new Random(4);
        for (int i = 0; i < 1000; i++) {
            float a = (float) (random.nextGaussian() * Math.exp(4 * random.nextGaussian()));
            float b = a + (float) Math.exp(4 * random.nextGaussian());
            RunningRange range = RunningRange.covering(a, b);
            assertThat(range.zeroPoint()).isBetween(0, 255);
            assertThat(range.lowest()).isLessThanOrEqualTo(0);
            assertThat(range.highest()).isGreaterThanOrEqualTo(0);
            // Both ends are met to half a step.
            assertThat(range.lowest()).isCloseTo(Math.min(a, 0), within(0.51f * range.scale()));
            assertThat(range.highest()).isCloseTo(Math.max(b, 0), within(0.51f * range.scale()));
        }
    }

    @Test
    void behindARectifierTheZeroPointIsZero() {
        RunningRange range = RunningRange.covering(0.2f, 5.1f);
        assertThat(range).isEqualTo(new RunningRange(0, 5.1f));
        assertThat(range.zeroPoint()).isZero();
        assertThat(range.scale()).isCloseTo(0.02f, within(1e-7f));
        assertThat(RunningRange.covering(-0f, 1)
                        .towards(RunningRange.covering(0, 3), 0.9)
                        .low())
                .isEqualTo(0f);
    }

    @Test
    void theFirstBatchSetsARangeAndTheOthersMoveIt() {
        RunningRange first = RunningRange.EMPTY.towards(new RunningRange(-1, 4), 0.9);
        assertThat(first).isEqualTo(new RunningRange(-1, 4));
        RunningRange second = first.towards(new RunningRange(-2, 14), 0.9);
        assertThat(second.low()).isCloseTo(-1.1f, within(1e-6f));
        assertThat(second.high()).isCloseTo(5, within(1e-6f));
    }

    @Test
    void aTensorThatIsAlwaysZeroStillHasAScale() {
        assertThat(RunningRange.EMPTY.isEmpty()).isTrue();
        assertThat(RunningRange.EMPTY.scale()).isPositive();
        assertThat(RunningRange.EMPTY.zeroPoint()).isZero();
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void aRangeThatIsNoNumberIsRefused(float end) {
        assertThatThrownBy(() -> RunningRange.covering(Math.min(end, 0), Math.max(end, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("finite and hold zero");
    }
}
