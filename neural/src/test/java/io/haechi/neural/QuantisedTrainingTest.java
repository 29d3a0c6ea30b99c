package io.haechi.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.haechi.core.ModelException;
import io.haechi.neural.Layer.Dense;
import io.haechi.neural.Layer.Dropout;
import io.haechi.neural.Layer.Flatten;
import io.haechi.neural.Layer.Relu;
import io.haechi.neural.quantise.QuantisationAware;
import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.WeightStorage;
import java.nio.file.Path;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training that feels the rounding: it regains what rounding costs, and goes on exactly where it was. */
class QuantisedTrainingTest {
    private static final Network NETWORK = Network.of(
            "small",
            Network.block(6),
            Network.block(12),
            Network.layers(new Flatten(), new Dense(16), new Relu(), new Dropout(0.1), new Dense(1)));

    private static final TrainingOptions OPTIONS = new TrainingOptions(10, 0, 0.01, 0.01, 0.1, 1, 0, 1, 0, 11, 2);

    @TempDir
    Path folder;

    @Test
    void whatTernaryWeightsLoseTrainingRegains() throws Exception {
        QuantisationAware ternary = new QuantisationAware(0, 0.6, 0.95, 2);
        Trained inFloat = fit(OPTIONS, null, "float");
        // Rounding after training: ranges are watched, and the rate is too small to move a weight.
        Trained rounded =
                fit(OPTIONS.withEpochs(1, 0).withRate(1e-30, 0).withQuantisation(ternary), inFloat.last(), "rounded");
        Trained aware =
                fit(OPTIONS.withEpochs(8, 0).withRate(0.005, 0).withQuantisation(ternary), inFloat.last(), "aware");
        double before = inFloat.log().getLast().metric();
        double lost = before - rounded.log().getLast().metric();
        double left = before - aware.log().getLast().metric();
        System.err.println("MEASURED " + before + " lost " + lost + " left " + left + " secs "
                + inFloat.log().getLast().seconds() + " "
                + aware.log().getLast().seconds());
        assertThat(lost).as("lost by rounding, from %s", before).isGreaterThan(0.02);
        assertThat(left).as("still lost after training").isLessThan(lost / 3);

        byte[] model =
                OnnxExport.quantised(NETWORK, aware.last(), ternary, new long[] {-1, 1, 8, 12}, WeightStorage.FLOAT32);
        try (OnnxRunner runner = OnnxRunner.open(model, 1)) {
            EpochMetric.Score score = measure(runner::run);
            assertThat(score.metric()).isCloseTo(aware.log().getLast().metric(), within(0.01));
            assertThat(score.loss()).isCloseTo(aware.log().getLast().validLoss(), within(0.02));
        }
    }

    @Test
    void anInterruptedTrainingGoesOnBitForBit() throws Exception {
        // Epoch 1 in float, 2 and 3 rounded, 4 frozen; interrupted inside each kind.
        TrainingOptions options =
                OPTIONS.withEpochs(4, 0).withAveraging(0.9).withQuantisation(new QuantisationAware(0.3, 0.7, 0.9, 8));
        Trained straight = fit(options, null, "straight");
        for (int epochs = 1; epochs < 4; epochs++) {
            Path place = folder.resolve("interrupted" + epochs);
            TrainingListener plug = TrainerTest.stopAfter(epochs);
            assertThatThrownBy(() -> fit(options, null, place, false, plug))
                    .isInstanceOf(TrainerTest.Interruption.class);
            Trained resumed = fit(options, null, place, true, TrainingListener.SILENT);
            TrainerTest.same(resumed.parameters(), straight.parameters());
            TrainerTest.same(resumed.last(), straight.last());
            assertThat(resumed.log().getLast().validLoss())
                    .isEqualTo(straight.log().getLast().validLoss());
        }
        assertThat(straight.last().get("2.relu.output_range").values()[0]).isEqualTo(0f);
        assertThat(straight.last().get("2.relu.output_range").values()[1]).isPositive();
    }

