package io.haechi.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ShortcutFeaturesTest {
    private static final int DURATION = ShortcutFeatures.NAMES.indexOf("duration");
    private static final int LOUDNESS = ShortcutFeatures.NAMES.indexOf("loudness");
    private static final int PEAK = ShortcutFeatures.NAMES.indexOf("peak");
    private static final int SILENCE = ShortcutFeatures.NAMES.indexOf("silence");
    private static final int BANDWIDTH = ShortcutFeatures.NAMES.indexOf("bandwidth");
    private static final int TILT = ShortcutFeatures.NAMES.indexOf("tilt");

    @Test
    void aToneAtHalfScaleIsSixDecibelsDownAtItsPeakAndNineInTheMean() {
        double[] values = of(Signals.tone(1000, 0.5, 24_000));
        assertThat(values).hasSameSizeAs(ShortcutFeatures.NAMES);
        assertThat(values[DURATION]).isCloseTo(1.5, within(1e-9));
        assertThat(values[PEAK]).isCloseTo(-6.02, within(0.01));
        assertThat(values[LOUDNESS]).isCloseTo(-9.03, within(0.01));
        assertThat(values[SILENCE]).isZero();
    }

    @Test
    void halfASilentRecordingIsHalfSilent() {
        float[] samples = Arrays.copyOf(Signals.tone(1000, 0.5, 16_000), 32_000);
        assertThat(of(samples)[SILENCE]).isCloseTo(0.5, within(0.01));
    }

    @Test
    void bandwidthAndTiltTellALowToneFromAHighOne() {
        double[] low = of(Signals.tone(300, 0.5, 16_000));
        double[] high = of(Signals.tone(6000, 0.5, 16_000));
        assertThat(low[BANDWIDTH]).isLessThan(high[BANDWIDTH]);
        assertThat(high[BANDWIDTH]).isBetween(50.0, 63.0);
        assertThat(low[TILT]).isNegative();
        assertThat(high[TILT]).isPositive();
    }

    @Test
    void noSoundHasFiniteFeatures() {
        for (double value : new ShortcutFeatures().values()) {
            assertThat(value).isFinite();
        }
        for (double value : of(new float[16_000])) {
            assertThat(value).isFinite();
        }
    }

    @Test
    void blocksOfASecondAddUpToTheWhole() {
        float[] sound = Signals.noise(3, 0.3, 48_000);
        ShortcutFeatures blockwise = new ShortcutFeatures();
        for (int at = 0; at < sound.length; at += 16_000) {
            blockwise.accept(Arrays.copyOfRange(sound, at, at + 16_000), 16_000);
        }
        double[] whole = of(sound);
        double[] parts = blockwise.values();
        for (int i = 0; i < whole.length; i++) {
            assertThat(parts[i]).as(ShortcutFeatures.NAMES.get(i)).isCloseTo(whole[i], within(0.1));
        }
    }

    private static double[] of(float[] samples) {
        ShortcutFeatures features = new ShortcutFeatures();
        features.accept(samples, samples.length);
        return features.values();
    }
}
