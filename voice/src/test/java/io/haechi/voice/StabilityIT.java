package io.haechi.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.haechi.audio.Sound;
import io.haechi.audio.WavWriter;
import io.haechi.core.Decision;
import io.haechi.core.model.Calibration;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real coders, which run in child processes. The model's logit is the level of what it hears. */
class StabilityIT {
    private static final double SLOPE = 0.5;

    @TempDir
    Path folder;

    @Test
    void aVerdictFarFromTheThresholdIsStableAndOneNearItIsNot() {
        Path file = TinyModels.example("synthetic-ko.wav");
        double level = level();
        // One decibel above the threshold: three decibels less and the word is another.
        try (VoiceDetector near = detector("near", -SLOPE * (level - 1));
                VoiceDetector far = detector("far", -SLOPE * (level - 40))) {
            Hearing hearing = near.hear(file);
            assertThat(hearing.verdict().decision()).isEqualTo(Decision.SUSPECT);
            Stability unstable = Voice.stability(near, file, hearing);
            assertThat(unstable.isStable()).isFalse();
            assertThat(unstable.changes()).extracting(Stability.Look::condition).contains("gain-3");
            Stability stable = Voice.stability(far, file, far.hear(file));
            assertThat(stable.isStable()).isTrue();
            assertThat(stable.looks())
                    .extracting(Stability.Look::condition)
                    .containsExactly("g711-a", "opus-16k", "mp3-32k", "noise-30", "gain-3");
            assertThat(Voice.stability(near, file, hearing).toJson()).isEqualTo(unstable.toJson());
        }
    }

    @Test
    void ofALongCallHalfAMinuteOfEachChannelIsLookedAt() {
        float[] speech = TinyModels.speech().channels()[0];
        float[] talk = new float[70 * Voice.SAMPLE_RATE];
        for (int start = 0; start < talk.length; start += speech.length) {
            System.arraycopy(speech, 0, talk, start, Math.min(speech.length, talk.length - start));
        }
        Path file = folder.resolve("call.wav");
        WavWriter.write(file, new Sound(new float[][] {talk, new float[talk.length]}, Voice.SAMPLE_RATE));
        try (VoiceDetector detector = detector("far", 100)) {
            Stability stability = Voice.stability(detector, file, detector.hear(file));
            assertThat(stability.channels())
                    .hasSize(2)
                    .allMatch(channel -> channel.endSeconds() - channel.startSeconds() == 30 && !channel.isWhole());
            assertThat(stability.channels().get(1).asItIs().decision()).isEqualTo(Decision.UNSURE);
            assertThat(stability.isStable()).isTrue();
        }
    }

    /** What the model that says the level of a recording says of this one, as the mean over its windows. */
    private double level() {
        try (VoiceDetector plain = detector("plain", 0)) {
            return plain.logit(TinyModels.speech()) / SLOPE;
        }
    }

    private VoiceDetector detector(String id, double offset) {
        return TinyModels.detector(
                TinyModels.single(folder.resolve(id), "voice-" + id, SLOPE, offset, Calibration.NONE, 0.5, 0.999));
    }
}
