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