    @Test
    void inTheFrozenPartStatisticsAndRangesStandStill() throws Exception {
        TrainingOptions options = OPTIONS.withEpochs(4, 0).withQuantisation(new QuantisationAware(0, 0.5, 0.9, 8));
        Path place = folder.resolve("frozen");
        assertThatThrownBy(() -> fit(options, null, place, false, TrainerTest.stopAfter(2)))
                .isInstanceOf(TrainerTest.Interruption.class);
        Plan plan = Plan.of(NETWORK, options.quantisation(), -1, 1, 8, 12);
        Parameters before = WorkFolder.open(place).load(plan, options, null).live();
        Parameters after =
                fit(options, null, place, true, TrainingListener.SILENT).last();
        for (String still : new String[] {"1.batchnorm.mean", "1.batchnorm.variance", "2.relu.output_range"}) {
            assertThat(after.get(still).values())
                    .as(still)
                    .isEqualTo(before.get(still).values());
        }
        assertThat(after.get("0.conv2d.weight").values())
                .isNotEqualTo(before.get("0.conv2d.weight").values());
    }

    @Test
    void trainingOnStartsWhereTheOtherEnded() throws Exception {
        TrainingOptions few = OPTIONS.withEpochs(3, 0);
        Trained first = fit(few, null, "first");
        Trained still = fit(few.withEpochs(1, 0).withRate(1e-30, 0), first.last(), "still");
        assertThat(still.last().get("9.dense.weight").values())
                .isEqualTo(first.last().get("9.dense.weight").values());
        byte[] model = OnnxExport.bytes(NETWORK, first.last(), new long[] {-1, 1, 8, 12}, WeightStorage.FLOAT32);
        TrainerTest.same(Parameters.ofModel(NETWORK, model, -1, 1, 8, 12), first.last());

        Path place = folder.resolve("other");
        TrainingListener plug = TrainerTest.stopAfter(1);
        assertThatThrownBy(() -> fit(few, first.last(), place, false, plug))
                .isInstanceOf(TrainerTest.Interruption.class);
        assertThatThrownBy(() -> fit(few, null, place, true, plug))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("other weights");
    }

    @Test
    void checkpointsFromBeforeQuantisationKeepTheirFingerprint() {
        assertThat(OPTIONS.fingerprint()).endsWith("threads=1]").doesNotContain("quantisation");
        assertThat(OPTIONS.withQuantisation(QuantisationAware.FINE_TUNING).fingerprint())
                .contains("quantisation=QuantisationAware[");
    }

    private Trained fit(TrainingOptions options, @Nullable Parameters origin, String place) throws Exception {
        return fit(options, origin, folder.resolve(place), false, TrainingListener.SILENT);
    }

    private static Trained fit(
            TrainingOptions options, @Nullable Parameters origin, Path place, boolean resume, TrainingListener listener)
            throws Exception {
        return Trainer.fit(
                NETWORK, options, origin, batches(), QuantisedTrainingTest::measure, place, resume, listener);
    }

    private static Batches batches() {
        return new Batches() {
            @Override
            public int batchesPerEpoch() {
                return 16;
            }

            @Override
            public Batch batch(int epoch, int index) {
                return examples(new Random(1000L * epoch + index), 32);
            }
        };
    }

    /** Pictures that rise or fall along both sides, in noise; positive if they do the same on both. */
    private static Batch examples(Random random, int count) {
        float[] inputs = new float[count * 96];
        float[] targets = new float[count];
        for (int i = 0; i < count; i++) {
            int across = random.nextBoolean() ? 1 : -1;
            int down = random.nextBoolean() ? 1 : -1;
            targets[i] = across == down ? 1 : 0;
            for (int j = 0; j < 96; j++) {
                float slope = across * (j % 12 - 5.5f) / 10 + down * (j / 12 - 3.5f) / 6.5f;
                inputs[i * 96 + j] = slope + (float) random.nextGaussian();
            }
        }
        return Batch.of(inputs, new long[] {count, 1, 8, 12}, targets);
    }

    private static EpochMetric.Score measure(EpochMetric.Predictor predictor) {
        Batch batch = examples(new Random(-1), 1000);
        float[] logits = predictor.logits(batch.inputs(), batch.shape());
        int right = 0;
        for (int i = 0; i < logits.length; i++) {
            right += (logits[i] > 0) == (batch.targets()[i] > 0.5f) ? 1 : 0;
        }
        return new EpochMetric.Score(
                Loss.of(logits, batch, TrainingOptions.DEFAULT).value(), right / 1000.0);
    }
}
