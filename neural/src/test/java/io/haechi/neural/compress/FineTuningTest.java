package io.haechi.neural.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haechi.core.ModelException;
import io.haechi.neural.Layer;
import io.haechi.neural.Layer.Dense;
import io.haechi.neural.Layer.Flatten;
import io.haechi.neural.Layer.Lstm;
import io.haechi.neural.Layer.Relu;
import io.haechi.neural.Layer.ToSequence;
import io.haechi.neural.Network;
import io.haechi.neural.OnnxExport;
import io.haechi.neural.Parameters;
import io.haechi.neural.PrunedNetwork;
import io.haechi.neural.Trainer;
import io.haechi.neural.TrainingOptions;
import io.haechi.neural.quantise.QuantisationAware;
import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.WeightStorage;
import io.haechi.onnx.compress.prune.Schedule;
import io.haechi.onnx.compress.prune.Scope;
import io.haechi.onnx.compress.prune.StructuredOptions;
import io.haechi.onnx.compress.trial.Candidate;
import io.haechi.onnx.compress.trial.Candidate.Made;
import io.haechi.onnx.compress.trial.Change;
import io.haechi.onnx.compress.trial.Judge;
import io.haechi.onnx.compress.trial.Pruning;
import io.haechi.onnx.compress.trial.Pruning.Unit;
import io.haechi.onnx.compress.trial.Score;
import io.haechi.onnx.graph.Graph;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A small network that has learnt something, made smaller while it learns on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FineTuningTest {
    private static final Network NETWORK = Network.of(
            "small",
            Network.block(6),
            Network.block(12),
            Network.layers(new Flatten(), new Dense(16), new Relu(), new Dense(1)));

    private static final TrainingOptions OPTIONS = new TrainingOptions(10, 0, 0.01, 0.01, 0.1, 1, 0, 1, 0, 11, 2);
    /** Nobody is asked. */
    private static final Judge JUDGE = _ -> Score.share("accuracy", 1, 1);

    @TempDir
    Path folder;

    private Parameters learnt = new Parameters(Map.of());

    @BeforeAll
    void learn(@TempDir Path place) {
        learnt = Slopes.fit(NETWORK, OPTIONS, null, place).last();
    }

    @Test
    void quantisedItIsSmallerAndStillKnowsWhatItKnew() {
        Slopes teacher = new Slopes(folder);
        Candidate candidate = tuning(OPTIONS, 3, teacher).quantised();
        assertThat(candidate.changes()).containsExactly(Change.TRAINED);
        assertThat(candidate.detail()).isEqualTo("trained on 3 epochs at a rate of 0.001, rounded");
        Made made = make(candidate);
        assertThat(teacher.lessons).singleElement().satisfies(lesson -> {
            assertThat(lesson.network()).isEqualTo(NETWORK);
            assertThat(lesson.options().quantisation()).isEqualTo(QuantisationAware.FINE_TUNING);
            assertThat(lesson.options().epochs()).isEqualTo(3);
            assertThat(lesson.options().learningRate()).isEqualTo(0.001);
            assertThat(lesson.stage().name()).isEqualTo("qat");
        });
        assertThat(Graph.read(made.model()).nodes()).anyMatch(node -> node.op().equals("QuantizeLinear"));
        assertThat(made.note()).isEqualTo("In float stay the layers 11.dense.");
        assertThat(accuracy(made.model())).isGreaterThan(accuracy(whole()) - 0.02);
    }

    @Test
    void aRecipesOwnWayOfRoundingIsKept() {
        Slopes teacher = new Slopes(folder);
        QuantisationAware seven = new QuantisationAware(0, 0.5, 0.9, 7);
        make(tuning(OPTIONS.withQuantisation(seven), 1, teacher).quantised());
        assertThat(teacher.lessons.getFirst().options().quantisation()).isEqualTo(seven);
        // Pruning keeps floats, whatever the recipe says.
        make(tuning(OPTIONS.withQuantisation(seven), 1, teacher).pruned(half("one-shot"), Set.of()));
        assertThat(teacher.lessons.getLast().options().quantisation()).isNull();
    }

    @Test
    void graduallyChannelsGoInCutsWithEpochsBetweenAndEndWhereOneCutWould() {
        Slopes teacher = new Slopes(folder);
        Candidate candidate = tuning(OPTIONS, 8, teacher).pruned(half("gradual"), Set.of());
        assertThat(candidate.changes()).containsExactlyInAnyOrder(Change.CHANNELS, Change.TRAINED);
        assertThat(candidate.detail())
                .isEqualTo("50 % of the channels out gradually, trained on 8 epochs at a rate of 0.01");
        Made made = make(candidate);
        PrunedNetwork oneCut = PrunedNetwork.of(NETWORK, learnt, Slopes.SHAPE, StructuredOptions.ofShare(0.5));
        assertThat(teacher.lessons)
                .extracting(lesson -> lesson.options().epochs())
                .containsExactly(2, 2, 4);
        assertThat(teacher.lessons)
                .extracting(lesson -> lesson.stage().name())
                .containsExactly("round-1", "round-2", "round-3");
        // Of 6, 12 and 16: at 35.2 % 2, 4 and 5, at 48.1 % 2, 5 and 7, at 50 % 3, 6 and 8.
        assertThat(teacher.lessons)
                .extracting(lesson -> lesson.network().layers().stream()
                        .filter(Layer.Dense.class::isInstance)
                        .map(layer -> ((Dense) layer).units())
                        .findFirst()
                        .orElseThrow())
                .containsExactly(11, 9, 8);
        assertThat(teacher.lessons.getLast().network()).isEqualTo(oneCut.network());
        assertThat(made.note()).isEqualTo("17 of 34 channels went, in 3 groups.");
        byte[] untrained = OnnxExport.bytes(oneCut.network(), oneCut.parameters(), Slopes.SHAPE, WeightStorage.FLOAT16);
        assertThat(made.model()).hasSameSizeAs(untrained);
        assertThat(accuracy(made.model())).isGreaterThan(accuracy(untrained)).isGreaterThan(accuracy(whole()) - 0.03);
    }

    @Test
    void aCutThatWouldTakeNothingIsLeftOut() {
        Slopes teacher = new Slopes(folder);
        // Of 6, 12 and 16 channels 7 % are 0, 0 and 1; after the first look, at 4.9 %, none.
        Pruning few = new Pruning(Unit.CHANNEL, Schedule.named("gradual", 0.07), Scope.PER_LAYER);
        Made made = make(tuning(OPTIONS, 4, teacher).pruned(few, Set.of()));
        assertThat(teacher.lessons.getFirst().network()).isEqualTo(NETWORK);
        assertThat(teacher.lessons.getLast().network()).isNotEqualTo(NETWORK);
        assertThat(made.note()).isEqualTo("1 of 34 channels went, in 3 groups.");
    }

    @Test
    void weightsThatBecameZeroStaySoAndTheNoteSaysWhatTheyBring() {
        Slopes teacher = new Slopes(folder);
        Pruning zeros = new Pruning(Unit.WEIGHT, Schedule.named("gradual", 0.6), Scope.GLOBAL);
        Candidate candidate = tuning(OPTIONS, 4, teacher).pruned(zeros, Set.of());
        assertThat(candidate.changes()).containsExactlyInAnyOrder(Change.ZEROS, Change.TRAINED);
        Made made = make(candidate);
        assertThat(made.note())
                .startsWith("60.0 % of the weights of 4 layers are zero.")
                .contains("no faster");
        assertThat(teacher.lessons)
                .singleElement()
                .satisfies(lesson -> assertThat(lesson.options().sparsity()).isEqualTo(zeros.schedule()));
        assertThat(accuracy(made.model())).isGreaterThan(accuracy(whole()) - 0.03);
    }

    @Test
    void whatCannotBeDoneIsSaidBeforeAnythingIsTrained() {
        Teacher nobody = (_, _, _, _) -> {
            throw new AssertionError("trained");
        };
        FineTuning tuning = tuning(OPTIONS, 4, nobody);
        assertThatThrownBy(() ->
                        tuning.pruned(new Pruning(Unit.WEIGHT, new Schedule.OneShot(0.5), Scope.PER_LAYER), Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("over all its layers");
        Candidate allKept = tuning.pruned(half("gradual"), Set.of("0.conv2d", "4.conv2d", "9.dense", "11.dense"));
        assertThatThrownBy(() -> make(allKept))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("No channel can be pruned");
        Network recurrent =
                Network.of("lstm", Network.layers(new ToSequence(), new Lstm(4, false, false), new Dense(1)));
        Parameters parameters = Trainer.initial(recurrent, 1, Slopes.SHAPE);
        FineTuning floats = new FineTuning(recurrent, parameters, Slopes.SHAPE, OPTIONS, 1, nobody);
        assertThatThrownBy(floats::quantised).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tuning(OPTIONS, 0, nobody)).hasMessageContaining("Number of epochs");
    }

    private FineTuning tuning(TrainingOptions options, int epochs, Teacher teacher) {
        return new FineTuning(NETWORK, learnt, Slopes.SHAPE, options, epochs, teacher);
    }

    private static Pruning half(String schedule) {
        return new Pruning(Unit.CHANNEL, Schedule.named(schedule, 0.5), Scope.PER_LAYER);
    }

    private static Made make(Candidate candidate) {
        return candidate.maker().make(JUDGE, Score.share("accuracy", 1, 1));
    }

    private byte[] whole() {
        return OnnxExport.bytes(NETWORK, learnt, Slopes.SHAPE, WeightStorage.FLOAT16);
    }

    private static double accuracy(byte[] model) {
        try (OnnxRunner runner = OnnxRunner.open(model, 1)) {
            return Slopes.accuracy(runner::run);
        }
    }
}
