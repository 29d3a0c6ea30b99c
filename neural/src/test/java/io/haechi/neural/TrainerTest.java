package io.haechi.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.haechi.core.ModelException;
import io.haechi.neural.Layer.Dense;
import io.haechi.neural.Layer.Dropout;
import io.haechi.neural.Layer.GlobalAveragePool;
import io.haechi.neural.Layer.Lstm;
import io.haechi.neural.Layer.Relu;
import io.haechi.neural.Layer.ToSequence;
import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.WeightStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training learns, stops, remembers, and goes on exactly where it was. */
class TrainerTest {
    private static final int BATCH = 16;
    private static final long[] SHAPE = {BATCH, 1, 8, 12};

    /** Dropout, running statistics and memory: everything that could differ after a resume. */
    private static final Network NETWORK = Network.of(
            "small",
            Network.block(4),
            Network.layers(new ToSequence(), new Lstm(6, true, true), new GlobalAveragePool()),
            Network.layers(new Dense(8), new Relu(), new Dropout(0.3), new Dense(1)));

    private static final TrainingOptions OPTIONS = new TrainingOptions(4, 0, 0.01, 0.01, 0.1, 1, 0.05, 1.5, 0.9, 11, 2);

    @TempDir
    Path folder;

    @Test
    void itLearnsAndTheExportedModelGivesTheSameAnswers() throws Exception {
        Trained trained = fit(OPTIONS.withEpochs(8, 0), folder, false, TrainingListener.SILENT);
        assertThat(trained.log()).hasSize(8);
        assertThat(trained.log().getLast().trainLoss())
                .isLessThan(0.7 * trained.log().getFirst().trainLoss());
        EpochLog best = trained.log().get(trained.bestEpoch() - 1);
        assertThat(best.metric()).isGreaterThan(0.9);

        byte[] model =
                OnnxExport.bytes(NETWORK, trained.parameters(), new long[] {-1, 1, 8, -1}, WeightStorage.FLOAT32);
        try (OnnxRunner runner = OnnxRunner.open(model, 1)) {
            EpochMetric.Score score = measure(runner::run);
            assertThat(score.metric()).isEqualTo(best.metric());
            assertThat(score.loss()).isCloseTo(best.validLoss(), within(1e-4));
        }
    }

    @Test
    void twoEpochsAndTwoMoreAreFourBitForBit() throws Exception {
        Trained straight = fit(OPTIONS, folder.resolve("a"), false, TrainingListener.SILENT);
        assertThatThrownBy(() -> fit(OPTIONS, folder.resolve("b"), false, stopAfter(2)))
                .isInstanceOf(Interruption.class);
        assertThat(Files.readAllLines(folder.resolve("b").resolve(Trainer.LOG))).hasSize(3);
        Trained resumed = fit(OPTIONS, folder.resolve("b"), true, TrainingListener.SILENT);

        same(resumed.parameters(), straight.parameters());
        assertThat(resumed.bestEpoch()).isEqualTo(straight.bestEpoch());
        for (int i = 0; i < 4; i++) {
            assertThat(resumed.log().get(i).trainLoss())
                    .isEqualTo(straight.log().get(i).trainLoss());
            assertThat(resumed.log().get(i).validLoss())
                    .isEqualTo(straight.log().get(i).validLoss());
        }
        Plan plan = Plan.of(NETWORK, -1, 1, 8, 12);
        Checkpoint a = Checkpoint.load(folder.resolve("a").resolve(Trainer.CHECKPOINT), plan, OPTIONS, null);
        Checkpoint b = Checkpoint.load(folder.resolve("b").resolve(Trainer.CHECKPOINT), plan, OPTIONS, null);
        same(b.live(), a.live());
        same(b.average(), a.average());
        same(b.moments().means(), a.moments().means());
        same(b.moments().squares(), a.moments().squares());
        assertThat(b.step()).isEqualTo(a.step());
    }

    @Test
    void aFinishedTrainingResumesToItsOutcome() throws Exception {
        Trained once = fit(OPTIONS, folder, false, TrainingListener.SILENT);
        Trained again = fit(OPTIONS, folder, true, new TrainingListener() {
            @Override
            public void step(Progress progress) {
                throw new Interruption();
            }
        });
        same(again.parameters(), once.parameters());
        assertThat(again.log()).isEqualTo(once.log());
    }

    @Test
    void anotherSeedStartsElsewhere() {
        Parameters one = Trainer.initial(NETWORK, 1, SHAPE);
        assertThat(Trainer.initial(NETWORK, 1, SHAPE).get("0.conv2d.weight").values())
                .isEqualTo(one.get("0.conv2d.weight").values());
        assertThat(Trainer.initial(NETWORK, 2, SHAPE).get("0.conv2d.weight").values())
                .isNotEqualTo(one.get("0.conv2d.weight").values());
    }

    @Test
    void patienceEndsTrainingAndTheBestEpochIsKept() throws Exception {
        double[] metrics = {0.5, 0.8, 0.7, 0.7, 0.9};
        List<Integer> calls = new ArrayList<>();
        Trained trained = Trainer.fit(
                NETWORK,
                OPTIONS.withEpochs(5, 2),
                batches(),
                predictor -> {
                    calls.add(1);
                    return new EpochMetric.Score(1, metrics[calls.size() - 1]);
                },
                folder,
                false,
                TrainingListener.SILENT);
        assertThat(trained.bestEpoch()).isEqualTo(2);
        assertThat(trained.log()).hasSize(4);
        assertThat(trained.stoppedEarly()).isTrue();
    }

