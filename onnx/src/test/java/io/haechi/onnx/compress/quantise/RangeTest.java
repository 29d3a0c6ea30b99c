package io.haechi.onnx.compress.quantise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RangeTest {
    @Test
    void scaleAndZeroPointAreThoseOfTheFormula() {
        Range range = new Range(-1, 3);
        // 4 / 255, and 1 / (4 / 255) = 63.75.
        assertThat(range.scale()).isCloseTo(0.015686275f, within(1e-9f));
        assertThat(range.zeroPoint()).isEqualTo(64);
    }

    @Test
    void whatComesOutOfAReluHasTheZeroPointZero() {
        assertThat(new Range(0, 6)).extracting(Range::zeroPoint).isEqualTo(0);
        assertThat(new Range(0, 6).scale()).isCloseTo(6f / 255, within(1e-9f));
        assertThat(new Range(-6, 0).zeroPoint()).isEqualTo(255);
    }

    @Test
    void zeroIsAlwaysInside() {
        assertThat(new Range(2, 5)).isEqualTo(new Range(0, 5));
        assertThat(new Range(-5, -2)).isEqualTo(new Range(-5, 0));
    }

    @Test
    void nothingButZeroHasASafeScale() {
        assertThat(new Range(0, 0).scale()).isEqualTo(1);
        assertThat(new Range(0, 0).zeroPoint()).isZero();
        assertThat(new Range(-1e-40f, 1e-40f).scale()).isEqualTo(1);
        assertThat(new Range(-Float.MAX_VALUE, Float.MAX_VALUE).scale()).isFinite();
    }

    @Test
    void endsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new Range(1, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A range needs two finite ends in order, got 1.0 to -1.0");
        assertThatThrownBy(() -> new Range(Float.NaN, 1)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new Range(0, Float.POSITIVE_INFINITY)).hasMessageContaining("Infinity");
    }
}
