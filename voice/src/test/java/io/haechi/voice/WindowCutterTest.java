package io.haechi.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowCutterTest {
    private static final WindowOptions OPTIONS = new WindowOptions(0.5, 0.2);
    private static final int LENGTH = OPTIONS.length();
    private static final int HOP = OPTIONS.hop();

    private record Window(long start, float[] samples) {}

    @ParameterizedTest(name = "{0} samples")
    @ValueSource(ints = {8000, 8001, 11199, 11200, 11201, 12345, 14400, 15999, 50_000})
    void everySampleIsHeardAndTheLastWindowEndsWithTheSound(int length) {
        List<Window> windows = cut(OPTIONS, Signals.ramp(length), length);
        boolean[] isHeard = new boolean[length];
        for (Window window : windows) {
            assertThat(window.samples()).hasSize(LENGTH);
            for (int i = 0; i < LENGTH; i++) {
                assertThat(window.samples()[i]).isEqualTo((float) (window.start() + i));
                isHeard[(int) window.start() + i] = true;
            }
        }
        for (int i = 0; i < length; i++) {
            assertThat(isHeard[i]).as("sample %d", i).isTrue();
        }
        assertThat(windows.getLast().start() + LENGTH).isEqualTo(length);
    }

    @Test
    void windowsBeginEveryHopAndOnlyTheLastOneOverlapsMore() {
        List<Window> windows = cut(OPTIONS, Signals.ramp(LENGTH + 2 * HOP + 1), 1000);
        assertThat(windows.stream().map(Window::start)).containsExactly(0L, (long) HOP, 2L * HOP, 2L * HOP + 1);
    }

    @Test
    void nothingIsHeardTwiceWhenTheSoundEndsWithAWindow() {
        assertThat(cut(OPTIONS, Signals.ramp(LENGTH + HOP), 999).stream().map(Window::start))
                .containsExactly(0L, (long) HOP);
    }

    @ParameterizedTest(name = "{0} samples")
    @ValueSource(ints = {1, 7, 4000, 7999})
    void aShortSoundIsRepeatedUntilItFillsAWindow(int length) {
        List<Window> windows = cut(OPTIONS, Signals.ramp(length), 64);
        assertThat(windows).hasSize(1);
        assertThat(windows.getFirst().start()).isZero();
        for (int i = 0; i < LENGTH; i++) {
            assertThat(windows.getFirst().samples()[i]).isEqualTo((float) (i % length));
        }
    }

    @Test
    void silenceOfNoLengthHasNoWindow() {
        assertThat(cut(OPTIONS, new float[0], 1)).isEmpty();
    }

    @ParameterizedTest(name = "window {0} s, hop {1} s, seed {2}")
    @CsvSource({"0.5, 0.2, 1", "0.5, 0.5, 2", "1.0, 0.3, 3", "0.5, 0.01, 4"})
    void howTheSoundArrivesMakesNoDifference(double seconds, double hop, long seed) {
        WindowOptions options = new WindowOptions(seconds, hop);
        SplittableRandom random = new SplittableRandom(seed);
        float[] sound = Signals.ramp(20_000 + random.nextInt(10_000));
        List<Window> whole = cut(options, sound, sound.length);
        List<Window> pieces = new ArrayList<>();
        WindowCutter cutter = new WindowCutter(options, (samples, start) -> pieces.add(new Window(start, samples)));
        for (int at = 0; at < sound.length; ) {
            int count = Math.min(random.nextInt(3000), sound.length - at);
            cutter.accept(Arrays.copyOfRange(sound, at, at + count), count);
            at += count;
        }
        cutter.finish();
        assertThat(pieces).usingRecursiveComparison().isEqualTo(whole);
    }

    private static List<Window> cut(WindowOptions options, float[] sound, int chunk) {
        List<Window> windows = new ArrayList<>();
        WindowCutter cutter = new WindowCutter(options, (samples, start) -> windows.add(new Window(start, samples)));
        for (int at = 0; at < sound.length; at += chunk) {
            int count = Math.min(chunk, sound.length - at);
            cutter.accept(Arrays.copyOfRange(sound, at, at + count), count);
        }
        cutter.finish();
        return windows;
    }
}