    @Test
    void aCheckpointOfOtherOptionsIsRefused() throws Exception {
        assertThatThrownBy(() -> fit(OPTIONS, folder, false, stopAfter(1))).isInstanceOf(Interruption.class);
        assertThatThrownBy(() -> fit(OPTIONS.withRate(0.02, 0), folder, true, TrainingListener.SILENT))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("other options");
    }

    @Test
    void aDamagedCheckpointIsRefused() throws Exception {
        assertThatThrownBy(() -> fit(OPTIONS, folder, false, stopAfter(1))).isInstanceOf(Interruption.class);
        Path file = folder.resolve(Trainer.CHECKPOINT);
        byte[] whole = Files.readAllBytes(file);
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 1;
        for (byte[] bad : List.of(flipped, java.util.Arrays.copyOf(whole, whole.length - 9), new byte[3])) {
            Files.write(file, bad);
            assertThatThrownBy(() -> fit(OPTIONS, folder, true, TrainingListener.SILENT))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("damaged");
        }
    }

    @Test
    void inputsThatAreNotNumbersEndTrainingWithASentence() {
        Batches poisoned = new Batches() {
            @Override
            public int batchesPerEpoch() {
                return 1;
            }

            @Override
            public Batch batch(int epoch, int index) {
                Batch good = batches().batch(epoch, index);
                good.inputs()[5] = Float.NaN;
                return good;
            }
        };
        assertThatThrownBy(() -> Trainer.fit(
                        NETWORK, OPTIONS, poisoned, TrainerTest::measure, folder, false, TrainingListener.SILENT))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("broke down at step 1");
    }

    @Test
    void anErrorInTheBatchesReachesTheCaller() {
        Batches failing = new Batches() {
            @Override
            public int batchesPerEpoch() {
                return 3;
            }

            @Override
            public Batch batch(int epoch, int index) {
                if (index == 2) {
                    throw new Interruption();
                }
                return batches().batch(epoch, index);
            }
        };
        assertThatThrownBy(() -> Trainer.fit(
                        NETWORK, OPTIONS, failing, TrainerTest::measure, folder, false, TrainingListener.SILENT))
                .isInstanceOf(Interruption.class);
    }

    @Test
    void aNetworkWithoutOneLogitIsRefused() {
        Network two = Network.of("two", Network.layers(new GlobalAveragePool(), new Dense(2)));
        assertThatThrownBy(() -> Trainer.fit(
                        two, OPTIONS, batches(), TrainerTest::measure, folder, false, TrainingListener.SILENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one logit");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 0, Double.NaN, Double.POSITIVE_INFINITY})
    void ratesThatAreNotAboveZeroAreRefused(double rate) {
        assertThatThrownBy(() -> OPTIONS.withRate(rate, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Learning rate must be above 0, got " + rate);
    }

    @Test
    void theRateWarmsUpAndFallsToZero() {
        TrainingOptions options = TrainingOptions.DEFAULT.withRate(1, 0);
        assertThat(options.rateAt(0, 100)).isCloseTo(0.2, within(1e-12));
        assertThat(options.rateAt(4, 100)).isCloseTo(1, within(1e-12));
        assertThat(options.rateAt(5, 100)).isCloseTo(1, within(1e-12));
        // Half-way down: 5 + 95 / 2.
        assertThat(options.rateAt(52, 100) + options.rateAt(53, 100)).isCloseTo(1, within(1e-12));
        assertThat(options.rateAt(99, 100)).isBetween(0.0, 0.001);
    }

    private static Trained fit(TrainingOptions options, Path folder, boolean resume, TrainingListener listener)
            throws IOException, InterruptedException {
        return Trainer.fit(NETWORK, options, batches(), TrainerTest::measure, folder, resume, listener);
    }

    /** Positive examples rise over time, negative ones fall, in noise. */
    static Batches batches() {
        return new Batches() {
            @Override
            public int batchesPerEpoch() {
                return 12;
            }

            @Override
            public Batch batch(int epoch, int index) {
                return examples(new Random(1000L * epoch + index), BATCH);
            }
        };
    }

    private static Batch examples(Random random, int count) {
        float[] inputs = new float[count * 96];
        float[] targets = new float[count];
        for (int i = 0; i < count; i++) {
            targets[i] = random.nextInt(2);
            for (int j = 0; j < 96; j++) {
                float slope = (j % 12 - 5.5f) / 6;
                inputs[i * 96 + j] = (targets[i] > 0 ? slope : -slope) + (float) random.nextGaussian();
            }
        }
        return Batch.of(inputs, new long[] {count, 1, 8, 12}, targets);
    }

    static EpochMetric.Score measure(EpochMetric.Predictor predictor) {
        Batch batch = examples(new Random(-1), 100);
        float[] logits = predictor.logits(batch.inputs(), batch.shape());
        int right = 0;
        for (int i = 0; i < logits.length; i++) {
            right += (logits[i] > 0) == (batch.targets()[i] > 0.5f) ? 1 : 0;
        }
        return new EpochMetric.Score(
                Loss.of(logits, batch, TrainingOptions.DEFAULT).value(), right / 100.0);
    }

    static TrainingListener stopAfter(int epochs) {
        return new TrainingListener() {
            @Override
            public void epoch(EpochLog log, boolean isBest) {
                if (log.epoch() == epochs) {
                    throw new Interruption();
                }
            }
        };
    }

    static void same(Parameters got, Parameters expected) {
        assertThat(got.values().keySet()).isEqualTo(expected.values().keySet());
        got.values()
                .forEach((name, value) -> assertThat(value.values())
                        .as(name)
                        .isEqualTo(expected.get(name).values()));
    }

    static final class Interruption extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
