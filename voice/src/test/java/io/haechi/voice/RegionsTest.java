package io.haechi.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RegionsTest {

    @Test
    void rectanglesOfEachSignAreFoundLargestFirstAndDoNotOverlap() {
        double[][] effects = new double[16][20];
        fill(effects, 3, 5, 2, 6, 1.0);
        fill(effects, 10, 12, 12, 14, 0.8);
        fill(effects, 0, 1, 15, 20, -0.9);
        effects[8][0] = 0.3;
        List<Regions.Found> found = Regions.of(new AttributionMap(30, 34, effects));
        assertThat(found).extracting(Regions.Found::sign).containsExactly(1, 1, -1);
        Patch first = found.getFirst().patch();
        assertThat(first.startSeconds()).isCloseTo(0.4, within(1e-9));
        assertThat(first.endSeconds()).isCloseTo(1.2, within(1e-9));
        assertThat(first.lowHertz()).isEqualTo(AttributionMap.hertz(3));
        assertThat(first.highHertz()).isEqualTo(AttributionMap.hertz(5));
        assertThat(found.get(1).patch().startSeconds()).isCloseTo(2.4, within(1e-9));
        assertThat(found.get(2).patch().lowHertz()).isZero();
        assertThat(found.get(2).patch().endSeconds()).isCloseTo(4, within(1e-9));
    }

    @Test
    void atMostThreeOfEachSign() {
        double[][] effects = new double[16][20];
        for (int i = 0; i < 6; i++) {
            effects[2 * i][3 * i] = 1 - 0.05 * i;
            effects[2 * i + 1][3 * i + 1] = -1 + 0.05 * i;
        }
        assertThat(Regions.of(new AttributionMap(0, 4, effects)))
                .extracting(Regions.Found::sign)
                .containsExactly(1, 1, 1, -1, -1, -1);
    }

    @Test
    void aMapOfNothingHasNone() {
        assertThat(Regions.of(new AttributionMap(0, 4, new double[16][20]))).isEmpty();
    }

    @Test
    void theLastColumnEndsWithTheSound() {
        double[][] effects = new double[16][6];
        effects[0][5] = 1;
        assertThat(Regions.of(new AttributionMap(0, 1.13, effects))
                        .getFirst()
                        .patch()
                        .endSeconds())
                .isEqualTo(1.13);
    }

    private static void fill(double[][] effects, int band, int bandEnd, int column, int columnEnd, double value) {
        for (int b = band; b < bandEnd; b++) {
            java.util.Arrays.fill(effects[b], column, columnEnd, value);
        }
    }
}
