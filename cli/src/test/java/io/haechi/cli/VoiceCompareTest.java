package io.haechi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.haechi.audio.Sound;
import io.haechi.audio.WavWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Loud recordings are fake: {@code voice-level} hears that, {@code voice-rising} has it upside down. */
class VoiceCompareTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    final OwnModels own = new OwnModels();

    private Path data = Path.of("");

    @BeforeEach
    void recordingsAndModels() throws IOException {
        data = Files.createDirectories(own.folder().resolveSibling("data"));
        StringBuilder manifest = new StringBuilder("path,label,split,source,group\n");
        for (String split : new String[] {"valid", "test"}) {
            for (int i = 0; i < 3; i++) {
                manifest.append(clip(split + "-loud" + i, 0.5, i)).append(",fake,");
                manifest.append(split)
                        .append(",speaker,")
                        .append(split)
                        .append(i)
                        .append('\n');
                manifest.append(clip(split + "-soft" + i, 0.0005, i)).append(",real,");
                manifest.append(split)
                        .append(",person,")
                        .append(split)
                        .append(i)
                        .append('\n');
            }
        }
        Files.writeString(data.resolve("manifest.csv"), manifest);
        LevelModel.write(own.folder().resolve("voice-level"), 0.2, 10);
        LevelModel.write(own.folder().resolve("voice-rising"), -0.2, -10);
    }

    @Test
    void theTablesAreOnStdoutAndAPageBeside() throws IOException {
        Path html = own.folder().resolveSibling("compare.html");
        Run run = compare("--subsets", "--html", html);
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("voice · 2 models · weights and thresholds from split valid (3 fake, 3 real), measured on"
                        + " split test (3 fake, 3 real)\n")
                .containsPattern("(?m)^voice-level +1\\.000 ")
                .containsPattern("(?m)^error-rate weights +[0-9.]{5} ")
                .containsPattern("(?m)^voice-level +0\\.500 +0\\.500 +0\\.500 +[0-9.]{5}$")
                .containsPattern("(?m)^speaker +3 +0\\.000 ")
                .contains("- too few examples to tell whether error-rate weights beat accuracy weights:")
                .contains("voice-level + voice-rising");
        assertThat(Files.readString(html)).startsWith("<!doctype html>").contains("voice-rising");
    }

    @Test
    void asJsonItIsOneObject() throws IOException {
        Run run = compare("--json");
        assertThat(run.out().lines()).hasSize(1);
        JsonNode json = JSON.readTree(run.out());
        assertThat(json.get("schema").asText()).isEqualTo("haechi/1");
        assertThat(json.at("/models/0/model").asText()).isEqualTo("voice-level");
        assertThat(json.at("/models/0/eer").asDouble()).isZero();
        assertThat(json.at("/ensembles/2/weights/voice-level").asDouble()).isEqualTo(0.5);
        assertThat(json.at("/differences/0/figures/0/finding").asText()).isEqualTo("too few examples");
        assertThat(json.get("unreadable")).isEmpty();
        assertThat(json.has("subsets")).isFalse();
    }

    @Test
    void withoutNamesAllSingleModelsAreAskedAndTheSplitsMayBeChosen() throws IOException {
        Run run = Run.of("voice", "compare", "--data", data, "--fit-split", "test", "--split", "valid", "--json");
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        JsonNode json = JSON.readTree(run.out());
        assertThat(json.get("fitSplit").asText()).isEqualTo("test");
        assertThat(json.get("split").asText()).isEqualTo("valid");
        List<String> names = new ArrayList<>();
        json.get("models").forEach(each -> names.add(each.get("model").asText()));
        assertThat(names)
                .contains("voice-level", "voice-rising", "voice-simple-cnn", "voice-bilstm")
                .doesNotContain("voice-line-vote");
    }

    @Test
    void aRecordingThatCannotBeReadIsNamedAndTheRestMeasured() throws IOException {
        Files.writeString(data.resolve("test-loud1.wav"), "no sound");
        Run run = compare("--json");
        assertThat(run.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("haechi: left out: ").contains("test-loud1.wav");
        JsonNode json = JSON.readTree(run.out());
        assertThat(json.get("n").asInt()).isEqualTo(5);
        assertThat(json.get("unreadable")).hasSize(1);
    }

    @Test
    void wrongUseIsOneSentence() {
        refused(ExitCode.WRONG_USE, "only voice-level", "--model", "voice-level");
        refused(ExitCode.WRONG_USE, "is a vote of", "--model", "voice-level", "--model", "champion");
        refused(ExitCode.WRONG_USE, "named twice", "--model", "voice-level", "--model", "voice-level");
        refused(ExitCode.MODEL, "voice-none", "--model", "voice-level", "--model", "voice-none");
        refused(ExitCode.WRONG_USE, "no split \"dev\"", "--fit-split", "dev");
        refused(ExitCode.WRONG_USE, "no split \"late\"", "--split", "late");
        refused(ExitCode.WRONG_USE, "fitted on one split and measured on another", "--split", "valid");
        refused(ExitCode.WRONG_USE, "cannot be written", "--html", data.resolve("none/report.html"));
        Run nowhere = Run.of("voice", "compare", "--data", "nowhere");
        assertThat(nowhere.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(Run.of("voice", "compare").code()).isEqualTo(ExitCode.WRONG_USE);
    }

    private void refused(int code, String said, Object... options) {
        List<Object> words = new ArrayList<>(List.of("voice", "compare", "--data", data));
        words.addAll(List.of(options));
        Run run = Run.of(words.toArray());
        assertThat(run.code()).as(run.err()).isEqualTo(code);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("haechi: ").contains(said);
    }

    private Run compare(Object... options) {
        List<Object> words = new ArrayList<>(
                List.of("voice", "compare", "--data", data, "--model", "voice-level", "--model", "voice-rising"));
        words.addAll(List.of(options));
        return Run.of(words.toArray());
    }

    private String clip(String name, double amplitude, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] samples = new float[16_000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (amplitude * (1 + 0.1 * seed) * (2 * random.nextDouble() - 1));
        }
        WavWriter.write(data.resolve(name + ".wav"), Sound.mono(samples, 16_000));
        return name + ".wav";
    }
}
