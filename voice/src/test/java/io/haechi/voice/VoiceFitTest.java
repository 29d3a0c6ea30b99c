package io.haechi.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.haechi.core.ModelException;
import io.haechi.core.data.DataFolder;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.ModelStore;
import io.haechi.neural.EpochLog;
import io.haechi.neural.TrainingListener;
import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.compress.prune.Pruned;
import io.haechi.onnx.compress.prune.StructuredOptions;
import io.haechi.onnx.compress.prune.StructuredPruning;
import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A whole fit in miniature: tones against noise, two epochs of two small steps. */
class VoiceFitTest {
    @TempDir
    Path folder;

    private DataFolder data;
    private VoiceRecipe recipe;

    @BeforeEach
    void recordings() throws IOException {
        data = TinyData.recordings(folder.resolve("data"));
        recipe = recipe("simple-cnn", "log-mel");
    }

    private VoiceRecipe recipe(String network, String frontEnd) throws IOException {
        return recipe(network, frontEnd, "");
    }

    private VoiceRecipe recipe(String network, String frontEnd, String moreOptions) throws IOException {
        return TinyData.recipe(folder, network, frontEnd, moreOptions);
    }

    @Test
    void aFitWritesAPackageThatLoadsAndHoldsItsFigures() {
        Path out = folder.resolve("voice-tiny");
        ModelPackage made = Voice.fit(recipe, data, out, false, ModelStore.of(), FitListener.SILENT);
        assertThat(made.id()).isEqualTo("voice-tiny");
        assertThat(made.card().problem()).isEqualTo("voice");
        assertThat(made.card().provenance().dataSha256()).isEqualTo(data.sha256());
        assertThat(made.card().metrics()).containsOnlyKeys("valid", "test");
        assertThat(made.has("model.onnx")).isTrue();
        assertThat(made.has(VoiceEvaluation.SHORTCUT_FILE)).isTrue();
        try (VoiceDetector detector = Voice.load(ModelStore.of(), out.toString(), 1)) {
            VoiceEvaluation again = Voice.evaluate(detector, data, "test", FitListener.SILENT);
            assertThat(again.report().toJson().get("auc"))
                    .isEqualTo(Objects.requireNonNull(made.card().metrics().get("test"))
                            .get("auc"));
            assertThat(again.report().shortcutAuc()).isBetween(0.0, 1.0);
        }
    }

    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource({"simple-cnn, log-mel", "bilstm, mfcc"})
    void exportedAsOneFileItSaysOfAWaveformWhatThePackageSays(String network, String frontEnd) throws IOException {
        ModelPackage made = Voice.fit(
                recipe(network, frontEnd),
                data,
                folder.resolve("voice-tiny"),
                false,
                ModelStore.of(),
                FitListener.SILENT);
        int length = 8_000;
        float[][] windows = {
            Arrays.copyOfRange(TinyModels.speech().channels()[0], 16_000, 16_000 + length),
            Signals.noise(1, 0.2, length)
        };
        float[] both = new float[2 * length];
        System.arraycopy(windows[0], 0, both, 0, length);
        System.arraycopy(windows[1], 0, both, length, length);
        try (OnnxRunner runner = OnnxRunner.open(Voice.export(made), 1);
                VoiceDetector detector = TinyModels.detector(made)) {
            float[] logits = runner.run(both, 2, length);
            for (int i = 0; i < 2; i++) {
                assertThat((double) logits[i])
                        .isNotZero()
                        .isCloseTo(detector.logit(Excerpt.sound(windows[i])), within(1e-4));
            }
        }
    }

