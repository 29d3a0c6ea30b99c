package io.haechi.audio.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.haechi.audio.features.FrameOptions;
import io.haechi.audio.features.LogMel;
import io.haechi.audio.features.Vectors;
import java.util.EnumSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CopySynthesisTest {
    private static final LogMel EAR = new LogMel(FrameOptions.SPEECH, 40, 0, 50);
    private static final CopySynthesis COPY = new CopySynthesis();

    @ParameterizedTest
    @EnumSource(CopySynthesis.Method.class)
    void theCopySaysTheSameInOtherSamples(CopySynthesis.Method method) {
        float[] speech = Vectors.signal("speech");
        float[] heard = EAR.apply(speech);
        for (long seed = 0; seed < 4; seed++) {
            float[] copy = COPY.apply(speech, method, new Random(seed));
            assertThat(copy).hasSameSizeAs(speech).doesNotContain(Float.NaN);
            assertThat(Noise.rms(copy)).isCloseTo(Noise.rms(speech), within(1e-5));
            // To the ear alike: within a few dB in every band and frame on average (other speech is 15 dB away).
            assertThat(distance(EAR.apply(copy), heard)).as("seed %d", seed).isLessThan(6.5);
            double difference = 0;
            for (int i = 0; i < copy.length; i++) {
                difference += Math.pow(copy[i] - speech[i], 2) / copy.length;
            }
            assertThat(Math.sqrt(difference)).as("seed %d", seed).isGreaterThan(0.03 * Noise.rms(speech));
            assertThat(COPY.apply(speech, method, new Random(seed))).isEqualTo(copy);
        }
    }

    @ParameterizedTest
    @EnumSource(CopySynthesis.Method.class)
    void shortAndSilentClipsDoNoHarm(CopySynthesis.Method method) {
        for (int length : new int[] {0, 1, 7, 100, 700}) {
            assertThat(COPY.apply(Vectors.noise(length, 1), method, new Random(1)))
                    .hasSize(length)
                    .doesNotContain(Float.NaN);
            assertThat(COPY.apply(new float[length], method, new Random(1))).isEqualTo(new float[length]);
        }
    }

    @Test
    void onlyTheGivenMethodsAreDrawn() {
        float[] speech = Vectors.signal("speech");
        CopySynthesis only = new CopySynthesis(EnumSet.of(CopySynthesis.Method.SOURCE_FILTER));
        Random used = new Random(3);
        Random same = new Random(3);
        assertThat(same.nextInt(1)).isZero();
        assertThat(only.apply(speech, used)).isEqualTo(COPY.apply(speech, CopySynthesis.Method.SOURCE_FILTER, same));
        assertThatThrownBy(() -> new CopySynthesis(EnumSet.noneOf(CopySynthesis.Method.class)))
                .hasMessageContaining("at least one method");
    }

    @Test
    void theInverseTransformBringsTheSignalBack() {
        float[] speech = Vectors.signal("speech");
        double[] signal = new double[speech.length];
        for (int i = 0; i < signal.length; i++) {
            signal[i] = speech[i];
        }
        for (int size : new int[] {480, 512, 1_024}) {
            Stft stft = new Stft(size, size / 4, signal.length);
            double[][] re = stft.empty();
            double[][] im = stft.empty();
            stft.analyse(signal, re, im);
            double[] back = stft.synthesise(re, im);
            for (int i = 0; i < signal.length; i++) {
                assertThat(back[i]).isCloseTo(signal[i], within(1e-9));
            }
        }
    }

    @Test
    void moreRoundsOfGriffinLimComeCloserToTheMagnitudes() {
        float[] speech = Vectors.signal("speech");
        double[] signal = new double[speech.length];
        for (int i = 0; i < signal.length; i++) {
            signal[i] = speech[i];
        }
        Stft stft = new Stft(512, 128, signal.length);
        double[][] wanted = PhaseRecovery.magnitude(stft, signal);
        double few = inconsistency(stft, wanted, PhaseRecovery.griffinLim(stft, wanted, 1, 0, new Random(1)));
        double many = inconsistency(stft, wanted, PhaseRecovery.griffinLim(stft, wanted, 50, 0, new Random(1)));
        double fast = inconsistency(stft, wanted, PhaseRecovery.griffinLim(stft, wanted, 50, 0.99, new Random(1)));
        assertThat(many).isLessThan(0.5 * few);
        assertThat(fast).isLessThan(many);
    }

    @Test
    void thePitchOfAPulseTrainIsFound() {
        float[] pulses = new float[16_000];
        for (int i = 0; i < pulses.length; i += 100) {
            pulses[i] = 1;
        }
        PitchTrack pitch = new PitchTrack(pulses);
        for (int i = 1_600; i < 14_000; i += 160) {
            assertThat(pitch.period(i)).isCloseTo(100, within(1.5));
        }
        assertThat(new PitchTrack(new float[16_000]).period(8_000)).isZero();
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]) / a.length;
        }
        return sum;
    }

    private static double inconsistency(Stft stft, double[][] wanted, double[] signal) {
        double[][] present = PhaseRecovery.magnitude(stft, signal);
        double sum = 0;
        for (int k = 0; k < wanted.length; k++) {
            for (int t = 0; t < wanted[k].length; t++) {
                sum += Math.pow(wanted[k][t] - present[k][t], 2);
            }
        }
        return sum;
    }
}
