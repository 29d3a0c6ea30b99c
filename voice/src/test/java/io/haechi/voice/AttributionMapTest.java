package io.haechi.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributionMapTest {

    @ParameterizedTest(name = "{0} s")
    @ValueSource(doubles = {0.05, 0.2, 0.4, 0.61, 1, 10})
    void everyCellIsTheMeanOfThePatchesOverIt(double seconds) {
        List<Patch> patches = AttributionMap.patches(seconds);
        double[] effects = new double[patches.size()];
        for (int i = 0; i < effects.length; i++) {
            effects[i] = i * 0.37 % 1;
        }
        AttributionMap map = AttributionMap.of(3, seconds, effects);
        assertThat(map.seconds(map.columns())).isCloseTo(3 + seconds, within(1e-9));
        for (int band = 0; band < map.effects().length; band++) {
            double hertz = (AttributionMap.hertz(band) + AttributionMap.hertz(band + 1)) / 2;
            for (int column = 0; column < map.columns(); column++) {
                double middle = (column + 0.5) * AttributionMap.CELL_SECONDS;
                double sum = 0;
                int count = 0;
                for (int i = 0; i < effects.length; i++) {
                    if (patches.get(i).holds(middle) && patches.get(i).covers(hertz)) {
                        sum += effects[i];
                        count++;
                    }
                }
                assertThat(count).as("%d, %d", band, column).isEqualTo(4);
                assertThat(map.effects()[band][column]).isCloseTo(sum / count, within(1e-12));
            }
        }
    }

    @Test
    void bandsAreEquallyWideInMelsFromNothingToEightKilohertz() {
        assertThat(AttributionMap.hertz(0)).isZero();
        assertThat(AttributionMap.hertz(16)).isCloseTo(8_000, within(1e-6));
        assertThat(AttributionMap.hertz(1)).isBetween(185.0, 191.0);
        assertThat(AttributionMap.hertz(16) - AttributionMap.hertz(15)).isBetween(1_300.0, 1_500.0);
    }

    @Test
    void tenSecondsAreEightHundredAndSixtySevenPatches() {
        assertThat(AttributionMap.patches(10)).hasSize(51 * 17);
    }

    @Test
    void theLargestCountsWhateverItsSign() {
        double[][] effects = new double[16][2];
        effects[3][1] = -0.5;
        effects[4][0] = 0.4;
        assertThat(new AttributionMap(0, 0.4, effects).largest()).isEqualTo(0.5);
        assertThatThrownBy(() -> new AttributionMap(0, 0.4, Arrays.copyOf(effects, 3)))
                .hasMessage("A map has 16 bands, got 3");
    }

    @Test
    void aPatchHasALengthAndAWidth() {
        assertThatThrownBy(() -> new Patch(1, 1, 0, 100)).hasMessageContaining("1.0 to 1.0 s");
        assertThatThrownBy(() -> new Patch(0, 1, 100, 100)).hasMessageContaining("100.0 to 100.0 Hz");
    }
}