    @Test
    void aDecisionAloneIsNotFittedOnLayersThatKnowNothing() throws IOException {
        Path ridged = folder.resolve("ridged.yaml");
        TinyData.recipe(folder, "simple-cnn", "log-mel", "");
        String yaml = Files.readString(folder.resolve("tiny.yaml"));
        Files.writeString(ridged, yaml.replace("keep: best", "keep: last\n  ridge: 0.1"));
        VoiceRecipe decision = Voice.recipe(ridged.toString());
        Path out = folder.resolve("voice-ridged");
        assertThatThrownBy(() -> Voice.fit(decision, data, out, false, ModelStore.of(), FitListener.SILENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--trunk");
    }

    @Test
    void anInterruptedFitThatIsResumedGivesTheSameWeights() {
        ModelPackage straight =
                Voice.fit(recipe, data, folder.resolve("straight"), false, ModelStore.of(), FitListener.SILENT);
        Path out = folder.resolve("interrupted");
        FitListener pulledPlug = new FitListener() {
            @Override
            public TrainingListener training() {
                return new TrainingListener() {
                    @Override
                    public void epoch(EpochLog log, boolean isBest) {
                        throw new IllegalStateException("the lights go out");
                    }
                };
            }
        };
        assertThatThrownBy(() -> Voice.fit(recipe, data, out, false, ModelStore.of(), pulledPlug))
                .hasMessageContaining("lights");
        assertThat(out).doesNotExist();
        ModelPackage resumed = Voice.fit(recipe, data, out, true, ModelStore.of(), FitListener.SILENT);
        assertThat(resumed.file("model.onnx")).isEqualTo(straight.file("model.onnx"));
        assertThat(resumed.card().threshold()).isEqualTo(straight.card().threshold());
        assertThat(resumed.card().calibration()).isEqualTo(straight.card().calibration());
    }

    @Test
    void aFitFromAPackageMakesAModelOfIntegersThatNamesItsParent() throws IOException {
        ModelPackage parent =
                Voice.fit(recipe, data, folder.resolve("voice-float"), false, ModelStore.of(), FitListener.SILENT);
        VoiceRecipe inBytes = recipe(
                "simple-cnn",
                "log-mel",
                ", quantisation: {startShare: 0, freezeShare: 0.6, momentum: 0.9, weightBits: 8}");
        List<String> said = new ArrayList<>();
        FitListener listener = new FitListener() {
            @Override
            public void says(String sentence) {
                said.add(sentence);
            }
        };
        Path out = folder.resolve("voice-int8");
        ModelPackage made =
                Voice.fit(inBytes, data, new Beginning.FromPackage(parent), out, false, ModelStore.of(), listener);
        assertThat(made.card().provenance().parentModel()).isEqualTo(parent.sha256());
        assertThat(made.card().provenance().parentId()).isEqualTo(parent.id());
        assertThat(made.card().provenance().method()).isEqualTo("fine-tuning");
        assertThat(parent.card().provenance().parentModel()).isNull();
        assertThat(said).contains("trains for 8-bit integers; in float stay the layers 0.batchnorm, 20.dense");
        // 143,000 weights in two bytes each, and in one.
        assertThat(made.file("model.onnx").length).isBetween(143_000, 165_000);
        assertThat(parent.file("model.onnx").length).isGreaterThan(286_000);
        try (VoiceDetector detector = Voice.load(ModelStore.of(), out.toString(), 1)) {
            assertThat(Voice.evaluate(detector, data, "test", FitListener.SILENT)
                            .report()
                            .toJson()
                            .get("auc"))
                    .isNotNull();
        }
        assertThatThrownBy(() -> Voice.fit(
                        inBytes,
                        data,
                        new Beginning.FromPackage(made),
                        folder.resolve("x"),
                        false,
                        ModelStore.of(),
                        FitListener.SILENT))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("optimised or quantised");
        VoiceRecipe other = recipe("simple-cnn", "mfcc");
        assertThatThrownBy(() -> Voice.fit(
                        other,
                        data,
                        new Beginning.FromPackage(parent),
                        folder.resolve("x"),
                        false,
                        ModelStore.of(),
                        FitListener.SILENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("its weights would mean something else");
        assertThatThrownBy(() -> Voice.fit(
                        Voice.recipe("soft-vote"),
                        data,
                        new Beginning.FromPackage(parent),
                        folder.resolve("x"),
                        false,
                        ModelStore.of(),
                        FitListener.SILENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is a vote");
    }

    @Test
    void aPrunedPackageIsTrainedOnAsSmallAsItIs() throws IOException {
        ModelPackage parent =
                Voice.fit(recipe, data, folder.resolve("voice-whole"), false, ModelStore.of(), FitListener.SILENT);
        byte[] model = parent.file("model.onnx");
        Pruned pruned = StructuredPruning.prune(Graph.read(model), StructuredOptions.ofShare(0.5));
        Map<String, byte[]> files = new HashMap<>();
        parent.fileNames().forEach(name -> files.put(name, parent.file(name)));
        files.put("model.onnx", pruned.graph().toBytes());
        ModelPackage half = ModelPackage.write(folder.resolve("voice-half"), parent.card(), files);
        VoiceRecipe sparse = recipe("simple-cnn", "log-mel", ", sparsity: {from: 0, to: 0.5, begin: 0, end: 0.5}");
        ModelPackage tuned = Voice.fit(
                sparse,
                data,
                new Beginning.FromPackage(half),
                folder.resolve("voice-tuned"),
                false,
                ModelStore.of(),
                FitListener.SILENT);
        // Half the channels on both sides of most layers: near a quarter of the weights.
        assertThat(tuned.file("model.onnx").length).isLessThan(model.length / 3);
        Constant weight =
                Objects.requireNonNull(Graph.read(tuned.file("model.onnx")).constant("7.conv2d.weight_half"));
        assertThat(weight.dims()).containsExactly(32, 16, 3, 3);
        float[] values = weight.floats();
        int zeros = 0;
        for (float value : values) {
            zeros += value == 0 ? 1 : 0;
        }
        assertThat(zeros).isGreaterThan(values.length / 4);
    }
}
