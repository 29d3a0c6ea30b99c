package io.haechi.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.haechi.audio.Sound;
import io.haechi.audio.WavWriter;
import io.haechi.core.ModelException;
import io.haechi.core.Problem;
import io.haechi.core.data.DataFolder;
import io.haechi.core.model.Calibration;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loud recordings are fake. One member knows; the other thinks that everything is fake. */
class EnsembleFitTest {
    @TempDir
    Path folder;

    private DataFolder data;
    private ModelStore store;

    @BeforeEach
    void recordingsAndMembers() throws IOException {
        Path recordings = Files.createDirectories(folder.resolve("data"));
        StringBuilder manifest = new StringBuilder("path,label,split,source,group\n");
        for (String split : new String[] {"train", "valid", "test"}) {
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
        data = DataFolder.open(recordings, Problem.VOICE);
        TinyModels.single(folder.resolve("voice-knows"), "voice-knows", 0.2, 10, Calibration.NONE, 0.5, 0.9);
        TinyModels.single(folder.resolve("voice-alarmist"), "voice-alarmist", 0, 1, Calibration.NONE, 0.5, 0.9);
        store = ModelStore.of(folder);
    }

    @Test
    void errorRatesOnValidDecideTheWeights() throws IOException {
        ModelPackage made = fit("ERROR_RATE");
        // Knows: DE 0, RE 0. Alarmist: DE 0, RE 1. The sum of DE is zero, hence equal shares of it; of RE, (1, 0).
        assertThat(weights(made)).containsExactly(0.75, 0.25);
    }

    @Test
    void accuracyOnValidDecidesTheWeights() throws IOException {
        // 1 and .5 right.
        assertThat(weights(fit("ACCURACY"))).containsExactly(new double[] {2.0 / 3, 1.0 / 3}, within(1e-12));
    }

    /** At its own threshold it would call nobody synthetic and be right about half. */
    @Test
    void aMembersOwnThresholdDoesNotMoveItsWeight() throws IOException {
        TinyModels.single(folder.resolve("voice-knows"), "voice-knows", 0.2, 10, Calibration.NONE, 0.9999999, 1);
        assertThat(weights(fit("ACCURACY"))).containsExactly(new double[] {2.0 / 3, 1.0 / 3}, within(1e-12));
    }

    @Test
    void aLearnedFusionWeighsLogitsAndKeepsItsBias() throws IOException {
        ModelPackage made = fit("LEARNED");
        VoiceSettings settings = VoiceSettings.of(made.card());
        assertThat(settings.weighting()).isEqualTo("LEARNED");
        double bias = Objects.requireNonNull(settings.bias());
        double[] weights = weights(made);
        assertThat(weights[0]).isPositive();
        assertThat(figure(made, "accuracy")).isEqualTo(1);
        // A second is one window; what each member says of it can be worked out by hand.
        float[] samples = Signals.noise(5, 0.3, 16_000);
        double expected = bias + weights[0] * TinyModels.logit(samples, 0.2, 10) + weights[1] * 1;
        try (VoiceDetector detector = load()) {
            assertThat(detector.logit(Sound.mono(samples, Voice.SAMPLE_RATE))).isCloseTo(expected, within(1e-3));
        }
    }

    @Test
    void onlyValidDecidesALearnedFusion() throws IOException {
        VoiceSettings before = VoiceSettings.of(fit("LEARNED").card());
        Path manifest = folder.resolve("data/manifest.csv");
        String swapped = Files.readString(manifest)
                .replaceAll("(train|test)true(\\d).wav,fake", "$1true$2.wav,other")
                .replaceAll("(train|test)false(\\d).wav,real", "$1false$2.wav,fake")
                .replace(",other", ",real");
        assertThat(swapped).isNotEqualTo(Files.readString(manifest));
        Files.writeString(manifest, swapped);
        data = DataFolder.open(folder.resolve("data"), Problem.VOICE);
        ModelPackage after = fit("LEARNED");
        assertThat(VoiceSettings.of(after.card())).isEqualTo(before);
        assertThat(figure(after, "accuracy")).isZero();
    }

    @Test
    void membersThatCutRecordingsDifferentlyAreRefusedBeforeTheWork() throws IOException {
        TinyModels.single(
                folder.resolve("voice-slow"), "voice-slow", new WindowOptions(2, 1), 0.2, 10, Calibration.NONE);
        VoiceRecipe recipe = recipe("LEARNED", "voice-knows, voice-slow");
        assertThatThrownBy(
                        () -> Voice.fit(recipe, data, folder.resolve("voice-vote"), false, store, FitListener.SILENT))
                .isInstanceOf(ModelException.class)
                .hasMessage("Recipe vote: its members cut recordings differently, voice-knows by 1.0 s every 0.5 s and"
                        + " voice-slow by 2.0 s every 1.0 s; an ensemble needs members of one window.");
        assertThat(folder.resolve("voice-vote")).doesNotExist();
    }

    @Test
    void anEnsembleOfAnEnsembleIsRefused() throws IOException {
        fit("SOFT_VOTE");
        VoiceRecipe recipe = recipe("SOFT_VOTE", "voice-knows, voice-vote");
        assertThatThrownBy(() -> Voice.fit(recipe, data, folder.resolve("other"), false, store, FitListener.SILENT))
                .hasMessage("Recipe vote: voice-vote is a vote itself; name the single models that it asks");
    }

    @Test
    void theVoteIsCalibratedAndMeasuredAndStandsOnItsVeryMembers() throws IOException {
        ModelPackage made = fit("SOFT_VOTE");
        assertThat(weights(made)).containsExactly(0.5, 0.5);
        assertThat(made.card().metrics()).containsOnlyKeys("valid", "test");
        assertThat(figure(made, "auc")).isEqualTo(1);
        assertThat(figure(made, "accuracy")).isEqualTo(1);
        assertThat(made.card().calibration()).isInstanceOf(Calibration.Platt.class);
        try (VoiceDetector detector = load()) {
            assertThat(detector.memberIds()).containsExactly("voice-knows", "voice-alarmist");
        }
        TinyModels.single(folder.resolve("voice-knows"), "voice-knows", 0.3, 10, Calibration.NONE, 0.5, 0.9);
        assertThatThrownBy(this::load).isInstanceOf(ModelException.class).hasMessageContaining("voice-knows");
    }

    @Test
    void aVoteIsNotOneNetworkAndCannotBeExported() throws IOException {
        ModelPackage made = fit("SOFT_VOTE");
        assertThatThrownBy(() -> Voice.export(made))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("voice-knows, voice-alarmist");
    }

    @Test
    void aMemberThatIsNotThereIsNamed() throws IOException {
        VoiceRecipe recipe = recipe("SOFT_VOTE", "voice-knows, voice-nobody");
        assertThatThrownBy(
                        () -> Voice.fit(recipe, data, folder.resolve("voice-vote"), false, store, FitListener.SILENT))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("voice-nobody");
        assertThat(folder.resolve("voice-vote")).doesNotExist();
    }

    @Test
    void anUnknownWeightingNamesTheKnownOnes() {
        assertThatThrownBy(() -> fit("LOUDEST")).hasMessageContaining("LOUDEST").hasMessageContaining("ERROR_RATE");
    }

    private VoiceDetector load() {
        return Voice.load(store, folder.resolve("voice-vote").toString(), 1);
    }

    private ModelPackage fit(String weighting) throws IOException {
        VoiceRecipe recipe = recipe(weighting, "voice-knows, voice-alarmist");
        return Voice.fit(recipe, data, folder.resolve("voice-vote"), false, store, FitListener.SILENT);
    }

    private VoiceRecipe recipe(String weighting, String members) throws IOException {
        Path yaml = folder.resolve("vote.yaml");
        Files.writeString(yaml, "name: vote\nabout: Two.\nweighting: " + weighting + "\nmembers: [" + members + "]\n");
        return Voice.recipe(yaml.toString());
    }

    private static double figure(ModelPackage made, String name) {
        return Objects.requireNonNull(made.card().metrics().get("test"))
                .get(name)
                .asDouble();
    }

    private static double[] weights(ModelPackage made) {
        return VoiceSettings.of(made.card()).memberList().stream()
                .mapToDouble(VoiceSettings.Member::weight)
                .toArray();
    }
}
