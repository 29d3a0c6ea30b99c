package io.haechi.audio.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.haechi.audio.DecodeLimits;
import io.haechi.audio.SoundFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real speech between pauses of known length, in noise. In a pause, nobody speaks; in a clip, a frame counts as speech
 * if it is within 30 dB of the clip's loudest frame, and is left out if it is not, since nobody knows what it is. A third
 * of the pauses hold a loud tone, a third a burst of noise.
 */
class SpeechIT {

    private static final int CLIPS = 60;
    private static float[] speech = new float[0];
    private static byte[] truth = new byte[0];

    @BeforeAll
    static void build() throws IOException {
        Path data = data();
        assumeTrue(
                Files.exists(data.resolve("voice/manifest.csv")),
                "no voice data at " + data + "; set HAECHI_DATA to run this");
        List<String> rows = Files.readAllLines(data.resolve("voice/manifest.csv")).stream()
                .filter(row -> row.contains(",real,valid,"))
                .toList();
        Random random = new Random(11);
        int at = 0;
        speech = new float[16_000 * 60 * 8];
        truth = new byte[speech.length / 512];
        for (int i = 0; i < CLIPS; i++) {
            String path = rows.get(i * rows.size() / CLIPS).split(",", 2)[0];
            float[] clip = SoundFile.readAll(data.resolve("voice").resolve(path), 16_000, DecodeLimits.DEFAULT)
                    .channels()[0];
            at = addClip(clip, at);
            at = addPause(random, i % 3, at);
        }
        speech = Arrays.copyOf(speech, at);
        truth = Arrays.copyOf(truth, at / 512);
    }

    @ParameterizedTest(name = "noise {0} dBFS")
    @ValueSource(ints = {-100, -50, -40})
    void agreesWithWhatWasPutTogether(int noiseDb) {
        Random random = new Random(noiseDb);
        double amplitude = Math.pow(10, noiseDb / 20.0);
        float[] x = speech.clone();
        for (int i = 0; i < x.length; i++) {
            x[i] += (float) (amplitude * random.nextGaussian());
        }
        boolean[] heard = new boolean[truth.length];
        long start = System.nanoTime();
        SpeechActivity activity;
        try (SpeechDetector detector = SpeechDetector.open()) {
            activity = detector.newActivity();
            activity.feed(x, x.length);
            activity.finish();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        for (Stretch stretch : activity.stretches()) {
            int from = (int) Math.round(stretch.startSeconds() / 0.032);
            int to = (int) Math.min(heard.length, Math.round(stretch.endSeconds() / 0.032));
            Arrays.fill(heard, from, to, true);
        }
        double both = count(heard, true, 1);
        double precision = both / (both + count(heard, true, 0));
        double recall = both / (both + count(heard, false, 1));
        System.out.printf(
                "Speech activity, noise %d dBFS: precision %.3f, recall %.3f, %.0f s of sound, %.0f x real time, %s%n",
                noiseDb, precision, recall, x.length / 16_000.0, x.length / 16_000.0 / seconds, activity.quality());
        assertThat(precision).isGreaterThan(0.9);
        assertThat(recall).isGreaterThan(0.8);
    }

    private static int addClip(float[] clip, int at) {
        int frames = clip.length / 512;
        double loudest = 0;
        for (int f = 0; f < frames; f++) {
            loudest = Math.max(loudest, power(clip, f));
        }
        // Levels differ by corpus; all are brought to the same.
        float gain = (float) (0.2 / Math.sqrt(loudest));
        for (int f = 0; f < frames; f++) {
            truth[at / 512 + f] = (byte) (power(clip, f) > loudest / 1000 ? 1 : 2);
            for (int i = 0; i < 512; i++) {
                speech[at + f * 512 + i] = clip[f * 512 + i] * gain;
            }
        }
        return at + frames * 512;
    }

    private static int addPause(Random random, int kind, int at) {
        int frames = 30 + random.nextInt(60);
        double hertz = 200 + random.nextInt(1500);
        for (int i = 0; i < frames * 512; i++) {
            boolean isMiddle = i > 512 * 10 && i < (frames - 10) * 512;
            speech[at + i] = !isMiddle || kind == 0
                    ? 0
                    : (float) (0.05 * (kind == 1 ? Math.sin(2 * Math.PI * hertz * i / 16_000) : random.nextGaussian()));
        }
        return at + frames * 512;
    }

    private static double power(float[] x, int frame) {
        double sum = 0;
        for (int i = frame * 512; i < frame * 512 + 512; i++) {
            sum += (double) x[i] * x[i];
        }
        return sum / 512;
    }

    private static long count(boolean[] heard, boolean isHeard, int kind) {
        long n = 0;
        for (int i = 0; i < heard.length; i++) {
            n += heard[i] == isHeard && truth[i] == kind ? 1 : 0;
        }
        return n;
    }

    private static Path data() {
        String configured = System.getProperty("HAECHI_DATA", System.getenv("HAECHI_DATA"));
        if (configured != null) {
            return Path.of(configured);
        }
        Path beside = Path.of("../../shared/data");
        return Files.exists(beside) ? beside : Path.of("../shared/data");
    }
}
