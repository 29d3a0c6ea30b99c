package io.haechi.audio.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.haechi.audio.Resampler;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QualityMeterTest {

    @Test
    void levelsAreThoseOfSpeechAndOfTheQuietestTenth() {
        QualityMeter meter = new QualityMeter();
        for (int i = 0; i < 100; i++) {
            boolean isSpeech = i % 2 == 0;
            double amplitude = isSpeech ? 0.1 : i < 20 ? 0.001 : 0.002;
            meter.weigh(meter.hear(constantPower(amplitude), 512), isSpeech ? 0.9 : 0.05);
        }
        SoundQuality quality = meter.report();
        assertThat(quality.seconds()).isCloseTo(3.2, within(1e-9));
        assertThat(quality.speechLevelDb()).isCloseTo(-20, within(0.01));
        assertThat(quality.noiseFloorDb()).isCloseTo(-60, within(0.5));
        assertThat(quality.snrDb()).isCloseTo(40, within(0.5));
        assertThat(quality.peak()).isCloseTo(0.1, within(1e-6));
        assertThat(quality.dcOffset()).isCloseTo(0, within(1e-9));
    }

    @Test
    void withoutPausesTheQuietestTenthOfAllIsTheFloor() {
        QualityMeter meter = new QualityMeter();
        for (int i = 0; i < 100; i++) {
            meter.weigh(meter.hear(constantPower(i < 15 ? 0.01 : 0.1), 512), 0.9);
        }
        assertThat(meter.report().noiseFloorDb()).isCloseTo(-40, within(0.5));
    }

    @Test
    void silenceHasNoFiguresThatAreNotNumbers() {
        QualityMeter meter = new QualityMeter();
        assertThat(meter.report()).isEqualTo(new SoundQuality(0, 0, 0, 0, -120, -120, 0));
        meter.weigh(meter.hear(new float[512], 512), 0);
        assertThat(meter.report().snrDb()).isZero();
        assertThat(meter.report().noiseFloorDb()).isEqualTo(-120);
    }

    @Test
    void offsetIsTheMean() {
        QualityMeter meter = new QualityMeter();
        float[] chunk = new float[512];
        java.util.Arrays.fill(chunk, 0.125f);
        meter.hear(chunk, 512);
        assertThat(meter.report().dcOffset()).isCloseTo(0.125, within(1e-9));
    }

    @Test
    void clippingIsSeenAlsoThroughAResampler() {
        float[] clean = loudButWhole();
        float[] clipped = new float[clean.length];
        for (int i = 0; i < clean.length; i++) {
            clipped[i] = Math.clamp(clean[i] * 4, -1f, 1f);
        }
        double cleanShare = clippedShare(Resampler.resample(clean, 44_100, 16_000));
        double clippedShare = clippedShare(Resampler.resample(clipped, 44_100, 16_000));
        System.out.printf("Clipped share: %.5f clean, %.5f clipped by 12 dB%n", cleanShare, clippedShare);
        assertThat(cleanShare).isLessThan(0.001);
        assertThat(clippedShare).isGreaterThan(0.02);
    }

    @Test
    void singlePeaksAreNotClipping() {
        float[] x = new float[512];
        for (int i = 0; i < x.length; i += 10) {
            x[i] = 1;
            x[i + 1] = 1;
        }
        assertThat(clippedShare(x)).isZero();
        x[2] = 1;
        assertThat(clippedShare(x)).isEqualTo(3 / 512.0);
        x[3] = 1;
        assertThat(clippedShare(x)).isEqualTo(4 / 512.0);
    }

    @Test
    void swingingFromRailToRailIsNotOneRun() {
        float[] x = new float[512];
        for (int i = 0; i < x.length; i++) {
            x[i] = i % 2 == 0 ? 1 : -1;
        }
        assertThat(clippedShare(x)).isZero();
    }

    @Test
    void aMemoryReportsTheLastChunksAsIfNothingElseHadBeen() {
        QualityMeter forgetful = new QualityMeter(50);
        QualityMeter fresh = new QualityMeter();
        for (int i = 0; i < 200; i++) {
            float[] chunk = constantPower(i < 150 ? 0.99 : 0.01 + i * 1e-4);
            double speech = i % 3 == 0 ? 0.1 : 0.8;
            forgetful.weigh(forgetful.hear(chunk, 512), speech);
            if (i >= 150) {
                fresh.weigh(fresh.hear(chunk, 512), speech);
            }
        }
        assertThat(forgetful.report()).isEqualTo(fresh.report());
    }

    private static double clippedShare(float[] x) {
        QualityMeter meter = new QualityMeter();
        meter.hear(x, x.length);
        return meter.report().clippedShare();
    }

    /** Noise with the crest of speech, normalised to a peak of 0.99. */
    private static float[] loudButWhole() {
        Random random = new Random(4);
        float[] x = new float[44_100];
        double slow = 0;
        float peak = 0;
        for (int i = 0; i < x.length; i++) {
            slow = 0.9 * slow + random.nextGaussian();
            x[i] = (float) (slow * (1 + Math.sin(i / 3000.0)));
            peak = Math.max(peak, Math.abs(x[i]));
        }
        for (int i = 0; i < x.length; i++) {
            x[i] *= 0.99f / peak;
        }
        return x;
    }

    private static float[] constantPower(double amplitude) {
        float[] chunk = new float[512];
        for (int i = 0; i < chunk.length; i++) {
            chunk[i] = (float) (i % 2 == 0 ? amplitude : -amplitude);
        }
        return chunk;
    }
}
