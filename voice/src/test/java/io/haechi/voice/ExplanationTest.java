package io.haechi.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.haechi.audio.Sound;
import io.haechi.audio.WavWriter;
import io.haechi.core.Evidence;
import io.haechi.core.model.Calibration;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model's logit rises with the mean level in decibels, so what is loud is what a verdict hangs on. */
class ExplanationTest {
    private static final double SLOPE = 0.2;

    @TempDir
    Path folder;

    @Test
    void theBandThatHoldsTheSoundHasTheLargestEffectAndTheRightSign() {
        float[] hum = Signals.tone(1_000, 0.5, 48_000);
        float[] hiss = Signals.noise(1, 0.0005, 48_000);
        Explanation explanation = explain(Sound.mono(sum(hum, hiss), Voice.SAMPLE_RATE), SLOPE);
        Explanation.BandEffect first = explanation.bands().getFirst();
        assertThat(first.lowHertz()).isEqualTo(700);
        assertThat(first.highHertz()).isEqualTo(1_300);
        assertThat(first.effect()).isPositive();
        assertThat(explain(Sound.mono(sum(hum, hiss), Voice.SAMPLE_RATE), -SLOPE)
                        .bands()
                        .getFirst()
                        .effect())
                .isCloseTo(-first.effect(), within(1e-4));
    }

    @Test
    void bandsCoverTheSpectrumOnceAndComeLargestEffectFirst() {
        Explanation explanation = explain(Sound.mono(Signals.noise(2, 0.3, 48_000), Voice.SAMPLE_RATE), SLOPE);
        double width = 0;
        double last = Double.MAX_VALUE;
        for (Explanation.BandEffect band : explanation.bands()) {
            width += band.highHertz() - band.lowHertz();
            assertThat(Math.abs(band.effect())).isLessThanOrEqualTo(last);
            last = Math.abs(band.effect());
        }
        assertThat(width).isEqualTo(8_000);
    }

    @Test
    void theMostSyntheticSecondsComeFirst() {
        float[] samples = TinyModels.speech().channels()[0].clone();
        for (int i = 0; i < samples.length; i++) {
            samples[i] *= i >= 32_000 && i < 48_000 ? 1 : 0.1f;
        }
        Explanation explanation = explain(Sound.mono(samples, Voice.SAMPLE_RATE), SLOPE);
        assertThat(explanation.windows().getFirst().startSeconds()).isBetween(1.5, 2.5);
        assertThat(explanation.windows())
                .hasSizeGreaterThan(5)
                .isSortedAccordingTo(
                        Comparator.comparingDouble(Evidence::probability).reversed());
    }

    @Test
    void ofACallTheWorstChannelIsExplained() {
        float[] quiet = Signals.noise(5, 0.001, 48_000);
        float[] loud = sum(Signals.tone(2_500, 0.5, 48_000), Signals.noise(6, 0.002, 48_000));
        Explanation explanation = explain(new Sound(new float[][] {quiet, loud}, Voice.SAMPLE_RATE), SLOPE);
        assertThat(explanation.channel()).isEqualTo(2);
        assertThat(explanation.bands().getFirst().lowHertz()).isEqualTo(2_000);
    }

    private Explanation explain(Sound sound, double slope) {
        Path file = folder.resolve("sound.wav");
        WavWriter.write(file, sound);
        try (VoiceDetector detector = TinyModels.detector(TinyModels.single(
                folder.resolve("voice-level"), "voice-level", slope, 0, Calibration.NONE, 0.5, 0.9))) {
            return Voice.explain(detector, file, FitListener.SILENT);
        }
    }

    private static float[] sum(float[] a, float[] b) {
        float[] sum = a.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += b[i];
        }
        return sum;
    }
}
