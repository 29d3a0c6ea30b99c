package io.haechi.call.learn;

import io.haechi.neural.Batch;
import io.haechi.neural.Batches;
import io.haechi.neural.EpochMetric;
import io.haechi.neural.Layer;
import io.haechi.neural.Network;
import io.haechi.neural.OnnxExport;
import io.haechi.neural.Trained;
import io.haechi.neural.Trainer;
import io.haechi.neural.TrainingListener;
import io.haechi.neural.TrainingOptions;
import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.WeightStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A recurrent network over the vectors of a text's first words: an LSTM, one way or both, the largest value of each of its
 * outputs over time, and one dense layer. The vectors are learnt before and stay as they are.
 */
final class Recurrence {
    private Recurrence() {}

    static Network network(Learner.Recurrent learner) {
        return Network.of(
                learner.bidirectional() ? "bilstm" : "rnn",
                Network.layers(
                        new Layer.Lstm(learner.units(), learner.bidirectional(), true),
                        new Layer.GlobalMaxPool(),
                        new Layer.Dropout(learner.dropout()),
                        new Layer.Dense(1)));
    }

    /** The trained network as ONNX. The last epoch is kept: there is nothing here to choose one by. */
    static byte[] fit(Learner.Recurrent learner, WordVectors vectors, List<Sample> samples, long seed, int threads) {
        Path work = folder();
        try {
            TrainingOptions options = TrainingOptions.DEFAULT
                    .withEpochs(learner.epochs(), 0)
                    .withRate(learner.rate(), TrainingOptions.DEFAULT.weightDecay())
                    .withSeed(seed);
            Batches batches = new Drawn(learner, vectors, samples, seed);
            EpochMetric none = _ -> new EpochMetric.Score(0, 0);
            Network network = network(learner);
            Trained trained = Trainer.fit(network, options, batches, none, work, false, TrainingListener.SILENT);
            return OnnxExport.bytes(
                    network,
                    trained.last(),
                    new long[] {-1, learner.words(), vectors.vectors().dimension()},
                    WeightStorage.FLOAT16);
        } catch (IOException e) {
            throw new UncheckedIOException(work + ": the checkpoint cannot be written", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            delete(work);
        }
    }

    /** Batches drawn by how much each sample counts. */
    private record Drawn(Learner.Recurrent learner, WordVectors vectors, List<Sample> samples, long seed)
            implements Batches {

        @Override
        public int batchesPerEpoch() {
            return Math.max(1, samples.size() / learner.batch());
        }

        @Override
        public Batch batch(int epoch, int index) {
            SplittableRandom random = new SplittableRandom((seed * 1_000_003L + epoch) * 1_000_003L + index);
            int size = learner.words() * vectors.vectors().dimension();
            float[] inputs = new float[learner.batch() * size];
            float[] targets = new float[learner.batch()];
            float[] weights = new float[learner.batch()];
            for (int i = 0; i < targets.length; i++) {
                Sample sample = samples.get(random.nextInt(samples.size()));
                System.arraycopy(vectors.sequence(sample.text(), learner.words()), 0, inputs, i * size, size);
                targets[i] = sample.positive() ? 1 : 0;
                weights[i] = (float) sample.count();
            }
            return new Batch(
                    inputs,
                    new long[] {
                        targets.length, learner.words(), vectors.vectors().dimension()
                    },
                    targets,
                    weights);
        }
    }

    /** The network at work. */
    record Scorer(WordVectors vectors, OnnxRunner runner) implements TextScorer {
        @Override
        public double logit(String text) {
            int words = (int) runner.inputs().values().iterator().next()[1];
            return runner.run(
                            vectors.sequence(text, words),
                            1,
                            words,
                            vectors.vectors().dimension())[0];
        }

        @Override
        public void close() {
            runner.close();
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("haechi-training");
        } catch (IOException e) {
            throw new UncheckedIOException("There is no place for a checkpoint", e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path each : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": cannot be deleted", e);
        }
    }
}
