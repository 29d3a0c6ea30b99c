package io.haechi.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haechi.core.ModelException;
import io.haechi.core.Problem;
import io.haechi.core.data.DataFolder;
import io.haechi.core.model.Calibration;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.ModelStore;
import io.haechi.neural.EpochLog;
import io.haechi.neural.Trainer;
import io.haechi.neural.TrainingListener;
import io.haechi.onnx.compress.prune.Schedule;
import io.haechi.onnx.compress.prune.Scope;
import io.haechi.onnx.compress.quantise.LayerChoice;
import io.haechi.onnx.compress.trial.Budget;
import io.haechi.onnx.compress.trial.Compression;
import io.haechi.onnx.compress.trial.CompressionOptions;
import io.haechi.onnx.compress.trial.Method;
import io.haechi.onnx.compress.trial.Pruning;
import io.haechi.onnx.compress.trial.Pruning.Unit;
import io.haechi.onnx.compress.trial.Trial;
import io.haechi.onnx.graph.Constant;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.platform.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages that are compressed while they learn on: what is written says where it comes from and judges by itself. */
class VoiceRetrainingTest {
    private static final Pruning GRADUAL = new Pruning(Unit.CHANNEL, Schedule.named("gradual", 0.5), Scope.PER_LAYER);

    @TempDir
    Path folder;

    private DataFolder data;
    private VoiceRecipe recipe;
    private ModelPackage parent;

    @BeforeEach
    void fit() throws IOException {
        data = TinyData.recordings(folder.resolve("data"));
        recipe = TinyData.recipe(folder, "simple-cnn", "log-mel", "");
        parent = Voice.fit(recipe, data, folder.resolve("voice-tiny"), false, ModelStore.of(), FitListener.SILENT);
    }

    @Test
    void aPackageTrainedForIntegersNamesItsParentAndDrawsItsOwnThreshold() {
        Retraining retraining = retraining(recipe, 3, "qat", false);
        Trial trial = compress(Method.QAT, Pruning.STANDARD, retraining, FitListener.SILENT);
        assertThat(trial.isTrained()).isTrue();
        assertThat(trial.bytes()).isLessThan((int) (0.6 * parent.file("model.onnx").length));
        assertThat(trial.score().name()).isEqualTo("accuracy");
        assertThat(trial.score().samples()).isEqualTo(6);
        assertThat(retraining.workFolder().resolve("qat").resolve(Trainer.LOG)).exists();

        Path out = folder.resolve("voice-tiny-qat");
        ModelPackage made = Voice.publish(parent, trial, data, retraining, out, FitListener.SILENT);
        assertThat(made.id()).isEqualTo("voice-tiny-qat");
        assertThat(made.card().provenance().parentModel()).isEqualTo(parent.sha256());
        assertThat(made.card().provenance().parentId()).isEqualTo(parent.id());
        assertThat(made.card().provenance().method()).isEqualTo("qat");
        assertThat(made.card().provenance().dataSha256()).isEqualTo(data.sha256());
        assertThat(made.card().provenance().recipe()).isEqualTo("tiny");
        assertThat(made.card().metrics()).containsOnlyKeys("valid", "test");
        assertThat(made.card().calibration())
                .isInstanceOf(Calibration.Platt.class)
                .isNotEqualTo(parent.card().calibration());
        assertThat(made.has(VoiceEvaluation.SHORTCUT_FILE)).isTrue();
        // The accuracy that was promised is the one that the package has.
        assertThat(Objects.requireNonNull(made.card().metrics().get("test"))
                        .get("accuracy")
                        .asDouble())
                .isEqualTo(trial.score().value());
        // Bytes cannot be trained on again.
        assertThatThrownBy(() -> compress(made, Method.QAT, Pruning.STANDARD, retraining, FitListener.SILENT))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("optimised or quantised");
    }

    @Test
    void anInterruptedCompressionThatIsResumedGivesTheSameModel() {
        Trial straight = compress(Method.PRUNE, GRADUAL, retraining(recipe, 4, "straight", false), FitListener.SILENT);
        assertThatThrownBy(() -> compress(Method.PRUNE, GRADUAL, retraining(recipe, 4, "stopped", false), stopAfter(3)))
                .hasMessageContaining("lights");
        List<Integer> epochs = new ArrayList<>();
        Trial resumed = compress(
                Method.PRUNE,
                GRADUAL,
                retraining(recipe, 4, "stopped", true),
                listener(log -> epochs.add(log.epoch())));
        assertThat(resumed.model()).isEqualTo(straight.model());
        // Rounds of one, one and two epochs, of which three were done.
        assertThat(epochs).containsExactly(2);
        assertThat(resumed.origin()).isEqualTo("prune and fine-tuning");
        // 64 filters that read 32 channels, before.
        Constant weight = Objects.requireNonNull(Graph.read(resumed.model()).constant("7.conv2d.weight_half"));
        assertThat(weight.dims()).containsExactly(32, 16, 3, 3);
    }

