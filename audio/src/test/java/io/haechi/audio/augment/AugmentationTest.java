package io.haechi.audio.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.haechi.audio.augment.channel.BandLimit;
import io.haechi.audio.augment.channel.G711;
import io.haechi.audio.augment.channel.GsmLike;
import io.haechi.audio.augment.channel.PacketLoss;
import io.haechi.audio.features.Fir;
import io.haechi.audio.features.Vectors;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AugmentationTest {

    static Stream<Augmentation> all() {
        return Stream.of(
                new Gain(-6, 6),
                new AdditiveNoise(AdditiveNoise.Color.ANY, 5, 30),
                new AdditiveNoise(AdditiveNoise.Color.BABBLE, 5, 30),
                new Clipping(0, 0.1),
                new SpeedPerturb(0.9, 1.1),
                new Reverb(0.1, 0.6),
                new RawBoost(true, true, 10, 40),
                new RandomCrop(8_000),
                new RandomCut(0.1, 0.3),
                new BandLimit(50, 400, 3_000, 8_000),
                new G711(G711.Law.ANY),
                new GsmLike(3, 4),
                new PacketLoss(0, 0.3),
                Chain.of(Chain.step(0.5, new Gain(-3, 3)), Chain.step(1, new G711(G711.Law.A_LAW))));
    }

    @ParameterizedTest
    @MethodSource("all")
    void theSameSeedGivesTheSameSoundAndTheInputStays(Augmentation augmentation) {
        float[] speech = Vectors.signal("speech");
        float[] before = speech.clone();
        for (long seed = 0; seed < 5; seed++) {
            float[] once = augmentation.apply(speech, new Random(seed));
            assertThat(augmentation.apply(speech, new Random(seed))).isEqualTo(once);
            assertThat(once).isNotSameAs(speech);
            assertThat(Noise.rms(once)).isFinite();
            if (!(augmentation instanceof SpeedPerturb
                    || augmentation instanceof RandomCrop
                    || augmentation instanceof RandomCut)) {
                assertThat(once).hasSameSizeAs(speech);
            }
        }
        assertThat(speech).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("all")
    void nothingAndSilenceDoNoHarm(Augmentation augmentation) {
        for (int length : new int[] {0, 1, 5, 161, 4_000}) {
            float[] result = augmentation.apply(new float[length], new Random(1));
            float loudest = 0;
            for (float x : result) {
                loudest = Math.abs(x) <= loudest ? loudest : Math.abs(x);
            }
            assertThat(loudest).isLessThan(0.01f);
        }
    }

    @Test
    void gainIsInDecibels() {
        float[] result = new Gain(-20, -20).apply(new float[] {1, -0.5f}, new Random(1));
        assertThat(result).containsExactly(new float[] {0.1f, -0.05f}, within(1e-7f));
    }

    @Test
    void noiseLiesAsFarBelowAsAsked() {
        float[] tone = Vectors.tone(440, 16_000);
        for (AdditiveNoise.Color color : AdditiveNoise.Color.values()) {
            float[] noisy = new AdditiveNoise(color, 12, 12).apply(tone, new Random(3));
            assertThat(20 * Math.log10(Noise.rms(tone) / Noise.rms(difference(noisy, tone))))
                    .isCloseTo(12, within(0.01));
        }
    }

    @Test
    void pinkNoiseFallsByThreeDecibelsAnOctave() {
        float[] pink = Noise.pink(1 << 17, new Random(2));
        double low = Noise.rms(Fir.bandPass(500, 1_000, 501).apply(pink));
        double high = Noise.rms(Fir.bandPass(4_000, 8_000 - 1, 501).apply(pink));
        // Equal power in every octave.
        assertThat(20 * Math.log10(low / high)).isCloseTo(0, within(1.0));
    }

    @Test
    void clippingCutsTheShareAsked() {
        float[] noise = Vectors.noise(10_000, 1);
        float[] clipped = new Clipping(0.1, 0.1).apply(noise, new Random(1));
        float ceiling = 0;
        for (float x : clipped) {
            ceiling = Math.max(ceiling, Math.abs(x));
        }
        int cut = 0;
        for (float x : clipped) {
            cut += Math.abs(x) == ceiling ? 1 : 0;
        }
        assertThat(cut).isBetween(990, 1_010);
        assertThat(new Clipping(0, 0).apply(noise, new Random(1))).isEqualTo(noise);
    }

    @Test
    void fasterIsShorterAndHigher() {
        float[] fast = new SpeedPerturb(1.25, 1.25).apply(Vectors.tone(1_000, 10_000), new Random(1));
        assertThat(fast).hasSize(8_000);
        float[] expected = Vectors.tone(1_250, 8_000);
        for (int i = 100; i < 7_900; i++) {
            assertThat(fast[i]).isCloseTo(expected[i], within(2e-3f));
        }
        assertThat(new SpeedPerturb(0.8, 0.8).apply(new float[10_000], new Random(1)))
                .hasSize(12_500);
    }

    @Test
    void aTooHighToneVanishesRatherThanFoldsWhenSpedUp() {
        float[] fast = new SpeedPerturb(1.5, 1.5).apply(Vectors.tone(7_000, 12_000), new Random(1));
        assertThat(Noise.rms(Arrays.copyOfRange(fast, 200, 7_800))).isLessThan(2e-3);
    }

    @Test
    void aRoomKeepsTheDirectSoundFirst() {
        for (long seed = 0; seed < 10; seed++) {
            float[] room = Reverb.room(0.4, new Random(seed));
            assertThat(room[0]).isEqualTo(1);
            assertThat(room).hasSize(6_400);
            double early = Noise.rms(Arrays.copyOfRange(room, 400, 1_600));
            double late = Noise.rms(Arrays.copyOfRange(room, 5_200, 6_400));
            // 4,800 samples of 6,400 in which 60 dB are lost: 45 dB.
            assertThat(20 * Math.log10(early / late)).isCloseTo(45, within(2.0));
        }
    }

    @Test
    void longConvolutionsMatchTheDefinition() {
        float[] signal = Vectors.noise(5_000, 1);
        float[] response = Vectors.noise(2_500, 2);
        float[] result = Convolution.of(signal, response);
        for (int i = 0; i < signal.length; i += 7) {
            double sum = 0;
            for (int k = 0; k <= Math.min(i, response.length - 1); k++) {
                sum += (double) response[k] * signal[i - k];
            }
            assertThat(result[i]).isCloseTo((float) sum, within(1e-5f));
        }
    }

    @Test
    void cropsAreExactAndShortClipsRepeat() {
        float[] counting = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        float[] crop = new RandomCrop(4).apply(counting, new Random(5));
        assertThat(crop).hasSize(4);
        assertThat(crop[3] - crop[0]).isEqualTo(3);
        float[] tiled = new RandomCrop(25).apply(counting, new Random(5));
        for (int i = 1; i < 25; i++) {
            assertThat(tiled[i]).isEqualTo((tiled[i - 1] + 1) % 10);
        }
    }

    @Test
    void aCutLeavesOneStretchWithinTheRangeAndShortClipsWhole() {
        float[] counting = new float[16_000];
        for (int i = 0; i < counting.length; i++) {
            counting[i] = i;
        }
        for (long seed = 0; seed < 20; seed++) {
            float[] cut = new RandomCut(0.2, 0.5).apply(counting, new Random(seed));
            assertThat(cut).hasSizeBetween(3_200, 8_000);
            assertThat(cut[cut.length - 1] - cut[0]).isEqualTo(cut.length - 1);
        }
        assertThat(new RandomCut(1, 2).apply(counting, new Random(1))).isEqualTo(counting);
    }

    @Test
    void rawBoostChangesTheSoundAndKeepsItsLoudness() {
        float[] speech = Vectors.signal("speech");
        float[] boosted = new RawBoost(true, true, 10, 40).apply(speech, new Random(2));
        assertThat(Noise.rms(boosted)).isCloseTo(Noise.rms(speech), within(1e-6));
        assertThat(Noise.rms(difference(boosted, speech))).isGreaterThan(0.05 * Noise.rms(speech));
    }

    @Test
    void aChainAppliesStepsAsOftenAsItSays() {
        Augmentation one = (samples, random) -> new float[] {samples[0] + 1};
        Chain chain = Chain.of(Chain.step(0.25, one), Chain.step(0, one), Chain.step(1, one));
        Random random = new Random(1);
        double sum = 0;
        for (int i = 0; i < 4_000; i++) {
            sum += chain.apply(new float[1], random)[0];
        }
        assertThat(sum / 4_000).isCloseTo(1.25, within(0.03));
    }

    @Test
    void wrongUseIsNamedWithValueAndRange() {
        assertThatThrownBy(() -> new Gain(3, -3))
                .hasMessage("Gain in dB must be a range within -120.0 to 120.0, got 3.0 to -3.0");
        assertThatThrownBy(() -> new Clipping(0, 1)).hasMessageContaining("0.0 to 0.9");
        assertThatThrownBy(() -> new SpeedPerturb(Double.NaN, 1)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new RandomCut(0, 1)).hasMessageContaining("0.1 to 60.0");
        assertThatThrownBy(() -> new RandomCrop(0)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> Chain.step(1.5, new Gain(0, 0))).hasMessageContaining("got 1.5");
    }

    private static float[] difference(float[] a, float[] b) {
        float[] result = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            result[i] = a[i] - b[i];
        }
        return result;
    }
}
