package io.haechi.neural.compress;

import io.haechi.neural.Batch;
import io.haechi.neural.Batches;
import io.haechi.neural.EpochMetric;
import io.haechi.neural.Network;
import io.haechi.neural.Parameters;
import io.haechi.neural.Trained;
import io.haechi.neural.Trainer;
import io.haechi.neural.TrainingListener;
import io.haechi.neural.TrainingOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Something to learn: pictures that rise or fall along both sides, in noise; positive if they do the same on both. A teacher
 * of it that remembers what it was asked to teach.
 */
final class Slopes implements Teacher {
    static final long[] SHAPE = {-1, 1, 8, 12};

    /** What was asked for, in order. */
    record Lesson(Network network, TrainingOptions options, Stage stage) {}

    final List<Lesson> lessons = new ArrayList<>();
    private final Path folder;

    Slopes(Path folder) {
        this.folder = folder;
    }

    @Override
    public Parameters train(Network network, TrainingOptions options, Parameters start, Stage stage) {
        lessons.add(new Lesson(network, options, stage));
        return fit(network, options, start, folder.resolve(stage.name())).last();
    }

    static Trained fit(Network network, TrainingOptions options, @Nullable Parameters start, Path place) {
        Batches batches = new Batches() {
            @Override
            public int batchesPerEpoch() {
                return 16;
            }

            @Override
            public Batch batch(int epoch, int index) {
                return examples(new Random(1000L * epoch + index), 32);
            }
        };
        try {
            return Trainer.fit(
                    network, options, start, batches, Slopes::measure, place, false, TrainingListener.SILENT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static Batch examples(Random random, int count) {
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

    /** The share of a thousand examples on which it is right. */
    static double accuracy(EpochMetric.Predictor predictor) {
        Batch batch = examples(new Random(-1), 1000);
        float[] logits = predictor.logits(batch.inputs(), batch.shape());
        int right = 0;
        for (int i = 0; i < logits.length; i++) {
            right += (logits[i] > 0) == (batch.targets()[i] > 0.5f) ? 1 : 0;
        }
        return right / 1000.0;
    }

    private static EpochMetric.Score measure(EpochMetric.Predictor predictor) {
        double accuracy = accuracy(predictor);
        return new EpochMetric.Score(1 - accuracy, accuracy);
    }
}
