package io.haechi.audio.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrontEndTest {
    private static final LogMel LOG_MEL = new LogMel(FrameOptions.SPEECH, 128);
    private static final Mfcc MFCC = new Mfcc(FrameOptions.SPEECH, 100, 128, true, true);

    @Test
    void thereIsOneFrameForEveryStartedHop() {
        assertThat(LOG_MEL.frames(0)).isEqualTo(1);
        assertThat(LOG_MEL.frames(159)).isEqualTo(1);
        assertThat(LOG_MEL.frames(160)).isEqualTo(2);
        assertThat(LOG_MEL.frames(48_000)).isEqualTo(301);
        assertThat(MFCC.bands()).isEqualTo(300);
    }

    @ParameterizedTest(name = "{0} samples")
    @ValueSource(ints = {0, 1, 159, 160, 399, 400, 401, 20_319, 20_320, 20_480, 20_481, 41_000})
    void aStretchSoundsTheSameWhereverItStands(int length) {
        float[] alone = Vectors.noise(length, length);
        float[] within = Vectors.noise(length + 3_000, 1);
        System.arraycopy(alone, 0, within, 1_234, length);
        for (FrontEnd frontEnd : List.of(LOG_MEL, MFCC, new LogMel(FrameOptions.SPEECH, 40, 0.97, 60))) {
            float[] into = new float[frontEnd.bands() * frontEnd.frames(length) + 20];
            Arrays.fill(into, 7);
            frontEnd.apply(within, 1_234, length, into, 10);
            assertThat(Arrays.copyOfRange(into, 10, into.length - 10)).isEqualTo(frontEnd.apply(alone));
            assertThat(into[9]).isEqualTo(7);
            assertThat(into[into.length - 10]).isEqualTo(7);
        }
    }

    @Test
    void aFrameDoesNotDependOnTheBatchItFallsInto() {
        float[] sound = Vectors.noise(160 * 400, 5);
        float[] whole = LOG_MEL.apply(sound);
        int frames = LOG_MEL.frames(sound.length);
        // The same sound, 37 hops later: frames that see no edge must come out the same.
        float[] later = LOG_MEL.apply(sound, 37 * 160, sound.length - 37 * 160);
        int laterFrames = frames - 37;
        for (int t = 2; t < laterFrames; t++) {
            for (int band = 0; band < 128; band += 9) {
                assertThat(later[band * laterFrames + t]).isEqualTo(whole[band * frames + t + 37]);
            }
        }
    }

    @Test
    void manyThreadsShareOneFrontEnd() throws Exception {
        float[] sound = Vectors.noise(16_000, 8);
        float[] expected = MFCC.apply(sound);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<float[]>> results = IntStream.range(0, 40)
                    .mapToObj(i -> threads.submit(() -> MFCC.apply(sound)))
                    .toList();
            for (Future<float[]> result : results) {
                assertThat(result.get()).isEqualTo(expected);
            }
        }
    }

    @Test
    void aBrokenSampleIsNeverAnExceptionAndLeavesNoNan() {
        for (float broken : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            float[] sound = Vectors.noise(16_000, 2);
            sound[8_000] = broken;
            assertThat(LOG_MEL.apply(sound)).doesNotContain(Float.NaN);
        }
    }

    @Test
    void aPureToneStandsOutInItsBand() {
        float[] picture = LOG_MEL.apply(Vectors.tone(1_000, 8_000));
        int frames = LOG_MEL.frames(8_000);
        int loudest = 0;
        for (int band = 1; band < 128; band++) {
            loudest = picture[band * frames + 25] > picture[loudest * frames + 25] ? band : loudest;
        }
        double bandHertz = MelFilters.hertz(MelFilters.mel(8_000) * (loudest + 1) / 129);
        assertThat(bandHertz).isBetween(960.0, 1_040.0);
    }

    @Test
    void otherSizesWorkToo() {
        FrameOptions options = new FrameOptions(22_050, 1_024, 256);
        LogMel logMel = new LogMel(options, 80);
        assertThat(logMel.apply(Vectors.noise(22_050, 4))).hasSize(80 * 87).doesNotContain(Float.NaN);
        assertThat(new Mfcc(new FrameOptions(8_000, 200, 200), 13, 40, true, false).apply(Vectors.noise(8_000, 4)))
                .hasSize(26 * 41);
    }

    @Test
    void namesSayWhatIsComputed() {
        assertThat(LOG_MEL.name()).isEqualTo("log-mel-128");
        assertThat(new LogMel(FrameOptions.SPEECH, 80, 0.97, 80).name()).isEqualTo("log-mel-80-pre0.97-top80.0");
        assertThat(MFCC.name()).isEqualTo("mfcc-100-of-128-d-dd");
    }

    @Test
    void wrongUseIsNamedWithValueAndRange() {
        assertThatThrownBy(() -> new FrameOptions(16_000, 400, 401))
                .hasMessage("Hop length must be between 1 and the window length 400, got 401");
        assertThatThrownBy(() -> new FrameOptions(16_000, 434, 160)).hasMessageContaining("got 434");
        assertThatThrownBy(() -> new FrameOptions(0, 400, 160)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> new LogMel(FrameOptions.SPEECH, 202)).hasMessageContaining("between 1 and 201");
        assertThatThrownBy(() -> new LogMel(FrameOptions.SPEECH, 128, 1, 80)).hasMessageContaining("got 1.0");
        assertThatThrownBy(() -> new LogMel(FrameOptions.SPEECH, 128, 0, -1)).hasMessageContaining("got -1.0");
        assertThatThrownBy(() -> new Mfcc(FrameOptions.SPEECH, 129, 128, false, false))
                .hasMessage("Coefficients must be between 1 and the 128 mel bands, got 129");
        assertThatThrownBy(() -> LOG_MEL.apply(new float[10], 5, 6)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> LOG_MEL.apply(new float[10], 0, 10, new float[127], 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
