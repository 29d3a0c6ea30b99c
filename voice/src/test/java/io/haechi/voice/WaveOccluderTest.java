package io.haechi.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.haechi.audio.features.FrameOptions;
import io.haechi.audio.features.FrontEnd;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A front end that gives the samples back, so that one sees what was done to them. */
class WaveOccluderTest {
    private static final float[] SOUND = sum(Signals.tone(600, 0.3, 24_000), Signals.tone(3_000, 0.2, 24_000));
    private static final Patch PATCH = new Patch(0.5, 0.9, 2_500, 3_500);

    @Test
    void onlyTheBandGoesAndOnlyForAsLong() {
        float[] rest = without(new ExcerptWindows(SOUND, new WindowOptions(1, 0.5), List.of(0L, 8_000L)), 0, PATCH);
        assertThat(amplitude(rest, 1_000, 7_000, 3_000)).isCloseTo(0.2, within(0.002));
        assertThat(amplitude(rest, 8_400, 14_000, 3_000)).isLessThan(0.002);
        assertThat(amplitude(rest, 8_400, 14_000, 600)).isCloseTo(0.3, within(0.002));
        assertThat(amplitude(rest, 14_600, 15_900, 3_000)).isCloseTo(0.2, within(0.005));
    }

    @Test
    void inAnotherWindowItLiesElsewhere() {
        float[] rest = without(new ExcerptWindows(SOUND, new WindowOptions(1, 0.5), List.of(0L, 8_000L)), 1, PATCH);
        assertThat(amplitude(rest, 400, 6_000, 3_000)).isLessThan(0.002);
        assertThat(amplitude(rest, 6_600, 15_900, 3_000)).isCloseTo(0.2, within(0.002));
    }

    @Test
    void noFrontEndOfASpectrumIsHeardThisWay() {
        ExcerptWindows windows = new ExcerptWindows(SOUND, new WindowOptions(1, 0.5), List.of(0L));
        assertThat(windows.isTouched(0, new Patch(0.99, 2, 0, 100))).isTrue();
        assertThat(windows.isTouched(0, new Patch(1, 2, 0, 100))).isFalse();
    }

    private static float[] without(ExcerptWindows windows, int window, Patch patch) {
        float[] into = new float[16_000];
        new WaveOccluder(new Samples(), windows).picture(window, List.of(patch), into, 0);
        return into;
    }

    private static final class Samples implements FrontEnd {
        @Override
        public String name() {
            return "samples";
        }

        @Override
        public FrameOptions options() {
            return FrameOptions.SPEECH;
        }

        @Override
        public int bands() {
            return 1;
        }

        @Override
        public void apply(float[] samples, int from, int length, float[] into, int offset) {
            System.arraycopy(samples, from, into, offset, length);
        }
    }

    /** Amplitude of a tone by correlation over a stretch. */
    private static double amplitude(float[] samples, int from, int to, double hertz) {
        double re = 0;
        double im = 0;
        double weight = 0;
        for (int i = from; i < to; i++) {
            double w = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i - from) / (to - from));
            re += w * samples[i] * Math.cos(2 * Math.PI * hertz * i / Voice.SAMPLE_RATE);
            im += w * samples[i] * Math.sin(2 * Math.PI * hertz * i / Voice.SAMPLE_RATE);
            weight += w;
        }
        return 2 * Math.hypot(re, im) / weight;
    }

    private static float[] sum(float[] a, float[] b) {
        float[] sum = a.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += b[i];
        }
        return sum;
    }
}