    @Test
    void anOlderRunsCheckpointsAreNotTakenForThisOnes() {
        compress(Method.PRUNE, GRADUAL, retraining(recipe, 4, "work", false), FitListener.SILENT);
        Path last = folder.resolve("work.training/round-3").resolve(Trainer.CHECKPOINT);
        assertThat(last).exists();
        assertThatThrownBy(() -> compress(Method.PRUNE, GRADUAL, retraining(recipe, 8, "work", false), stopAfter(1)))
                .hasMessageContaining("lights");
        assertThat(last).doesNotExist();
        Trial resumed = compress(Method.PRUNE, GRADUAL, retraining(recipe, 8, "work", true), FitListener.SILENT);
        assertThat(resumed.detail()).contains("8 epochs");
    }

    @Test
    void anotherPackagesCheckpointIsRefused() {
        compress(Method.QAT, Pruning.STANDARD, retraining(recipe, 1, "work", false), FitListener.SILENT);
        Compression.Outcome outcome =
                outcome(parent, Method.QAT, Pruning.STANDARD, retraining(recipe, 2, "work", true), FitListener.SILENT);
        assertThat(outcome.chosen()).isEmpty();
        assertThat(outcome.impossible()).singleElement().asString().contains("start anew without resuming");
    }

    @Test
    void whatDoesNotGoTogetherIsRefusedBeforeAnythingIsHeard() throws IOException {
        Retraining right = retraining(recipe, 1, "x", false);
        assertThatThrownBy(() -> retraining(recipe, 0, "x", false))
                .hasMessage("Number of epochs to train on must be 1 or more, got 0");
        assertThatThrownBy(() -> retraining(Voice.recipe("soft-vote"), 1, "x", false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("soft-vote is a vote");
        assertRefused(retraining(Voice.recipe("simple-cnn"), 1, "x", false), Method.QAT, "hears WindowOptions");
        assertRefused(
                retraining(TinyData.recipe(folder, "simple-cnn", "mfcc", ""), 1, "x", false),
                Method.QAT,
                "its weights would mean something else");
        assertThatThrownBy(() -> Voice.compress(
                        parent, Method.QAT, data, "train", options(Pruning.STANDARD), right, FitListener.SILENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("measure on valid or test");
        assertRefused(null, Method.QAT, "qat trains a model on");
        assertRefused(right, Method.INT8, "int8 trains nothing; qat and prune are the methods that can");
        Retraining other = retraining(TinyData.recipe(folder, "bilstm", "log-mel", ""), 1, "x", false);
        assertThatThrownBy(() -> outcome(parent, Method.QAT, Pruning.STANDARD, other, FitListener.SILENT))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("it is another network's");
        assertThatThrownBy(() -> Voice.recipeOf(parent))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "voice-tiny was made by the recipe \"tiny\", which does not come with Haechi; name its file by"
                                + " --recipe FILE");
        Path manifest = folder.resolve("data/manifest.csv");
        Files.writeString(manifest, Files.readString(manifest).replace(",valid,", ",dev,"));
        DataFolder noValid = DataFolder.open(folder.resolve("data"), Problem.VOICE);
        assertThatThrownBy(() -> Voice.compress(
                        parent, Method.QAT, noValid, "test", options(Pruning.STANDARD), right, FitListener.SILENT))
                .hasMessageContaining("valid");
    }

    private void assertRefused(@Nullable Retraining retraining, Method method, String said) {
        assertThatThrownBy(() -> outcome(parent, method, Pruning.STANDARD, retraining, FitListener.SILENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said);
    }

    private Retraining retraining(VoiceRecipe by, int epochs, String place, boolean resume) {
        return new Retraining(by, epochs, folder.resolve(place + ".training"), resume);
    }

    private Trial compress(Method method, Pruning pruning, Retraining retraining, FitListener listener) {
        return compress(parent, method, pruning, retraining, listener);
    }

    private Trial compress(
            ModelPackage source, Method method, Pruning pruning, Retraining retraining, FitListener listener) {
        return outcome(source, method, pruning, retraining, listener).chosen().orElseThrow();
    }

    private Compression.Outcome outcome(
            ModelPackage source,
            Method method,
            Pruning pruning,
            @Nullable Retraining retraining,
            FitListener listener) {
        return Voice.compress(source, method, data, "test", options(pruning), retraining, listener);
    }

    /** Any speed will do and all may be lost: what is tested is not the machine. */
    private static CompressionOptions options(Pruning pruning) {
        return new CompressionOptions(new Budget(100, 0.001), Target.CPU, LayerChoice.ALL, pruning, 1, 3);
    }

    private static FitListener stopAfter(int epochs) {
        int[] done = {0};
        return listener(_ -> {
            if (++done[0] == epochs) {
                throw new IllegalStateException("the lights go out");
            }
        });
    }

    private static FitListener listener(Consumer<EpochLog> told) {
        return new FitListener() {
            @Override
            public TrainingListener training() {
                return new TrainingListener() {
                    @Override
                    public void epoch(EpochLog log, boolean isBest) {
                        told.accept(log);
                    }
                };
            }
        };
    }
}
