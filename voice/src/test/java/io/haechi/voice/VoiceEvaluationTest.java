package io.haechi.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.haechi.audio.Sound;
import io.haechi.audio.WavWriter;
import io.haechi.audio.channel.Condition;
import io.haechi.audio.channel.Conditions;
import io.haechi.core.Problem;
import io.haechi.core.UnreadableInputException;
import io.haechi.core.data.DataFolder;
import io.haechi.core.evaluation.Robustness;
import io.haechi.core.model.Calibration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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
    void underSeveralConditionsTheRecordingAsItIsComesFirstAndIsTheHeadline() {
        VoiceEvaluation evaluation =
                evaluate("test", List.of(Conditions.named("band-8k"), Conditions.named("gain-3")), FitListener.SILENT);
        Robustness robustness = Objects.requireNonNull(evaluation.report().robustness());
        assertThat(robustness.columns())
                .extracting(Robustness.Column::condition)
                .containsExactly("clean", "band-8k", "gain-3");
        assertThat(robustness.columns().getFirst().evaluation().scored())
                .isEqualTo(evaluation.report().evaluation().scored());
        assertThat(robustness.columns()).allMatch(column -> column.evaluation().n() == 4);
        assertThat(evaluate("test").report().robustness()).isNull();
        // What goes into a card stays as small as it was.
        JsonNode card = Objects.requireNonNull(
                VoiceEvaluation.metrics(List.of(evaluation.report())).get("test"));
        assertThat(card.has("eer")).isTrue();
        assertThat(card.has("robustness") || card.has("coverage")).isFalse();
    }

    @Test
    void threeDecibelsLessFlipOnlyWhatLiesThreeDecibelsAboveTheThreshold() throws IOException {
        // The model's threshold lies at a mean of -50 dB; this fake is heard one decibel above it.
        float[] samples = Signals.noise(1, 0.5, 20_000);
        double decibels = TinyModels.logit(samples, 1, 0);
        float factor = (float) Math.pow(10, (-49 - decibels) / 20);
        for (int i = 0; i < samples.length; i++) {
            samples[i] *= factor;
        }
        write("fake2.wav", samples);
        String manifest = Files.readString(data.resolve("manifest.csv"));
        Files.writeString(data.resolve("manifest.csv"), manifest.replace("fake,fakes,gen-a", "fake,test,gen-a"));
        VoiceEvaluation evaluation = evaluate("test", List.of(Conditions.named("gain-3")), FitListener.SILENT);
        Robustness robustness = Objects.requireNonNull(evaluation.report().robustness());
        assertThat(robustness.columns().getFirst().evaluation().de()).isZero();
        Robustness.Column softer = robustness.columns().getLast();
        assertThat(softer.flipped()).isEqualTo(1 / 5.0);
        assertThat(softer.evaluation().de()).isEqualTo(1 / 3.0);
        assertThat(softer.evaluation().re()).isZero();
        assertThat(softer.intervals()).containsOnlyKeys("eer", "de", "re");
    }

    @Test
    void ofALongRecordingTheBeginningIsHeardUnderEveryConditionAndThatIsSaid() {
        float[] speech = TinyModels.speech().channels()[0];
        float[] loudThenSoft = new float[70 * Voice.SAMPLE_RATE];
        int half = 30 * Voice.SAMPLE_RATE;
        for (int i = 0; i < loudThenSoft.length; i++) {
            loudThenSoft[i] = speech[i % speech.length] * (i < half ? 1 : 0.1f);
        }
        write("fake0.wav", loudThenSoft);
        List<String> said = new ArrayList<>();
        VoiceEvaluation evaluation = evaluate("test", List.of(Conditions.CLEAN), new FitListener() {
            @Override
            public void says(String sentence) {
                said.add(sentence);
            }
        });
        assertThat(said)
                .singleElement()
                .asString()
                .contains("1 of the recordings")
                .contains("30 s");
        Robustness robustness = Objects.requireNonNull(evaluation.report().robustness());
        double whole = evaluation.report().evaluation().scored().getFirst().probability();
        double beginning =
                robustness.columns().getFirst().evaluation().scored().getFirst().probability();
        try (VoiceDetector detector = detector()) {
            Sound sound = Sound.mono(Arrays.copyOf(loudThenSoft, half), Voice.SAMPLE_RATE);
            assertThat(beginning)
                    .isCloseTo(detector.hear("a", sound).verdict().probability(), within(1e-3))
                    .isGreaterThan(whole + 0.05);
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
        try (VoiceDetector detector = detector()) {
            return Voice.evaluate(detector, DataFolder.open(data, Problem.VOICE), split, FitListener.SILENT);
        }
    }

    private VoiceEvaluation evaluate(String split, List<Condition> conditions, FitListener listener) {
        try (VoiceDetector detector = detector()) {
            return Voice.evaluate(detector, DataFolder.open(data, Problem.VOICE), split, conditions, listener);
        }
    }

    private VoiceDetector detector() {
        return TinyModels.detector(
                TinyModels.single(folder.resolve("voice-level"), "voice-level", 0.2, 10, Calibration.NONE, 0.5, 0.9));
    }

    private void write(String name, float[] samples) {
        WavWriter.write(data.resolve(name), Sound.mono(samples, Voice.SAMPLE_RATE));
    }
}
