package io.haechi.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.haechi.audio.Sound;
import io.haechi.audio.WavWriter;
import io.haechi.core.Problem;
import io.haechi.core.UnreadableInputException;
import io.haechi.core.comparison.Comparison;
import io.haechi.core.comparison.Standing;
import io.haechi.core.data.DataFolder;
import io.haechi.core.ensemble.FusionRule;
import io.haechi.core.model.Calibration;
import io.haechi.core.model.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loud recordings are fake. One model knows, one has it upside down, one cuts recordings by other windows. */
class VoiceComparisonTest {
    @TempDir
    Path folder;

    private Path recordings = Path.of("");
    private ModelStore store = ModelStore.of();
    private final List<String> said = new ArrayList<>();
    private final FitListener listener = new FitListener() {
        @Override
        public void says(String sentence) {
            said.add(sentence);
        }
    };

    @BeforeEach
    void recordingsAndModels() throws IOException {
        recordings = Files.createDirectories(folder.resolve("data"));
        StringBuilder manifest = new StringBuilder("path,label,split,source,group\n");
        for (String split : new String[] {"valid", "test"}) {
            for (int i = 0; i < 4; i++) {
                for (boolean fake : new boolean[] {true, false}) {
                    String name = split + fake + i + ".wav";
                    float[] samples = Signals.noise(i, (fake ? 0.5 : 0.0005) * (1 + 0.1 * i), 20_000);
                    WavWriter.write(recordings.resolve(name), Sound.mono(samples, Voice.SAMPLE_RATE));
                    manifest.append(name + "," + (fake ? "fake," : "real,") + split + ",level," + name + "\n");
                }
            }
        }
        Files.writeString(recordings.resolve("manifest.csv"), manifest);
        store = ModelStore.of(folder.resolve("models"));
        single("voice-knows", 0.2, 10);
        single("voice-mistaken", -0.2, -10);
        TinyModels.single(
                folder.resolve("models/voice-slow"), "voice-slow", new WindowOptions(1.5, 1), 0.1, 5, Calibration.NONE);
    }

    @Test
    void everyModelIsMeasuredAndEveryEnsembleOfThem() {
        VoiceComparison found = compare("voice-knows", "voice-mistaken", "voice-slow");
        Comparison comparison = found.comparison();
        assertThat(found.unreadable()).isEmpty();
        assertThat(comparison.asked().models().get(0).sha256())
                .isEqualTo(store.find("voice-knows").sha256());
        assertThat(comparison.models().stream().map(Standing::name))
                .containsExactly("voice-knows", "voice-mistaken", "voice-slow");
        assertThat(comparison.models().get(0).test().accuracy()).isEqualTo(1);
        assertThat(comparison.models().get(2).test().accuracy()).isEqualTo(1);
        // Calibration turns round what is upside down on the fit split, as it does in a package.
        assertThat(comparison.models().get(1).test().accuracy()).isEqualTo(1);
        assertThat(comparison.ensembles().stream().map(each -> each.rule())).containsExactly(FusionRule.values());
        assertThat(comparison.ensemble(FusionRule.LEARNED).fusion().weights().get(1))
                .isNegative();
        assertThat(comparison.ensemble(FusionRule.SOFT_VOTE).fusion().weights().get(2))
                .isCloseTo(1.0 / 3, within(1e-12));
        assertThat(said).isEmpty();
    }

    /** What {@code evaluate} finds with a package's own threshold, {@code compare} finds at its own: the ranking is one. */
    @Test
    void theRankingIsThatOfAnEvaluation() {
        DataFolder data = DataFolder.open(recordings, Problem.VOICE);
        try (VoiceDetector detector = Voice.load(store, "voice-slow", 1)) {
            double alone = Voice.evaluate(detector, data, "test", FitListener.SILENT)
                    .report()
                    .evaluation()
                    .eer();
            assertThat(compare("voice-knows", "voice-slow")
                            .comparison()
                            .models()
                            .get(1)
                            .test()
                            .eer())
                    .isEqualTo(alone);
        }
    }

