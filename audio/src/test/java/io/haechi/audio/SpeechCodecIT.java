package io.haechi.audio;

import static org.assertj.core.api.Assertions.assertThat;

import io.haechi.audio.features.Fir;
import io.haechi.audio.features.Vectors;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real coders in a child process: an IT, as everything that starts one. */
class SpeechCodecIT {
    private static final int RATE = SpeechCodec.SAMPLE_RATE;
    /** Two milliseconds. */
    private static final int NEAR = 32;

    @ParameterizedTest
    @EnumSource(SpeechCodec.class)
    void speechComesBackInPlaceAndIsStillThatSpeech(SpeechCodec codec) {
        float[] speech = Vectors.signal("speech");
        float[] heard = codec.pass(speech);
        assertThat(heard).hasSameSizeAs(speech).isNotEqualTo(speech);
        int best = 0;
        for (int shift = -400; shift <= 400; shift++) {
            best = likeness(speech, heard, shift) > likeness(speech, heard, best) ? shift : best;
        }
        assertThat(best).isBetween(-NEAR, NEAR);
        assertThat(likeness(speech, heard, best)).isBetween(0.6, 0.9999);
    }

    @ParameterizedTest
    @EnumSource(SpeechCodec.class)
    void theSameSamplesGiveTheSameResultFromSeveralThreadsToo(SpeechCodec codec) {
        float[] speech = Vectors.signal("speech");
        float[] once = codec.pass(speech);
        List<float[]> again = IntStream.range(0, 4)
                .parallel()
                .mapToObj(_ -> codec.pass(speech))
                .toList();
        assertThat(again).allSatisfy(each -> assertThat(each).isEqualTo(once));
    }

    @ParameterizedTest
    @EnumSource(SpeechCodec.class)
    void anyLengthIsKeptAndSilenceStaysNearlySilent(SpeechCodec codec) {
        for (int length : new int[] {0, 1, 160, 5_000, 16_001}) {
            float[] heard = codec.pass(new float[length]);
            assertThat(heard).hasSize(length);
            for (float sample : heard) {
                assertThat(Math.abs(sample)).isLessThan(0.01f);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SpeechCodec.class)
    void whatIsLouderThanFullScaleIsClippedNotWrappedAround(SpeechCodec codec) {
        float[] loud = Tones.sine(440, RATE, RATE, 3.0);
        float[] heard = codec.pass(loud);
        assertThat(Tones.amplitude(heard, 4_000, 12_000, 440, RATE)).isBetween(0.6, 1.6);
    }

    @Test
    void narrowBandEndsAtFourKilohertzAndWideBandDoesNot() {
        float[] noise = Tones.noise(4, 2 * RATE, 0.3);
        for (SpeechCodec codec : new SpeechCodec[] {SpeechCodec.AMR_NB_12_2, SpeechCodec.OPUS_8K}) {
            assertThat(above(codec.pass(noise), 4_400)).as("%s", codec).isLessThan(0.01);
        }
        for (SpeechCodec codec : new SpeechCodec[] {SpeechCodec.AMR_WB_12_65, SpeechCodec.OPUS_16K}) {
            assertThat(above(codec.pass(noise), 4_400)).as("%s", codec).isGreaterThan(0.05);
        }
        assertThat(above(noise, 4_400)).isGreaterThan(0.3);
    }

    /** Share of the power above a frequency. */
    private static double above(float[] samples, double hertz) {
        float[] high = Fir.highPass(hertz, 513).apply(samples);
        double all = Tones.rms(samples, 1_000, samples.length - 1_000);
        double upper = Tones.rms(high, 1_000, samples.length - 1_000);
        return upper * upper / (all * all);
    }

    /** Normalised correlation of what was sent with what was heard {@code shift} samples later. */
    private static double likeness(float[] sent, float[] heard, int shift) {
        double product = 0;
        double ofSent = 1e-12;
        double ofHeard = 1e-12;
        for (int i = 500; i < sent.length - 500; i++) {
            product += sent[i] * heard[i + shift];
            ofSent += sent[i] * sent[i];
            ofHeard += heard[i + shift] * heard[i + shift];
        }
        return product / Math.sqrt(ofSent * ofHeard);
    }
}
