package io.haechi.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.haechi.neural.Layer.Dense;
import io.haechi.neural.Layer.GlobalAveragePool;
import io.haechi.neural.Layer.Relu;
import io.haechi.onnx.compress.prune.Schedule;
import io.haechi.onnx.compress.prune.StructuredOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights that are pruned while a network trains stay at zero, and a pruned network can be trained on. */
class SparseTrainingTest {
    private static final long[] SHAPE = {16, 1, 8, 12};
    private static final Network NETWORK = Network.of(
            "small", Network.block(8), Network.layers(new GlobalAveragePool(), new Dense(8), new Relu(), new Dense(1)));
    private static final TrainingOptions OPTIONS = new TrainingOptions(4, 0, 0.01, 0.01, 0.1, 1, 0, 1, 0.9, 11, 2);
    private static final Schedule GRADUAL = new Schedule.Gradual(0, 0.8, 0, 0.5);

    @TempDir
    Path folder;

    @Test
    void theShareOfZerosFollowsTheSchedule() throws Exception {
        Trained dense = fit(NETWORK, OPTIONS, null, "dense", TrainingListener.SILENT);
        assertThat(zeros(dense.parameters())).isZero();
        Trained sparse = fit(NETWORK, OPTIONS.withSparsity(GRADUAL), null, "sparse", TrainingListener.SILENT);
        assertThat(zeros(sparse.last())).isCloseTo(0.8, within(0.01));
        assertThat(zeros(sparse.parameters())).isCloseTo(0.8, within(0.01));
        assertThat(sparse.bestEpoch()).isGreaterThan(2);
        assertThat(sparse.log().getLast().trainLoss())
                .isLessThan(sparse.log().getFirst().trainLoss());
    }

    @Test
    void resumedItGoesOnBitForBit() throws Exception {
        TrainingOptions options = OPTIONS.withSparsity(GRADUAL);
        Trained straight = fit(NETWORK, options, null, "straight", TrainingListener.SILENT);
        assertThatThrownBy(() -> fit(NETWORK, options, null, "cut", new TrainingListener() {
                    @Override
                    public void epoch(EpochLog log, boolean isBest) {
                        if (log.epoch() == 3) {
                            throw new IllegalStateException("cut off");
                        }
                    }
                }))
                .hasMessage("cut off");
        Trained resumed = fit(NETWORK, options, null, "cut", TrainingListener.SILENT);
        assertThat(resumed.bestEpoch()).isEqualTo(straight.bestEpoch());
        straight.last()
                .values()
                .forEach((name, value) ->
                        assertThat(resumed.last().get(name).values()).as(name).containsExactly(value.values()));
    }

    @Test
    void aPrunedNetworkTrainsOn() throws Exception {
        Trained whole = fit(NETWORK, OPTIONS, null, "whole", TrainingListener.SILENT);
        PrunedNetwork pruned = PrunedNetwork.of(NETWORK, whole.last(), SHAPE, StructuredOptions.ofShare(0.5));
        Trained tuned = fit(
                pruned.network(), OPTIONS.withRate(0.003, 0), pruned.parameters(), "tuned", TrainingListener.SILENT);
        assertThat(tuned.parameters().count()).isEqualTo(pruned.parameters().count());
        assertThat(tuned.log().getLast().trainLoss())
                .isLessThan(tuned.log().getFirst().trainLoss());
    }

    private Trained fit(
            Network network,
            TrainingOptions options,
            @Nullable Parameters origin,
            String name,
            TrainingListener listener)
            throws IOException, InterruptedException {
        return Trainer.fit(
                network, options, origin, batches(), SparseTrainingTest::measure, folder.resolve(name), true, listener);
    }

    private static double zeros(Parameters parameters) {
        long zeros = 0;
        long count = 0;
        for (Parameters.Value value : parameters.values().values()) {
            if (value.shape().length > 1) {
                for (float one : value.values()) {
                    zeros += one == 0 ? 1 : 0;
                }
                count += value.values().length;
            }
        }
        return (double) zeros / count;
    }

    private static Batches batches() {
        return new Batches() {
            @Override
            public int batchesPerEpoch() {
                return 40;
            }

            @Override
            public Batch batch(int epoch, int index) {
                return examples(new Random(1000L * epoch + index));
            }
        };
    }

    /** Positive examples are loud, negative ones soft. */
    private static Batch examples(Random random) {
        float[] inputs = new float[16 * 8 * 12];
        float[] targets = new float[16];
        for (int i = 0; i < inputs.length; i++) {
            int example = i / 96;
            targets[example] = example % 2;
            inputs[i] = (float) random.nextGaussian() * (example % 2 == 1 ? 1.3f : 1);
        }
        return Batch.of(inputs, SHAPE, targets);
    }

    private static EpochMetric.Score measure(EpochMetric.Predictor predictor) {
        Batch batch = examples(new Random(-1));
        float[] logits = predictor.logits(batch.inputs(), batch.shape());
        return new EpochMetric.Score(
                Loss.of(logits, batch, TrainingOptions.DEFAULT).value(), -logits.length);
    }
}
