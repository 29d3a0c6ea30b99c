package io.haechi.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.haechi.audio.Sound;
import io.haechi.audio.WavWriter;
import io.haechi.core.Decision;
import io.haechi.core.Evidence;
import io.haechi.core.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassageTest {
    @TempDir
    Path folder;

    @Test
    void thePassageSaysWhatTheWholeSays() {
        // Sounds human for a minute, synthetic for the next: half and half is said across the change.
        List<Evidence> windows = windows(120, second -> second < 60 ? 0.1 : 0.9);
        assertThat(Passage.start(0.5, windows)).isBetween(44.0, 46.0);
        assertThat(Passage.start(0.9, windows)).isGreaterThanOrEqualTo(60);
        assertThat(Passage.start(0.1, windows)).isLessThanOrEqualTo(30);
    }

    @Test
    void aStretchWithHardlyAnySpeechDoesNotStandForTheWhole() {
        // One lonely window says just what the whole says; the rest of that stretch was not worth judging.
        List<Evidence> windows = new ArrayList<>(windows(60, _ -> 0.8));
        windows.add(new Evidence("window", "", 200, 202, 0.7));
        assertThat(Passage.start(0.7, windows)).isLessThan(60);
    }

    @Test
    void withoutWindowsItIsTheBeginning() {
        assertThat(Passage.start(0.5, List.of())).isZero();
    }

    @Test
    void aShortRecordingStandsForItself() {
        Path file = write(new float[][] {Signals.noise(1, 0.5, 40_000), Signals.noise(2, 0.5, 40_000)});
        List<Passage> passages = Passage.read(file, hearing(2.5, 2, List.of()));
        assertThat(passages).hasSize(2).allMatch(Passage::isWhole);
        assertThat(passages.get(1).sound().frames()).isEqualTo(40_000);
        assertThat(passages.get(1).endSeconds()).isEqualTo(2.5);
        assertThat(passages.get(1).sound().channels()[0])
                .isNotEqualTo(passages.get(0).sound().channels()[0]);
    }

    @Test
    void halfAMinuteIsCutOutOfALongOneWhereItWasChosen() {
        // Every sample is the second that it lies in, over a hundred.
        float[] seconds = new float[50 * Voice.SAMPLE_RATE];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = i / Voice.SAMPLE_RATE / 100f;
        }
        Path file = write(new float[][] {seconds});
        List<Evidence> windows = windows(50, second -> second < 15 ? 0.2 : 0.6);
        Passage passage = Passage.read(file, hearing(50, 1, windows)).getFirst();
        assertThat(passage.isWhole()).isFalse();
        assertThat(passage.startSeconds()).isBetween(15.0, 20.0);
        assertThat(passage.sound().seconds()).isEqualTo(30);
        assertThat(passage.sound().channels()[0][0]).isEqualTo((float) passage.startSeconds() / 100);
        assertThat(passage.sound().channels()[0][30 * Voice.SAMPLE_RATE - 1])
                .isEqualTo((float) (passage.endSeconds() - 1) / 100);
    }

    private Path write(float[][] channels) {
        Path file = folder.resolve("sound.wav");
        WavWriter.writeFloat(file, new Sound(channels, Voice.SAMPLE_RATE));
        return file;
    }

    /** Windows of 2 s every second. */
    private static List<Evidence> windows(int seconds, IntToDoubleFunction probability) {
        List<Evidence> windows = new ArrayList<>();
        for (int second = 0; second + 2 <= seconds; second++) {
            windows.add(new Evidence("window", "", second, second + 2, probability.applyAsDouble(second)));
        }
        return windows;
    }

    private static Hearing hearing(double seconds, int channels, List<Evidence> windows) {
        Verdict verdict = new Verdict(Decision.SUSPECT, 0.6, 0.5, "m", "ab", windows, List.of());
        List<Hearing.Channel> each = new ArrayList<>();
        for (int c = 1; c <= channels; c++) {
            each.add(new Hearing.Channel(c, verdict, 1, 20, 0));
        }
        return new Hearing("sound.wav", seconds, verdict, each);
    }
}
