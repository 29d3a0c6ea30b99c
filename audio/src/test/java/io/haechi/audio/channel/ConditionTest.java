package io.haechi.audio.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.haechi.audio.Sound;
import io.haechi.audio.augment.Augmentation;
import io.haechi.audio.augment.Gain;
import io.haechi.audio.features.Fft;
import io.haechi.audio.features.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The conditions that need no child process; the coders that do are in {@code SpeechCodecIT}. */
class ConditionTest {
    private static final int RATE = Augmentation.SAMPLE_RATE;
    private static final List<String> CHILDREN =
            List.of("amr-nb-12.2", "amr-wb-12.65", "opus-8k", "opus-16k", "mp3-32k");

    static Stream<Condition> ownConditions() {
        return Stream.concat(Conditions.MATRIX.stream(), Conditions.REENCODINGS.stream())
                .distinct()
                .filter(condition -> !CHILDREN.contains(condition.name()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ownConditions")
    void theSameRecordingGivesTheSameSoundAndTheInputStays(Condition condition) {
        float[] speech = Vectors.signal("speech");
        float[] before = speech.clone();
        float[] once = condition.apply(speech, "a.wav");
        assertThat(condition.apply(speech, "a.wav")).isEqualTo(once).isNotSameAs(speech);
        assertThat(speech).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ownConditions")
    void theLengthIsKeptOrKnown(Condition condition) {
        for (int length : new int[] {0, 1, 7, 15_999, 16_001, 40_000}) {
            int expected = switch (condition.name()) {
                case "speed+5" -> (int) Math.round(length / 1.05);
                case "speed-5" -> (int) Math.round(length / 0.95);
                case "cut-2s" -> Math.min(length, 32_000);
                case "cut-1s" -> Math.min(length, 16_000);
                default -> length;
            };
            assertThat(condition.apply(Vectors.noise(length, 1), "a.wav"))
                    .as("of %d samples", length)
                    .hasSize(expected);
        }
    }

    @Test
    void theMatrixHasEveryColumnThatIsPromisedCleanFirst() {
        assertThat(Conditions.MATRIX)
                .extracting(Condition::name)
                .containsExactly(
                        "clean",
                        "g711-a",
                        "g711-mu",
                        "gsm-fr",
                        "amr-nb-12.2",
                        "amr-wb-12.65",
                        "opus-8k",
                        "opus-16k",
                        "mp3-32k",
                        "band-8k",
                        "noise-20",
                        "noise-10",
                        "noise-5",
                        "room",
                        "speed+5",
                        "speed-5",
                        "cut-2s",
                        "cut-1s");
        float[] speech = Vectors.signal("speech");
        assertThat(Conditions.CLEAN.apply(speech, "a.wav")).isEqualTo(speech);
    }

    @ParameterizedTest(name = "{0}: {1} to {2} Hz pass, from {3} Hz on nothing")
    @CsvSource({
        "g711-a, 200, 3400, 4500, 35",
        "g711-mu, 200, 3400, 4500, 35",
        "band-8k, 50, 3600, 4050, 70",
        "room, 300, 6000, 7100, 15"
    })
    void theBandIsThatOfTheChannel(String name, double from, double to, double nothingFrom, double fall) {
        // White noise: what is left of each band, relative to the pass band.
        float[] noise = Vectors.noise(1 << 17, 3);
        float[] heard = Conditions.named(name).apply(noise, "a.wav");
        double passed = level(heard, from, to) - level(noise, from, to);
        double stopped = level(heard, nothingFrom, 7_950) - level(noise, nothingFrom, 7_950);
        assertThat(passed).isCloseTo(0, within(3.0));
        assertThat(stopped - passed).isLessThan(-fall);
    }

    @ParameterizedTest(name = "noise-{0}")
    @CsvSource({"20", "10", "5", "30"})
    void noiseLiesAsFarBelowTheRecordingAsItsNameSays(double decibels) {
        float[] speech = Vectors.signal("speech");
        for (String recording : List.of("a.wav", "b.wav", "c.wav", "d.wav")) {
            float[] noisy = Conditions.named("noise-" + (int) decibels).apply(speech, recording);
            assertThat(10 * Math.log10(power(speech) / power(difference(noisy, speech))))
                    .isCloseTo(decibels, within(0.05));
        }
    }

    @Test
    void anotherLevelIsTheSameNoiseAndAnotherRecordingIsNot() {
        float[] speech = Vectors.signal("speech");
        float[] loud = difference(Conditions.named("noise-10").apply(speech, "a.wav"), speech);
        float[] soft = difference(Conditions.named("noise-20").apply(speech, "a.wav"), speech);
        for (int i = 0; i < loud.length; i += 97) {
            assertThat(loud[i] / Math.sqrt(10)).isCloseTo(soft[i], within(1e-4));
        }
        assertThat(Conditions.named("noise-10").apply(speech, "b.wav"))
                .isNotEqualTo(Conditions.named("noise-10").apply(speech, "a.wav"));
    }

    @Test
    void fasterIsHigherByTheSameFactor() {
        float[] tone = Vectors.tone(1_000, 1 << 15);
        assertThat(loudest(Conditions.named("speed+5").apply(tone, "a"))).isCloseTo(1_050, within(2.0));
        assertThat(loudest(Conditions.named("speed-5").apply(tone, "a"))).isCloseTo(950, within(2.0));
    }

    @Test
    void aCutLeavesTheMiddle() {
        float[] ramp = new float[48_000];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = i / 48_000f;
        }
        float[] middle = Conditions.named("cut-1s").apply(ramp, "a.wav");
        assertThat(middle).hasSize(16_000);
        assertThat(middle[0]).isEqualTo(ramp[16_000]);
        assertThat(middle[15_999]).isEqualTo(ramp[31_999]);
    }

    @Test
    void gainIsThreeDecibelsDown() {
        float[] softer = Conditions.named("gain-3").apply(new float[] {0.5f}, "a.wav");
        assertThat(softer[0]).isCloseTo(0.5f * 0.70795f, within(1e-4f));
    }

    @Test
    void aRoomRingsOnAfterTheSound() {
        float[] click = new float[16_000];
        Arrays.fill(click, 2_000, 2_040, 0.5f);
        float[] heard = Conditions.named("room").apply(click, "a.wav");
        double ringing = power(Arrays.copyOfRange(heard, 2_500, 5_000));
        double before = power(Arrays.copyOfRange(heard, 0, 1_500)) * 2_500 / 1_500;
        assertThat(ringing).isGreaterThan(2 * before);
    }

    @Test
    void nothingPassesFullScale() {
        Condition loud = new Condition("loud", "twice as loud", new Gain(6, 6), 1);
        float[] result = loud.apply(new float[] {0.9f, -0.45f, 0.1f}, "a.wav");
        assertThat(result[0]).isEqualTo(1);
        assertThat(result[1]).isCloseTo(-0.5f, within(1e-6f));
        assertThat(loud.apply(new float[] {0.2f}, "a.wav")[0]).isCloseTo(0.399f, within(1e-3f));
    }

    @Test
    void everyChannelIsChangedWithNoiseOfItsOwn() {
        float[] speech = Vectors.signal("speech");
        Sound stereo = new Sound(new float[][] {speech, speech.clone()}, RATE);
        Condition noise = Conditions.named("noise-10");
        Sound noisy = noise.apply(stereo, "a.wav");
        assertThat(noisy.channels()[0]).isEqualTo(noise.apply(speech, "a.wav"));
        assertThat(noisy.channels()[1]).isNotEqualTo(noisy.channels()[0]);
    }

    @Test
    void wrongUseIsNamed() {
        assertThatThrownBy(() -> Conditions.named("opus-9k"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("opus-9k")
                .hasMessageContaining("clean, g711-a")
                .hasMessageContaining("gain-3");
        assertThatThrownBy(() -> new Condition("Loud!", "", new Gain(0, 0), 1)).hasMessageContaining("Loud!");
        assertThatThrownBy(() -> new MiddleCut(0)).hasMessageContaining("0");
        Sound slow = Sound.mono(new float[10], 8_000);
        assertThatThrownBy(() -> Conditions.CLEAN.apply(slow, "a.wav")).hasMessageContaining("8000");
    }

    /** Mean level of the spectrum between two frequencies, in decibels. */
    private static double level(float[] samples, double fromHertz, double toHertz) {
        double[] power = spectrum(samples);
        double sum = 0;
        int from = (int) Math.ceil(fromHertz * power.length * 2 / RATE);
        int to = (int) (toHertz * power.length * 2 / RATE);
        for (int k = from; k < to; k++) {
            sum += power[k];
        }
        return 10 * Math.log10(sum / (to - from));
    }

    private static double loudest(float[] samples) {
        double[] power = spectrum(samples);
        int best = 0;
        for (int k = 0; k < power.length; k++) {
            best = power[k] > power[best] ? k : best;
        }
        return best * (double) RATE / 2 / power.length;
    }

    /** Power of the largest power of two of samples, under a Hann window: half as many bins. */
    private static double[] spectrum(float[] samples) {
        int size = Integer.highestOneBit(samples.length);
        double[][] re = new double[size][1];
        double[][] im = new double[size][1];
        for (int i = 0; i < size; i++) {
            re[i][0] = samples[i] * (0.5 - 0.5 * Math.cos(2 * Math.PI * i / size));
        }
        Fft fft = new Fft(size);
        fft.forward(re, im, 1);
        double[] power = new double[size / 2];
        for (int k = 0; k < power.length; k++) {
            int row = fft.row(k);
            power[k] = re[row][0] * re[row][0] + im[row][0] * im[row][0];
        }
        return power;
    }

    private static float[] difference(float[] a, float[] b) {
        float[] difference = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            difference[i] = a[i] - b[i];
        }
        return difference;
    }

    private static double power(float[] samples) {
        double sum = 0;
        for (float x : samples) {
            sum += (double) x * x;
        }
        return sum;
    }
}
