package io.haechi.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.haechi.audio.Sound;
import io.haechi.audio.WavWriter;
import io.haechi.core.Problem;
import io.haechi.core.data.DataFolder;
import io.haechi.voice.train.Clip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaveOutTest {
    @TempDir
    Path folder;

    private DataFolder data;

    /** Four low and four high tones, which are fake, and four noises; in train and in valid. */
    @BeforeEach
    void recordings() throws IOException {
        StringBuilder manifest = new StringBuilder("path,label,split,source,group,origin\n");
        for (String split : new String[] {"train", "valid"}) {
            for (int i = 0; i < 4; i++) {
                add(manifest, split + "-low" + i, "fake", split, "low", Signals.tone(200 + 30 * i, 0.3, 12_000));
                add(manifest, split + "-high" + i, "fake", split, "high", Signals.tone(2000 + 90 * i, 0.3, 12_000));
                add(manifest, split + "-real" + i, "real", split, "noise", Signals.noise(i, 0.3, 12_000));
            }
        }
        Files.writeString(folder.resolve("manifest.csv"), manifest);
        data = DataFolder.open(folder, Problem.VOICE);
    }

    private void add(StringBuilder manifest, String name, String label, String split, String source, float[] samples) {
        WavWriter.write(folder.resolve(name + ".wav"), Sound.mono(samples, Voice.SAMPLE_RATE));
        manifest.append(String.join(",", name + ".wav", label, split, source, name, "synth"))
                .append('\n');
    }

    private LeaveOutOptions options(List<String> only) {
        return new LeaveOutOptions("source", null, only, folder.resolve("work"));
    }

    @Test
    void eachGeneratorIsAskedAboutByAModelThatNeverHeardIt() throws IOException {
        VoiceRecipe recipe = TinyData.recipe(folder, "simple-cnn", "log-mel", "");
        List<String> said = new ArrayList<>();
        FitListener listener = new FitListener() {
            @Override
            public void says(String sentence) {
                said.add(sentence);
            }
        };
        LeftOut found = Voice.leaveOut(List.of(recipe), data, null, options(List.of()), listener);
        assertThat(said).contains("training 1 of 2, without high", "training 2 of 2, without low");
        assertThat(found.models()).containsOnlyKeys("tiny");
        assertThat(rows(found, "tiny")).extracting(LeftOut.Row::value).containsExactly("high", "low");
        LeftOut.Row high = rows(found, "tiny").getFirst();
        assertThat(high.n()).isEqualTo(4);
        assertThat(high.positives()).isEqualTo(4);
        assertThat(high.asItIs().n()).as("with the real voices of valid").isEqualTo(8);
        assertThat(high.re()).as("nobody real was left out").isNaN();
        JsonNode json = found.toJson();
        assertThat(json.at("/models/0/rows/0/re").isNull()).isTrue();
        assertThat(json.at("/models/0/mean/eer").asDouble())
                .isEqualTo((json.at("/models/0/rows/0/eer").asDouble()
                                + json.at("/models/0/rows/1/eer").asDouble())
                        / 2);
        LeftOut again = Voice.leaveOut(List.of(recipe), data, null, options(List.of()), FitListener.SILENT);
        assertThat(again.toText()).isEqualTo(found.toText());
    }

    @Test
    void whatIsNotThereCannotBeLeftOut() throws IOException {
        VoiceRecipe recipe = TinyData.recipe(folder, "simple-cnn", "log-mel", "");
        assertThatThrownBy(() ->
                        Voice.leaveOut(List.of(recipe), data, null, options(List.of("melgan")), FitListener.SILENT))
                .hasMessageContaining("No source \"melgan\"")
                .hasMessageContaining("[high, low]");
        assertThatThrownBy(() -> new LeaveOutOptions("codec", null, List.of(), folder))
                .hasMessageContaining("got \"codec\"");
        assertThatThrownBy(() -> Voice.leaveOut(
                        List.of(Voice.recipe("soft-vote")), data, null, options(List.of()), FitListener.SILENT))
                .hasMessageContaining("ensemble");
    }

    /** Two networks that err on opposite clips err on none together. */
    @Test
    void theVoteIsTheMeanOfTheLogits() {
        List<Clip> valid = List.of(clip("a", true), clip("b", true), clip("c", false), clip("d", false));
        List<Clip> left = List.of(clip("e", true), clip("f", true));
        double[] clear = {3, 3, -3, -3, 3, 3, -3, -3};
        LeftOut.Part part = new LeftOut.Part(
                valid, left, List.of(clear, clear), List.of(new double[] {9, -3, 9, 9}, new double[] {-3, 9, 9, 9}));
        LeftOut found = LeftOut.of(List.of("one", "two"), "source", List.of(part), Clip::source);
        assertThat(found.models()).containsOnlyKeys("one", "two", LeftOut.VOTE);
        assertThat(rows(found, "one").getFirst().de()).isCloseTo(0.25, within(1e-9));
        assertThat(rows(found, LeftOut.VOTE).getFirst().de()).isZero();
        assertThat(rows(found, "one").getFirst().onLines().auc()).isEqualTo(1);
    }

    private static List<LeftOut.Row> rows(LeftOut found, String model) {
        return Objects.requireNonNull(found.models().get(model));
    }

    private static Clip clip(String id, boolean fake) {
        return new Clip(id, new float[0], fake, "origin", fake ? "vits" : "human");
    }
}
