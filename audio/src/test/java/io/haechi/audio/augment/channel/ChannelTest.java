package io.haechi.audio.augment.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.haechi.audio.features.Fir;
import io.haechi.audio.features.Vectors;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelTest {

    @Test
    void everyCodeAndAThousandSamplesMatchAudioop() throws Exception {
        // g711.csv: Python 3.11's audioop, made by make_g711.py
        int rows = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ChannelTest.class.getResourceAsStream("g711.csv")), StandardCharsets.UTF_8))) {
            for (String line : (Iterable<String>) lines.lines()::iterator) {
                String[] cells = line.split(",", -1);
                int from = Integer.parseInt(cells[1]);
                boolean isDecode = cells[0].equals("decode");
                int aLaw = isDecode ? G711.decodeALaw((byte) from) : G711.encodeALaw((short) from) & 0xFF;
                int muLaw = isDecode ? G711.decodeMuLaw((byte) from) : G711.encodeMuLaw((short) from) & 0xFF;
                assertThat(aLaw).as("A-law, %s", line).isEqualTo(Integer.parseInt(cells[2]));
                assertThat(muLaw).as("mu-law, %s", line).isEqualTo(Integer.parseInt(cells[3]));
                rows++;
            }
        }
        assertThat(rows).isGreaterThan(1_500);
    }

    @Test
    void compandingLeavesNoiseAbout38DecibelsBelow() {
        float[] tone = Vectors.tone(1_004, 16_000);
        for (G711.Law law : new G711.Law[] {G711.Law.A_LAW, G711.Law.MU_LAW}) {
            float[] line = new G711(law).apply(tone, new Random(1));
            assertThat(signalToNoise(tone, line)).isBetween(33.0, 42.0);
        }
    }

    @Test
    void nothingAboveFourKilohertzSurvivesTheTelephone() {
        float[] high = Vectors.tone(5_500, 16_000);
        assertThat(power(new G711(G711.Law.MU_LAW).apply(high, new Random(1))) / power(high))
                .isLessThan(1e-5);
        assertThat(power(new GsmLike(3, 3).apply(high, new Random(1))) / power(high))
                .isLessThan(1e-4);
    }

    @Test
    void theTelephoneBandKeepsTheMiddle() {
        assertThat(throughDb(1_000)).isCloseTo(0, within(0.05));
        assertThat(throughDb(150)).isLessThan(-40);
        assertThat(throughDb(4_200)).isLessThan(-40);
    }

    @Test
    void gsmIsRoughButFollowsTheVoice() {
        float[] speech = Vectors.signal("speech");
        float[] narrow = Fir.lowPass(3_900, 129).apply(speech);
        double three = signalToNoise(narrow, new GsmLike(3, 3).apply(speech, new Random(1)));
        double six = signalToNoise(narrow, new GsmLike(6, 6).apply(speech, new Random(1)));
        assertThat(three).isBetween(3.0, 25.0);
        assertThat(six).isGreaterThanOrEqualTo(three - 0.5);
    }

    @ParameterizedTest(name = "blocks of {0}")
    @ValueSource(ints = {2, 36, 288, 576, 1_024})
    void cosineBlocksBroughtBackAreTheSignal(int block) {
        float[] speech = Vectors.signal("speech");
        Mdct mdct = new Mdct(block);
        double[][] blocks = mdct.analyse(speech);
        float[] back = mdct.synthesise(blocks, speech.length);
        double worst = 0;
        for (int i = 0; i < speech.length; i++) {
            worst = Math.max(worst, Math.abs(back[i] - speech[i]));
        }
        assertThat(back).hasSameSizeAs(speech);
        assertThat(worst).isLessThan(1e-6);
        // Against the definition, in the third block.
        int third = Math.min(3, blocks.length - 1);
        for (int k : new int[] {0, 1, block - 1}) {
            double sum = 0;
            for (int n = 0; n < 2 * block; n++) {
                sum += Math.sin(Math.PI * (n + 0.5) / (2 * block))
                        * speech[(third - 1) * block + n]
                        * Math.cos(Math.PI / block * (n + 0.5 + block / 2.0) * (k + 0.5));
            }
            assertThat(blocks[third][k]).isCloseTo(sum, within(1e-8));
        }
    }

    @Test
    void aMusicCodecIsCoarserTheFewerDecibelsItHas() {
        float[] speech = Vectors.signal("speech");
        double last = -1;
        for (double decibels : new double[] {8, 16, 24}) {
            double mean = 0;
            for (int seed = 0; seed < 6; seed++) {
                float[] coded = new TransformCodec(decibels, decibels).apply(speech, new Random(seed));
                assertThat(coded).hasSameSizeAs(speech);
                mean += signalToNoise(speech, coded) / 6;
            }
            assertThat(mean).isBetween(last + 3, decibels + 6);
            last = mean;
        }
    }

    @Test
    void aMusicCodecLeavesSilenceSilent() {
        assertThat(new TransformCodec(10, 10).apply(new float[5_000], new Random(1)))
                .containsOnly(0f);
        assertThat(new TransformCodec(10, 10).apply(new float[0], new Random(1)))
                .isEmpty();
    }

    @Test
    void aboutAsManyPacketsAreLostAsAsked() {
        float[] ones = new float[320 * 2_000];
        Arrays.fill(ones, 1);
        double lost = 0;
        float[] result = new PacketLoss(0.2, 0.2).apply(ones, new Random(6));
        for (int i = 0; i < ones.length; i += 320) {
            lost += result[i] == 1 ? 0 : 1;
        }
        assertThat(lost / 2_000).isCloseTo(0.2, within(0.04));
        assertThat(new PacketLoss(0, 0).apply(ones, new Random(6))).isEqualTo(ones);
    }

    @Test
    void wrongUseIsNamed() {
        assertThatThrownBy(() -> new PacketLoss(0, 0.9)).hasMessageContaining("0.0 to 0.6");
        assertThatThrownBy(() -> new GsmLike(1, 3)).hasMessageContaining("2.0 to 8.0");
        assertThatThrownBy(() -> new TransformCodec(10, 50)).hasMessageContaining("0.0 to 40.0");
        assertThatThrownBy(() -> new BandLimit(0, 3_000, 3_000, 4_000)).hasMessageContaining("Lower edge");
    }

    private static double throughDb(double hertz) {
        float[] tone = Vectors.tone(hertz, 16_000);
        return 10 * Math.log10(power(BandLimit.TELEPHONE.apply(tone, new Random(1))) / power(tone));
    }

    private static double power(float[] samples) {
        double sum = 0;
        for (int i = 1_000; i < samples.length - 1_000; i++) {
            sum += samples[i] * samples[i];
        }
        return sum;
    }

    private static double signalToNoise(float[] clean, float[] noisy) {
        float[] noise = new float[clean.length];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = noisy[i] - clean[i];
        }
        return 10 * Math.log10(power(clean) / power(noise));
    }
}
