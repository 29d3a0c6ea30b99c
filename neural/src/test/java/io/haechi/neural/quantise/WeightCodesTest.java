package io.haechi.neural.quantise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightCodesTest {
    @Test
    void eachChannelHasTheScaleOfItsLargestWeight() {
        float[] weights = {-1.27f, 0.634f, 0.02f, 100, -50.4f, 0, 0, 0, 0};
        WeightCodes codes = WeightCodes.of(weights, new float[3], 8);
        assertThat(codes.scales()[0]).isCloseTo(0.01f, within(1e-8f));
        assertThat(codes.scales()[1]).isCloseTo(100 / 127f, within(1e-6f));
        assertThat(codes.scales()[2]).isPositive();
        assertThat(codes.codes()).containsExactly(-127, 63, 2, 127, -64, 0, 0, 0, 0);
    }

    @Test
    void fewerBitsAreFewerLevels() {
        float[] weights = {-0.9f, 0.2f, 0.44f, 0.9f};
        assertThat(WeightCodes.of(weights, new float[1], 2).codes()).containsExactly(-1, 0, 0, 1);
        assertThat(WeightCodes.of(weights, new float[1], 3).codes()).containsExactly(-3, 1, 1, 3);
        assertThat(WeightCodes.of(weights, new float[1], 7).codes()).containsExactly(-63, 14, 31, 63);
    }

    @Test
    void aScaleIsNotUndercut() {
        WeightCodes codes = WeightCodes.of(new float[] {1, -2}, new float[] {4}, 8);
        assertThat(codes.scales()[0]).isEqualTo(4);
        assertThat(codes.codes()).containsExactly(0, 0);
    }

    @Test
    void stretchingAChannelLeavesItsCodes() {
        // Why batch normalisation can be folded in after training without a second rounding.
        float[] weights = {0.3f, -0.71f, 0.052f, 1.11f};
        float[] stretched = weights.clone();
        for (int i = 0; i < 4; i++) {
            stretched[i] *= 37.5f;
        }
        assertThat(WeightCodes.of(stretched, new float[1], 8).codes())
                .isEqualTo(WeightCodes.of(weights, new float[1], 8).codes());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1, 9})
    void bitsOutOfRangeAreRefused(int bits) {
        assertThatThrownBy(() -> new QuantisationAware(0, 1, 0.9, bits))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("between 2 and 8, got " + bits);
    }

    @Test
    void sharesAndMomentumOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new QuantisationAware(1, 1, 0.9, 8)).hasMessageContaining("below 1, got 1.0");
        assertThatThrownBy(() -> new QuantisationAware(0, Double.NaN, 0.9, 8)).hasMessageContaining("got NaN");
        assertThatThrownBy(() -> new QuantisationAware(0, 1, 1, 8)).hasMessageContaining("Momentum");
    }

    @Test
    void roundingBeginsAndFreezesWhereItIsSaid() {
        QuantisationAware late = new QuantisationAware(0.25, 0.5, 0.9, 8);
        assertThat(late.isRounded(24, 100)).isFalse();
        assertThat(late.isRounded(25, 100)).isTrue();
        assertThat(late.isFrozen(49, 100)).isFalse();
        assertThat(late.isFrozen(50, 100)).isTrue();
        // Without a first look there would be no range to freeze.
        assertThat(new QuantisationAware(0, 0, 0.9, 8).isFrozen(0, 100)).isFalse();
        assertThat(new QuantisationAware(0, 1, 0.9, 8).isFrozen(99, 100)).isFalse();
    }
}