    @Test
    void withoutNamesEverySingleModelIsAsked() throws IOException {
        TinyModels.vote(
                folder.resolve("models/voice-vote"),
                Calibration.NONE,
                0.5,
                List.of(new VoiceSettings.Member(
                        "voice-knows", store.find("voice-knows").sha256(), 1)));
        Path damaged = folder.resolve("models/voice-damaged");
        single("voice-damaged", 0.1, 1);
        Files.writeString(damaged.resolve("model.onnx"), "no model");
        List<String> ids = VoiceComparison.models(store, List.of(), listener).stream()
                .map(each -> each.id())
                .toList();
        assertThat(ids)
                .contains("voice-knows", "voice-mistaken", "voice-slow", "voice-simple-cnn", "voice-bilstm")
                .doesNotContain("voice-vote", "voice-line-vote", "voice-damaged");
        assertThat(said).hasSize(1);
        assertThat(said.getFirst())
                .startsWith("left out: ")
                .contains("voice-damaged")
                .contains("model.onnx");
    }

    @Test
    void whatCannotBeComparedIsSaid() {
        assertThatThrownBy(() -> compare("voice-knows"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A comparison needs at least two single voice models, got only voice-knows");
        assertThatThrownBy(() -> compare("voice-knows", "voice-line-vote"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "voice-line-vote: is a vote of [voice-whisper-int8, voice-bilstm, voice-line-cnn]; name single models");
        assertThatThrownBy(() -> compare("voice-knows", "voice-slow", "voice-knows"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("voice-knows: is named twice");
        assertThatThrownBy(() -> compare(new ComparisonOptions("dev", "test", false), "voice-knows", "voice-slow"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no split \"dev\"")
                .hasMessageContaining("test, valid");
        assertThatThrownBy(() -> new ComparisonOptions("test", "test", false))
                .hasMessageContaining("fitted on one split and measured on another");
        assertThatThrownBy(() -> new ComparisonOptions("valid", "all", false)).hasMessageContaining("\"all\"");
    }

    @Test
    void twoPackagesOfOneIdAreToldApartByTheirHashes() {
        TinyModels.single(folder.resolve("older"), "voice-knows", 0.3, 10, Calibration.NONE, 0.5, 0.9);
        Comparison comparison =
                compare("voice-knows", folder.resolve("older").toString()).comparison();
        assertThat(comparison.models().get(0).name())
                .isEqualTo("voice-knows " + store.find("voice-knows").sha256().substring(0, 8));
        assertThat(comparison.models().get(1).name()).startsWith("voice-knows ");
    }

    @Test
    void aRecordingThatCannotBeReadIsLeftOutForAll() throws IOException {
        Files.writeString(recordings.resolve("testtrue1.wav"), "no sound");
        VoiceComparison found = compare("voice-knows", "voice-slow");
        assertThat(found.unreadable()).hasSize(1);
        assertThat(found.unreadable().getFirst()).contains("testtrue1.wav");
        assertThat(found.comparison().models()).allMatch(each -> each.test().n() == 7);
    }

    @Test
    void aSplitOfWhichNothingCanBeReadIsUnreadable() throws IOException {
        for (int i = 0; i < 4; i++) {
            Files.writeString(recordings.resolve("testtrue" + i + ".wav"), "no sound");
            Files.writeString(recordings.resolve("testfalse" + i + ".wav"), "no sound");
        }
        assertThatThrownBy(() -> compare("voice-knows", "voice-slow"))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessageContaining("None of the 8 recordings of split \"test\" can be read");
    }

    @Test
    void aGroupInBothSplitsIsSaid() throws IOException {
        Path manifest = recordings.resolve("manifest.csv");
        Files.writeString(manifest, Files.readString(manifest).replace("level,testtrue0.wav", "level,validtrue0.wav"));
        compare("voice-knows", "voice-slow");
        assertThat(said).hasSize(1);
        assertThat(said.getFirst()).contains("both valid and test").contains("validtrue0.wav");
    }

    private VoiceComparison compare(String... models) {
        return compare(ComparisonOptions.STANDARD, models);
    }

    private VoiceComparison compare(ComparisonOptions options, String... models) {
        return Voice.compare(store, List.of(models), DataFolder.open(recordings, Problem.VOICE), options, listener);
    }

    private void single(String id, double slope, double offset) {
        TinyModels.single(folder.resolve("models").resolve(id), id, slope, offset, Calibration.NONE, 0.5, 0.9);
    }
}
