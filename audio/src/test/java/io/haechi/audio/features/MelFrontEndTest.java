package io.haechi.audio.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MelFrontEndTest {

    static Stream<MelFrontEnd> frontEnds() {
        return Stream.of(
                new LogMel(FrameOptions.SPEECH, 40),
                new LogMel(FrameOptions.SPEECH, 128, LogMel.SPEECH_PRE_EMPHASIS, 60),
                new Mfcc(FrameOptions.SPEECH, 20, 40, false, false),
                new Mfcc(FrameOptions.SPEECH, 100, 128, true, true, LogMel.SPEECH_PRE_EMPHASIS));
    }

    @ParameterizedTest
    @MethodSource("frontEnds")
    void thePictureOfTheSpectrumIsThePictureOfTheSound(MelFrontEnd frontEnd) {
        float[] sound = noise(16_123);
        int frames = frontEnd.frames(sound.length);
        double[] spectrum = new double[frontEnd.melBands() * frames];
        frontEnd.spectrum(sound, 0, sound.length, spectrum);
        float[] picture = new float[frontEnd.bands() * frames + 3];
        frontEnd.picture(spectrum, frames, picture, 3);
        float[] whole = frontEnd.apply(sound);
        for (int i = 0; i < whole.length; i++) {
            assertThat(picture[3 + i]).isEqualTo(whole[i]);
        }
    }

    @ParameterizedTest
    @MethodSource("frontEnds")
    void aToneIsLoudestInTheBandWhoseMiddleIsNearest(MelFrontEnd frontEnd) {
        for (double hertz : new double[] {300, 1000, 2700, 6100}) {
            float[] tone = new float[16_000];
            for (int i = 0; i < tone.length; i++) {
                tone[i] = (float) (0.5 * Math.sin(2 * Math.PI * hertz * i / 16_000));
            }
            int frames = frontEnd.frames(tone.length);
            double[] spectrum = new double[frontEnd.melBands() * frames];
            frontEnd.spectrum(tone, 0, tone.length, spectrum);
            int loudest = 0;
            int nearest = 0;
            for (int band = 1; band < frontEnd.melBands(); band++) {
                assertThat(frontEnd.hertz(band)).isGreaterThan(frontEnd.hertz(band - 1));
                loudest = spectrum[band * frames + 50] > spectrum[loudest * frames + 50] ? band : loudest;
                double distance = Math.abs(frontEnd.hertz(band) - hertz);
                nearest = distance < Math.abs(frontEnd.hertz(nearest) - hertz) ? band : nearest;
            }
            assertThat(loudest).as("%s Hz", hertz).isBetween(nearest - 1, nearest + 1);
        }
    }

    @Test
    void arraysThatAreTooShortAreRefused() {
        Mfcc mfcc = new Mfcc(FrameOptions.SPEECH, 20, 40, false, false);
        assertThatThrownBy(() -> mfcc.picture(new double[40 * 10 - 1], 10, new float[200], 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> mfcc.picture(new double[40 * 10], 10, new float[200], 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
        LogMel logMel = new LogMel(FrameOptions.SPEECH, 40);
        assertThatThrownBy(() -> logMel.picture(new double[400], 10, new float[399], 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static float[] noise(int length) {
        Random random = new Random(3);
        float[] sound = new float[length];
        for (int i = 0; i < length; i++) {
            sound[i] = (float) (0.1 * random.nextGaussian());
        }
        return sound;
    }
}
