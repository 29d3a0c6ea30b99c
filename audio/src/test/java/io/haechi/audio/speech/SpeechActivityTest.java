package io.haechi.audio.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.haechi.core.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpeechActivityTest {

    private static SpeechDetector detector;

    @BeforeAll
    static void open() {
        detector = SpeechDetector.open();
    }

    @AfterAll
    static void close() {
        detector.close();
    }

    @Test
    void networkAgreesWithItsUpstreamRun() throws IOException {
        // silero.txt: onnxruntime for Python, one chunk at a time, made by make_silero.py; here 40 chunks at once
        float[] x = pulses();
        float[] rows = new float[40 * SileroNetwork.ROW];
        for (int k = 0; k < 40; k++) {
            int from = Math.max(0, 512 * k - 64);
            System.arraycopy(x, from, rows, k * SileroNetwork.ROW + (k == 0 ? 64 : 0), 512 * k + 512 - from);
        }
        try (SileroNetwork network = SileroNetwork.load()) {
            float[] heard = network.probabilities(rows, 40, new float[128], new float[128]);
            float[] expected = expected();
            for (int k = 0; k < 40; k++) {
                assertThat(heard[k]).as("chunk %d", k).isCloseTo(expected[k], within(2e-4f));
            }
        }
    }

    @Test
    void activityHearsTheSameUntilSilenceLetsItRest() throws IOException {
        float[] heard = listen(pulses(), 777);
        assertThat(heard).hasSize(40);
        float[] expected = expected();
        for (int k = 0; k < 17; k++) {
            assertThat(heard[k]).as("chunk %d", k).isCloseTo(expected[k], within(2e-4f));
        }
        assertThat(Arrays.copyOfRange(heard, 17, 23)).containsOnly(0f);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void cuttingTheSoundDifferentlyNeverChangesABit(long seed) {
        Random random = new Random(seed);
        float[] whole = listen(pulses(), 40 * 512);
        assertThat(listen(pulses(), 1 + random.nextInt(3000))).isEqualTo(whole);
    }

    @Test
    void whoCannotWaitHearsTheSameSooner() {
        float[] x = pulses();
        SpeechActivity patient = detector.newActivity();
        patient.feed(x, x.length);
        patient.finish();
        SpeechActivity prompt = detector.newActivity(60);
        int known = 0;
        for (int at = 0; at < x.length; at += 5120) {
            known += prompt.feed(Arrays.copyOfRange(x, at, at + 5120), 5120).length;
            known += prompt.catchUp().length;
            assertThat(known).isEqualTo((at + 5120) / 512);
            assertThat(prompt.catchUp()).isEmpty();
        }
        prompt.finish();
        assertThat(prompt.stretches()).isEqualTo(patient.stretches());
        assertThat(prompt.quality()).isEqualTo(patient.quality());
    }

    @Test
    void aMemoryOfNoLengthIsRefused() {
        assertThatThrownBy(() -> detector.newActivity(0)).hasMessage("Memory must be above 0 s, got 0.0");
    }

    @Test
    void anUnfinishedChunkCountsAsOne() {
        SpeechActivity activity = detector.newActivity();
        activity.feed(new float[700], 700);
        activity.finish();
        assertThat(activity.soundSeconds()).isEqualTo(700 / 16_000.0);
        assertThat(activity.finish()).isEmpty();
        assertThat(activity.stretches()).isEmpty();
        assertThat(activity.speechSeconds()).isZero();
    }

    @Test
    void nothingHeardIsNothing() {
        SpeechActivity activity = detector.newActivity();
        assertThat(activity.finish()).isEmpty();
        assertThat(activity.quality().snrDb()).isZero();
    }

    @Test
    void twoHoursOfSilenceHoldNoSpeech() {
        SpeechActivity activity = detector.newActivity();
        float[] block = new float[16_000];
        for (int second = 0; second < 7200; second++) {
            activity.feed(block, block.length);
        }
        activity.finish();
        assertThat(activity.speechSeconds()).isZero();
        assertThat(activity.quality().noiseFloorDb()).isEqualTo(-120);
    }

    @Test
    void noiseAndTonesAreNotSpeech() {
        Random random = new Random(8);
        float[] noise = new float[160_000];
        float[] tone = new float[160_000];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) (0.1 * random.nextGaussian());
            tone[i] = (float) (0.3 * Math.sin(2 * Math.PI * 440 * i / 16_000));
        }
        for (float[] sound : new float[][] {noise, tone}) {
            SpeechActivity activity = detector.newActivity();
            activity.feed(sound, sound.length);
            activity.finish();
            assertThat(activity.speechSeconds()).isLessThan(0.5);
        }
    }

    @Test
    void feedingAfterTheEndIsRefused() {
        SpeechActivity activity = detector.newActivity();
        activity.finish();
        assertThatIllegalStateException().isThrownBy(() -> activity.feed(new float[1], 1));
    }

    @Test
    void anAlteredModelIsRefused() {
        assertThatThrownBy(() -> SileroNetwork.checked(new byte[10]))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("has SHA-256 01d448af")
                .hasMessageContaining("expected 9ccdacc4");
    }

    private static float[] listen(float[] x, int blockLength) {
        SpeechActivity activity = detector.newActivity();
        float[] all = new float[x.length / 512];
        int known = 0;
        for (int at = 0; at < x.length; at += blockLength) {
            float[] block = Arrays.copyOfRange(x, at, Math.min(at + blockLength, x.length));
            float[] heard = activity.feed(block, block.length);
            System.arraycopy(heard, 0, all, known, heard.length);
            known += heard.length;
        }
        float[] rest = activity.finish();
        System.arraycopy(rest, 0, all, known, rest.length);
        assertThat(known + rest.length).isEqualTo(all.length);
        return all;
    }

    private static float[] expected() throws IOException {
        try (InputStream in = SpeechActivityTest.class.getResourceAsStream("silero.txt")) {
            assertThat(in).isNotNull();
            String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            String[] lines = text.strip().split("\n", -1);
            float[] values = new float[lines.length];
            for (int i = 0; i < lines.length; i++) {
                values[i] = Float.parseFloat(lines[i]);
            }
            return values;
        }
    }

    /** The signal of make_silero.py: harmonics under moving formants, every third quarter second silent. */
    private static float[] pulses() {
        float[] x = new float[512 * 40];
        for (int i = 0; i < x.length; i++) {
            double t = i / 16_000.0;
            if ((int) (t * 4) % 3 == 2) {
                continue;
            }
            double turn = 2 * Math.PI * 2.1;
            double pitch = 120 + 30 * Math.sin(turn * t);
            double sum = 0;
            for (int h = 1; h < 25; h++) {
                double f = h * pitch;
                double first = (f - 600 - 250 * Math.sin(9 * t)) / 200;
                double second = (f - 1500) / 300;
                double gain = Math.exp(-first * first) + 0.5 * Math.exp(-second * second);
                sum += 0.2 * gain * Math.sin(2 * Math.PI * h * (120 * t - 30 * Math.cos(turn * t) / turn));
            }
            x[i] = (float) sum;
        }
        return x;
    }
}
