package io.haechi.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.haechi.audio.Sound;
import io.haechi.audio.WavWriter;
import io.haechi.core.Problem;
import io.haechi.core.UnreadableInputException;
import io.haechi.core.data.DataFolder;
import io.haechi.core.model.Calibration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loud recordings are fake and quiet ones real; the model's logit is the mean level, so it tells them apart. */
class VoiceEvaluationTest {
    @TempDir
    Path folder;

    private Path data;

    @BeforeEach
    void recordings() throws IOException {
        data = Files.createDirectories(folder.resolve("data"));
        for (int i = 0; i < 3; i++) {
            write("fake" + i + ".wav", Signals.noise(i, 0.5, 20_000));
            write("real" + i + ".wav", Signals.noise(10 + i, 0.0005, 20_000));
        }
        Files.writeString(data.resolve("broken.wav"), "no sound at all");
        Files.writeString(data.resolve("ruin.wav"), "no sound at all");
        Files.writeString(data.resolve("manifest.csv"), """
            path,label,split,source,group
            fake0.wav,fake,test,gen-a,1
            fake1.wav,fake,test,gen-b,2
            fake2.wav,fake,fakes,gen-a,3
            real0.wav,real,test,corpus,4
            real1.wav,real,test,corpus,5
            real2.wav,real,reals,corpus,6
            broken.wav,real,test,corpus,7
            ruin.wav,real,ruins,corpus,8
            """);
    }

    @Test
    void figuresAreOverAllThatCanBeReadAndTheRestIsNamed() {
        VoiceEvaluation evaluation = evaluate("test");
        JsonNode json = evaluation.report().toJson();
        assertThat(json.get("n").asInt()).isEqualTo(4);
        assertThat(json.get("positives").asInt()).isEqualTo(2);
        assertThat(json.get("auc").asDouble()).isEqualTo(1);
        assertThat(json.get("accuracy").asDouble()).isEqualTo(1);
        assertThat(json.get("eer").asDouble()).isZero();
        // Nobody speaks: the rates are forced, and how often the detector would have abstained stands beside them.
        assertThat(json.get("unsure").asDouble()).isIn(1.0, 4.0);
        assertThat(json.get("bySource")).hasSize(3);
        assertThat(evaluation.unreadable()).singleElement().asString().contains("broken.wav");
    }

    @Test
    void aSplitOfFakesHasNoFigureThatNeedsRealVoices() {
        JsonNode json = evaluate("fakes").report().toJson();
        assertThat(json.get("de").asDouble()).isZero();
        for (String needsBoth : new String[] {"re", "eer", "auc", "fpr", "specificity"}) {
            assertThat(json.get(needsBoth).isNull()).as(needsBoth).isTrue();
        }
    }

    @Test
    void aSplitOfRealVoicesHasNoFigureThatNeedsFakes() {
        JsonNode json = evaluate("reals").report().toJson();
        assertThat(json.get("re").asDouble()).isZero();
        for (String needsBoth : new String[] {"de", "eer", "auc", "recall"}) {
            assertThat(json.get(needsBoth).isNull()).as(needsBoth).isTrue();
        }
    }

    @Test
    void aSplitThatCannotBeReadAtAllIsAnUnreadableInput() {
        assertThatThrownBy(() -> evaluate("ruins"))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessageContaining("none of the 1")
                .hasMessageContaining("ruin.wav");
    }

    @Test
    void anUnknownSplitNamesTheKnownOnes() {
        assertThatThrownBy(() -> evaluate("tset")).hasMessageContaining("tset").hasMessageContaining("test");
    }

    private VoiceEvaluation evaluate(String split) {
        try (VoiceDetector detector = TinyModels.detector(
                TinyModels.single(folder.resolve("voice-level"), "voice-level", 0.2, 10, Calibration.NONE, 0.5, 0.9))) {
            return Voice.evaluate(detector, DataFolder.open(data, Problem.VOICE), split, FitListener.SILENT);
        }
    }

    private void write(String name, float[] samples) {
        WavWriter.write(data.resolve(name), Sound.mono(samples, Voice.SAMPLE_RATE));
    }
}
