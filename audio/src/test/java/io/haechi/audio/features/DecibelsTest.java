package io.haechi.audio.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DecibelsTest {

    @Test
    void isTheLogarithmOverTheWholeRange() {
        Random random = new Random(11);
        double[] power = new double[100_000];
        double[] original = new double[power.length];
        for (int i = 0; i < power.length; i++) {
            power[i] = Math.pow(10, -12 + 24 * random.nextDouble());
            original[i] = power[i];
        }
        Decibels.of(power, new double[power.length], power.length, 1e-10);
        for (int i = 0; i < power.length; i++) {
            double exact = 10 * Math.log10(Math.max(original[i], 1e-10));
            assertThat(power[i]).isCloseTo(exact, within(1e-8));
        }
    }

    @Test
    void knowsPowersOfTwoTheFloorAndNonsense() {
        double[] power = {1, 2, 0.5, 0, -3, Double.NaN, 1e-10, 1e300, 5};
        Decibels.of(power, new double[9], 8, 1e-10);
        double octave = 10 * Math.log10(2);
        double[] expected = {0, octave, -octave, -100, -100, -100, -100, 3000, 5};
        assertThat(power).containsExactly(expected, within(1e-9));
    }
}
