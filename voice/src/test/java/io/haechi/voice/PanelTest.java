package io.haechi.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.haechi.audio.Sound;
import io.haechi.audio.WavWriter;
import io.haechi.core.Example;
import io.haechi.core.UnreadableInputException;
import io.haechi.core.comparison.Answers;
import io.haechi.core.model.Calibration;
import io.haechi.core.model.ModelPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Together models must say what each says alone, those that cut recordings by other windows included. */
class PanelTest {
    @TempDir
    Path folder;

    private List<ModelPackage> packages = List.of();

    @BeforeEach
    void threeModelsOfTwoWindows() {
        packages = List.of(
                TinyModels.single(folder.resolve("a"), "a", 0.2, 10, Calibration.NONE, 0.5, 0.9),
                TinyModels.single(folder.resolve("b"), "b", new WindowOptions(2.5, 1), 0.1, 4, Calibration.NONE),
                TinyModels.single(folder.resolve("c"), "c", -0.1, 2, Calibration.NONE, 0.5, 0.9));
    }

    @Test
    void togetherTheySayWhatEachSaysAlone() {
        Sound speech = TinyModels.speech();
        try (Panel panel = new Panel(packages)) {
            assertThat(panel.logits(speech)).containsExactly(alone(speech), within(1e-6));
            Answers answers = panel.hear(example(TinyModels.example("synthetic-ko.wav")));
            assertThat(answers.parts()).hasSize(1);
            assertThat(answers.parts().getFirst()).containsExactly(alone(speech), within(1e-6));
            assertThat(answers.unsure()).isFalse();
            assertThat(answers.source()).isEqualTo("someone");
        }
    }

    @Test
    void aChannelThatNobodySpeaksOnIsNotAsked() {
        float[] voice = TinyModels.speech().channels()[0];
        Path stereo = folder.resolve("call.wav");
        WavWriter.write(stereo, new Sound(new float[][] {new float[voice.length], voice}, Voice.SAMPLE_RATE));
        try (Panel panel = new Panel(packages)) {
            Answers answers = panel.hear(example(stereo));
            assertThat(answers.parts()).hasSize(1);
            assertThat(answers.parts().getFirst())
                    .containsExactly(alone(Sound.mono(voice, Voice.SAMPLE_RATE)), within(1e-2));
        }
    }

    @Test
    void whereNothingCanBeJudgedAllChannelsAreKeptAndUnsure() {
        Path silence = folder.resolve("silence.wav");
        WavWriter.write(silence, new Sound(new float[2][32_000], Voice.SAMPLE_RATE));
        try (Panel panel = new Panel(packages)) {
            Answers answers = panel.hear(example(silence));
            assertThat(answers.parts()).hasSize(2);
            assertThat(answers.unsure()).isTrue();
        }
    }

    @Test
    void whatIsNoSoundIsSaid() throws IOException {
        Path text = Files.writeString(folder.resolve("text.wav"), "no sound");
        try (Panel panel = new Panel(packages)) {
            assertThatThrownBy(() -> panel.hear(example(text)))
                    .isInstanceOf(UnreadableInputException.class)
                    .hasMessageContaining("text.wav");
        }
    }

    private double[] alone(Sound sound) {
        double[] logits = new double[packages.size()];
        Arrays.setAll(logits, m -> {
            try (VoiceDetector detector = TinyModels.detector(packages.get(m))) {
                return detector.logit(sound);
            }
        });
        return logits;
    }

    private static Example<Path> example(Path recording) {
        return new Example<>("id", recording, true, "someone", "group", "test");
    }
}
