package io.haechi.onnx.compress.quantise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Int8WeightsTest {
    @Test
    void eachChannelOfTheAxisHasItsOwnScale() {
        // Rows are channels: greatest magnitudes 1.27 and 254.
        Int8Weights rows = Int8Weights.of(new float[] {1.27f, -0.5f, 0.014f, 254, -254, 3}, new long[] {2, 3}, 0);
        assertThat(rows.scales()).containsExactly(0.01f, 2f);
        assertThat(rows.values().longs()).containsExactly(127, -50, 1, 127, -127, 2);
        assertThat(rows.zeroPoints().longs()).containsExactly(0, 0);
        // Columns are channels: greatest magnitudes 127, 254 and 12.7.
        Int8Weights columns = Int8Weights.of(new float[] {127, 254, 1.27f, -64, 2, -12.7f}, new long[] {2, 3}, 1);
        assertThat(columns.scales()).containsExactly(1f, 2f, 0.1f);
        assertThat(columns.values().longs()).containsExactly(127, 127, 13, -64, 1, -127);
    }

    @Test
    void innerAxesStayTogether() {
        float[] values = {1, 2, 3, 4, 10, 20, 30, 40};
        Int8Weights weights = Int8Weights.of(values, new long[] {2, 2, 2}, 1);
        assertThat(weights.scales()).containsExactly(20f / 127, 40f / 127);
        assertThat(weights.values().dims()).containsExactly(2, 2, 2);
    }

    @Test
    void aChannelOfZerosHasTheScaleOne() {
        Int8Weights weights = Int8Weights.of(new float[] {0, 0, 1e-40f, 5}, new long[] {2, 2}, 0);
        assertThat(weights.scales()).containsExactly(1f, 5f / 127);
        assertThat(weights.values().longs()).containsExactly(0, 0, 0, 127);
    }

    @Test
    void sevenBitsNeverSaturateSixteen() {
        float[] scales =
                Int8Weights.scales(new float[] {1, -2}, new long[] {1, 2}, 0, Int8Weights.LARGEST_OF_SEVEN_BITS);
        Int8Weights weights = Int8Weights.of(new float[] {1, -2}, new long[] {1, 2}, 0, scales);
        assertThat(weights.values().longs()).containsExactly(32, -64);
        assertThat(2 * 255 * Int8Weights.LARGEST_OF_SEVEN_BITS).isLessThanOrEqualTo(Short.MAX_VALUE);
    }
}
