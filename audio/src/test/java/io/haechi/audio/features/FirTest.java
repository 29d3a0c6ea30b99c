package io.haechi.audio.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FirTest {

    @Test
    void lowPassKeepsWhatIsBelowAndStopsWhatIsAbove() {
        Fir fir = Fir.lowPass(3_900, 129);
        assertThat(gainDb(fir, 1_000)).isCloseTo(0, within(0.01));
        assertThat(gainDb(fir, 3_400)).isCloseTo(0, within(0.1));
        assertThat(gainDb(fir, 3_900)).isCloseTo(-6, within(0.2));
        assertThat(gainDb(fir, 4_400)).isLessThan(-65);
        assertThat(gainDb(fir, 7_000)).isLessThan(-70);
    }

    @Test
    void highPassAndBandPassAreItsComplements() {
        assertThat(gainDb(Fir.highPass(300, 513), 100)).isLessThan(-60);
        assertThat(gainDb(Fir.highPass(300, 513), 500)).isCloseTo(0, within(0.01));
        Fir band = Fir.bandPass(1_000, 2_000, 257);
        assertThat(gainDb(band, 1_500)).isCloseTo(0, within(0.01));
        assertThat(gainDb(band, 500)).isLessThan(-60);
        assertThat(gainDb(band, 2_500)).isLessThan(-60);
    }

    @Test
    void halvingAndDoublingTheRateBringsASlowToneBack() {
        Fir fir = Fir.lowPass(3_900, 129);
        float[] tone = Vectors.tone(1_234, 4_001);
        float[] back = fir.twice(fir.halve(tone), tone.length);
        for (int i = 300; i < 3_700; i++) {
            assertThat(back[i]).isCloseTo(tone[i], within(1e-3f));
        }
    }

    @Test
    void wrongUseIsNamed() {
        assertThatThrownBy(() -> Fir.lowPass(8_000, 101)).hasMessageContaining("got 8000.0 Hz");
        assertThatThrownBy(() -> Fir.lowPass(100, 100))
                .hasMessageContaining("odd")
                .hasMessageContaining("got 100");
        assertThatThrownBy(() -> Fir.bandPass(200, 100, 101)).hasMessageContaining("200.0 and 100.0");
    }

    private static double gainDb(Fir fir, double hertz) {
        float[] tone = Vectors.tone(hertz, 16_000);
        float[] out = fir.apply(tone);
        double in = 0;
        double through = 0;
        for (int i = 1_000; i < 15_000; i++) {
            in += tone[i] * tone[i];
            through += out[i] * out[i];
        }
        return 10 * Math.log10(through / in);
    }
}
