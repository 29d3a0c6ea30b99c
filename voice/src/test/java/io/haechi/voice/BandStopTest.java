package io.haechi.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BandStopTest {
    private static final int LENGTH = 16_000;

    @ParameterizedTest(name = "{2} Hz out of {0}-{1} Hz")
    @CsvSource({"300, 700, 500", "1300, 2000, 1650", "3000, 4000, 3500", "5500, 8000, 7000", "0, 300, 100"})
    void aToneInsideTheBandLosesAtLeastFortyDecibels(double low, double high, double hertz) {
        assertThat(change(low, high, hertz)).isLessThan(-40);
    }

    @ParameterizedTest(name = "{2} Hz beside {0}-{1} Hz")
    @CsvSource({
        "300, 700, 100",
        "300, 700, 1000",
        "1300, 2000, 1000",
        "1300, 2000, 2400",
        "5500, 8000, 5000",
        "0, 300, 600"
    })
    void aToneOutsideStaysWithinHalfADecibel(double low, double high, double hertz) {
        assertThat(change(low, high, hertz)).isCloseTo(0, within(0.5));
    }

    @Test
    void whatIsLeftStandsWhereItStood() {
        float[] before = Signals.tone(1000, 0.5, LENGTH);
        float[] after = BandStop.apply(before, 3000, 4000, Voice.SAMPLE_RATE);
        assertThat(after).hasSameSizeAs(before);
        for (int i = 400; i < LENGTH - 400; i++) {
            assertThat(after[i]).isCloseTo(before[i], within(0.01f));
        }
    }

    @Test
    void aSoundShorterThanTheFilterKeepsItsLength() {
        assertThat(BandStop.apply(Signals.tone(1000, 0.5, 5), 0, 300, Voice.SAMPLE_RATE))
                .hasSize(5);
        assertThat(BandStop.apply(new float[0], 0, 300, Voice.SAMPLE_RATE)).isEmpty();
    }

    /** In decibels, away from the ends, where the filter has all it needs. */
    private static double change(double low, double high, double hertz) {
        float[] before = Signals.tone(hertz, 0.5, LENGTH);
        float[] after = BandStop.apply(before, low, high, Voice.SAMPLE_RATE);
        return 20 * Math.log10(Signals.rms(after, 400, LENGTH - 400) / Signals.rms(before, 400, LENGTH - 400));
    }
}
