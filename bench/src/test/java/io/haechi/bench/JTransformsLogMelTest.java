package io.haechi.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.haechi.audio.features.FrameOptions;
import io.haechi.audio.features.LogMel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JTransformsLogMelTest {

    @ParameterizedTest(name = "{0} samples")
    @ValueSource(ints = {0, 1, 159, 16_000, 52_345})
    void theReferenceAnswersTheSameQuestion(int length) {
        float[] samples = new float[length];
        System.arraycopy(SpokenLike.mono(4, 16_000, 7).channels()[0], 0, samples, 0, length);

        float[] ours = new LogMel(FrameOptions.SPEECH, 128).apply(samples);
        float[] theirs = new JTransformsLogMel(FrameOptions.SPEECH, 128).apply(samples);

        assertThat(Session.difference(ours, theirs)).isLessThan(1e-3);
    }

    @ParameterizedTest(name = "window {0}")
    @ValueSource(ints = {256, 400, 480})
    void forOtherWindowsAsWell(int window) {
        FrameOptions options = new FrameOptions(16_000, window, 160);
        float[] samples = SpokenLike.mono(2, 16_000, 3).channels()[0];

        assertThat(Session.difference(
                        new LogMel(options, 40).apply(samples), new JTransformsLogMel(options, 40).apply(samples)))
                .isLessThan(1e-3);
    }
}
