package io.haechi.audio.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MelFiltersTest {

    @Test
    void slaneysScaleHasItsLandmarks() {
        // 200/3 Hz a mel up to 1 kHz at 15 mels; then 27 steps for a factor of 6.4.
        assertThat(MelFilters.mel(500)).isCloseTo(7.5, within(1e-12));
        assertThat(MelFilters.mel(1_000)).isCloseTo(15, within(1e-12));
        assertThat(MelFilters.mel(6_400)).isCloseTo(42, within(1e-12));
        for (double hertz : new double[] {20, 999, 1_001, 7_999}) {
            assertThat(MelFilters.hertz(MelFilters.mel(hertz))).isCloseTo(hertz, within(1e-9));
        }
    }

    @Test
    void eachFilterHasUnitArea() {
        MelFilters filters = new MelFilters(16_000, 16_000, 40);
        for (int band = 0; band < 40; band++) {
            double area = 0;
            for (int i = 0; i < filters.count(band); i++) {
                area += filters.weight(band, i);
            }
            assertThat(area).isCloseTo(1, within(1e-3));
        }
    }

    @Test
    void weightsMatchLibrosa() {
        // librosa 0.11: filters.mel(sr=16000, n_fft=400, n_mels=128)[row, column]
        MelFilters filters = new MelFilters(16_000, 400, 128);
        assertThat(filters.first(0)).isEqualTo(1);
        assertThat(weight(filters, 0, 1)).isCloseTo(0.012373987, within(1e-8));
        assertThat(weight(filters, 60, 38)).isCloseTo(0.0034435924608260393, within(1e-8));
        assertThat(weight(filters, 127, 199)).isCloseTo(0.0011142801959067583, within(1e-8));
    }

    @Test
    void moreBandsThanBinsAreRefused() {
        assertThatThrownBy(() -> new MelFilters(16_000, 400, 202)).hasMessageContaining("between 1 and 201");
    }

    private static double weight(MelFilters filters, int band, int bin) {
        return filters.weight(band, bin - filters.first(band));
    }
}
