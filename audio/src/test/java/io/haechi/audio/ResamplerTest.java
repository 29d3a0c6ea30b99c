package io.haechi.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerTest {

    /** Rates in the wild, up and down, and two odd ones that take the interpolated kernel. */
    private static final String RATES = """
            44100, 16000
            48000, 16000
            22050, 16000
            8000, 16000
            11025, 16000
            32000, 16000
            96000, 16000
            192000, 16000
            16000, 8000
            16000, 44100
            44101, 16000
            15999, 16000
            """;

    @ParameterizedTest(name = "{0} -> {1} Hz")
    @CsvSource(textBlock = RATES)
    void everythingFromTheLowerNyquistOnIsEightyDecibelsDown(int from, int to) {
        // A tone that cannot be represented at the other rate must vanish; whatever is left is alias.
        double worst = -200;
        double nyquist = Math.min(from, to) / 2.0;
        if (from > to) {
            for (double share : new double[] {1.0, 1.003, 1.01, 1.03, 1.1, 1.25, 1.5, 1.9}) {
                double hertz = nyquist * share;
                if (hertz < from / 2.0) {
                    float[] y = Resampler.resample(Tones.sine(hertz, from, from / 2, 1), from, to);
                    worst = Math.max(worst, decibels(Tones.rms(y, y.length / 4, 3 * y.length / 4) * Math.sqrt(2)));
                }
            }
        } else {
            // Upwards the images of a tone in the pass band are what must vanish: all that is not the tone itself.
            for (double share : new double[] {0.1, 0.37, 0.7, 0.92}) {
                double hertz = nyquist * share;
                float[] y = Resampler.resample(Tones.sine(hertz, from, from, 1), from, to);
                double image = from - hertz;
                if (image < to / 2.0) {
                    worst = Math.max(worst, decibels(Tones.amplitude(y, y.length / 4, 3 * y.length / 4, image, to)));
                }
            }
        }
        System.out.printf("Resampler %d -> %d Hz: worst alias or image %.1f dB%n", from, to, worst);
        assertThat(worst).isLessThan(-80);
    }

    @ParameterizedTest(name = "{0} -> {1} Hz")
    @CsvSource(textBlock = RATES)
    void passBandIsFlatAndInTime(int from, int to) {
        double nyquist = Math.min(from, to) / 2.0;
        double worst = 0;
        for (double share : new double[] {0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.92}) {
            double hertz = nyquist * share;
            float[] y = Resampler.resample(Tones.sine(hertz, from, from / 2, 0.5), from, to);
            float[] exact = Tones.sine(hertz, to, y.length, 0.5);
            for (int i = y.length / 4; i < 3 * y.length / 4; i++) {
                worst = Math.max(worst, Math.abs(y[i] - exact[i]));
            }
        }
        System.out.printf("Resampler %d -> %d Hz: worst pass-band error %.2e of 0.5%n", from, to, worst);
        assertThat(worst).isLessThan(1e-4);
    }

    @ParameterizedTest(name = "{0} -> {1} Hz")
    @CsvSource(textBlock = RATES)
    void lengthIsExact(int from, int to) {
        for (int n : new int[] {0, 1, 2, 7, 100, 12_345}) {
            assertThat(Resampler.resample(new float[n], from, to))
                    .hasSize((int) Math.ceilDiv((long) n * to, (long) from));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void cuttingTheInputDifferentlyNeverChangesABit(long seed) {
        Random random = new Random(seed);
        int[] rates = {8000, 11_025, 16_000, 22_050, 44_100, 48_000, 44_101};
        int from = rates[random.nextInt(rates.length)];
        int to = rates[random.nextInt(rates.length)];
        float[] x = Tones.noise(seed, 30_000 + random.nextInt(60_000), 1);
        float[] whole = Resampler.resample(x, from, to);
        Resampler resampler = new Resampler(from, to);
        float[] pieces = new float[whole.length];
        int given = 0;
        for (int at = 0; at < x.length; ) {
            int length = Math.min(x.length - at, random.nextInt(20_000));
            float[] y = resampler.feed(Arrays.copyOfRange(x, at, at + length), length);
            System.arraycopy(y, 0, pieces, given, y.length);
            given += y.length;
            at += length;
        }
        float[] rest = resampler.finish();
        System.arraycopy(rest, 0, pieces, given, rest.length);
        assertThat(given + rest.length).isEqualTo(whole.length);
        assertThat(pieces).as("%d -> %d Hz", from, to).isEqualTo(whole);
    }

    @Test
    void constantPassesExactlyAwayFromTheEdges() {
        float[] x = new float[44_100];
        Arrays.fill(x, 0.25f);
        float[] y = Resampler.resample(x, 44_100, 16_000);
        for (int i = 1000; i < 15_000; i++) {
            assertThat(y[i]).isCloseTo(0.25f, within(1e-6f));
        }
    }

    @Test
    void anImpulseStaysWhereItIs() {
        float[] x = new float[44_100];
        x[22_050] = 1;
        float[] y = Resampler.resample(x, 44_100, 16_000);
        int largest = 0;
        for (int i = 0; i < y.length; i++) {
            largest = y[i] > y[largest] ? i : largest;
        }
        assertThat(largest).isEqualTo(8000);
    }

    @Test
    void equalRatesGiveTheSamplesBack() {
        float[] x = Tones.noise(9, 1000, 1);
        assertThat(Resampler.resample(x, 16_000, 16_000)).isEqualTo(x).isNotSameAs(x);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 999, 768_001})
    void ratesOutsideTheRangeAreNamed(int rate) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Resampler(rate, 16_000))
                .withMessageContaining("between 1000 and 768000 Hz, got " + rate);
    }

    @Test
    void feedingAfterTheEndIsRefused() {
        Resampler resampler = new Resampler(8000, 16_000);
        resampler.finish();
        assertThatIllegalStateException().isThrownBy(() -> resampler.feed(new float[1], 1));
    }

    @Test
    void besselFunctionMatchesItsTable() {
        // Abramowitz and Stegun, table 9.8: I0(1) and I0(5)
        assertThat(KaiserSinc.besselI0(1)).isCloseTo(1.2660658778, within(1e-9));
        assertThat(KaiserSinc.besselI0(5)).isCloseTo(27.2398718236, within(1e-8));
    }

    private static double decibels(double ratio) {
        return 20 * Math.log10(ratio + 1e-12);
    }

    @ParameterizedTest(name = "{0} -> {1} Hz")
    @CsvSource(textBlock = RATES)
    void promptnessNeverChangesABit(int from, int to) {
        float[] x = Tones.noise(5, from + 123, 0.5);
        Resampler prompt = Resampler.prompt(from, to);
        float[] most = prompt.feed(x, x.length);
        float[] rest = prompt.finish();
        float[] all = Arrays.copyOf(most, most.length + rest.length);
        System.arraycopy(rest, 0, all, most.length, rest.length);
        assertThat(all).isEqualTo(Resampler.resample(x, from, to));
    }

    @ParameterizedTest(name = "{0} Hz")
    @ValueSource(ints = {8_000, 11_025, 22_050, 32_000, 44_100, 48_000, 96_000})
    void aPromptOneIsAtMostThreeTenthsOfASecondLate(int from) {
        Resampler prompt = Resampler.prompt(from, 16_000);
        int given = 0;
        for (int second = 1; second <= 5; second++) {
            given += prompt.feed(new float[from], from).length;
            assertThat(given).isGreaterThan(16_000 * second - 4_800);
        }
    }
}
