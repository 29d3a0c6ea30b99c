package io.haechi.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.haechi.audio.Sound;
import io.haechi.audio.WavWriter;
import io.haechi.core.Decision;
import io.haechi.core.Evidence;
import io.haechi.core.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExcerptTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} s from {1} s")
    @CsvSource({"1, 0, 16000", "1, 1.5, 16000", "5, 2, 16000", "1, 3.5, 0"})
    void aStretchIsReadOrAsMuchAsThereIs(double seconds, double from, int expected) {
        float[] left = new float[48_000];
        float[] right = Signals.noise(1, 0.5, 48_000);
        Path file = folder.resolve("call.wav");
        WavWriter.write(file, new Sound(new float[][] {left, right}, Voice.SAMPLE_RATE));
        float[] read = Excerpt.read(file, 1, from, seconds);
        assertThat(read).hasSize(expected);
        int start = (int) (from * Voice.SAMPLE_RATE);
        for (int i = 0; i < read.length; i++) {
            assertThat(Math.abs(read[i] - right[start + i])).isLessThan(1e-4f);
        }
        assertThat(Excerpt.read(file, 0, 0, 1)).isEqualTo(Arrays.copyOf(left, 16_000));
    }

    @Test
    void theStretchThatSpeaksMostForTheVerdictIsTaken() {
        // A minute of windows; synthetic around second 30, human around second 50.
        assertThat(Excerpt.start(windows(), hearing(0.9, 60), 10)).isEqualTo(26);
        assertThat(Excerpt.start(windows(), hearing(0.1, 60), 10)).isEqualTo(46);
    }

    @Test
    void aShortRecordingIsTakenWhole() {
        assertThat(Excerpt.start(windows(), hearing(0.9, 10), 10)).isZero();
        assertThat(Excerpt.start(List.of(), hearing(0.9, 60), 10)).isZero();
    }

    @Test
    void aStretchWithHardlyAWindowIsPassedOver() {
        List<Evidence> windows = new ArrayList<>(windows());
        windows.removeIf(window -> window.startSeconds() < 12);
        windows.addFirst(new Evidence("window", "", 0, 2, 0.9999));
        assertThat(Excerpt.start(windows, hearing(0.9, 60), 10)).isEqualTo(26);
    }

    private static List<Evidence> windows() {
        List<Evidence> windows = new ArrayList<>();
        for (int second = 0; second <= 58; second++) {
            double probability = second >= 26 && second <= 34 ? 0.9 : second >= 46 && second <= 54 ? 0.1 : 0.5;
            windows.add(new Evidence("window", "", second, second + 2, probability));
        }
        return windows;
    }

    private static Hearing hearing(double probability, double seconds) {
        Verdict verdict = new Verdict(Decision.SUSPECT, probability, 0.5, "voice-x", "ab", List.of(), List.of());
        return new Hearing("call", seconds, verdict, List.of(new Hearing.Channel(1, verdict, 9, 20, 0)));
    }
}
