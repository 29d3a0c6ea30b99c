package io.haechi.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.haechi.neural.Layer.BatchNorm;
import io.haechi.neural.Layer.Dense;
import io.haechi.neural.Layer.Dropout;
import io.haechi.neural.Layer.Tanh;
import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.WeightStorage;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The end of a network fitted by itself. */
class LinearHeadTest {
    private static final int BATCH = 16;
    private static final Network NETWORK = Network.of(
            "probe",
            Network.layers(new Dense(12), new Tanh()),
            Network.layers(new BatchNorm(), new Dropout(0.5), new Dense(1)));

    @Test
    void onlyTheEndIsFittedAndItTellsTheClassesApart() throws Exception {
        Parameters start = Trainer.initial(NETWORK, 5, -1, 6);
        Parameters fitted = LinearHead.fit(NETWORK, start, new Separable(), 4, 1e-3, 1, TrainingListener.SILENT);
        for (String name : start.values().keySet()) {
            if (name.startsWith("0.")) {
                assertThat(fitted.get(name)).as(name).isSameAs(start.get(name));
            }
        }
        byte[] model = OnnxExport.bytes(NETWORK, fitted, new long[] {-1, 6}, WeightStorage.FLOAT32);
        Batch unseen = new Separable().batch(9, 0);
        try (OnnxRunner runner = OnnxRunner.open(model, 1)) {
            float[] logits = runner.run(unseen.inputs(), unseen.shape());
            int right = 0;
            for (int i = 0; i < BATCH; i++) {
                right += logits[i] > 0 == unseen.targets()[i] > 0.5 ? 1 : 0;
            }
            assertThat(right).isGreaterThanOrEqualTo(BATCH - 2);
        }
    }

    @Test
    void theNormalisationHasTheMomentsOfWhatComesIn() {
        Network bare = Network.of("bare", Network.layers(new Tanh(), new BatchNorm(), new Dense(1)));
        Parameters start = Trainer.initial(bare, 5, -1, 6);
        Parameters fitted = LinearHead.fit(bare, start, new Separable(), 2, 1, 1, TrainingListener.SILENT);
        double sum = 0;
        double squares = 0;
        for (int index = 0; index < 2 * new Separable().batchesPerEpoch(); index++) {
            Batch batch = new Separable().batch(index / 5, index % 5);
            for (int i = 0; i < BATCH; i++) {
                double value = Math.tanh(batch.inputs()[6 * i + 3]);
                sum += value;
                squares += value * value;
            }
        }
        double mean = sum / (10 * BATCH);
        assertThat((double) fitted.get("1.batchnorm.mean").values()[3]).isCloseTo(mean, within(1e-5));
        assertThat((double) fitted.get("1.batchnorm.variance").values()[3])
                .isCloseTo(squares / (10 * BATCH) - mean * mean, within(1e-5));
    }

    @Test
    void aNetworkThatEndsOtherwiseIsRefused() {
        Network other = Network.of("other", Network.layers(new Dense(4), new Tanh(), new Dense(1)));
        Parameters start = Trainer.initial(other, 5, -1, 6);
        assertThatThrownBy(() -> LinearHead.fit(other, start, new Separable(), 1, 1, 1, TrainingListener.SILENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"other\"");
    }

    @Test
    void aRidgeThatIsNotAboveZeroIsRefused() {
        Parameters start = Trainer.initial(NETWORK, 5, -1, 6);
        assertThatThrownBy(() -> LinearHead.fit(NETWORK, start, new Separable(), 1, 0, 1, TrainingListener.SILENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Ridge");
    }

    /** Six numbers each; positive where the first two add up to more than a little above zero. */
    private static final class Separable implements Batches {
        @Override
        public int batchesPerEpoch() {
            return 5;
        }

        @Override
        public Batch batch(int epoch, int index) {
            Random random = new Random(100L * epoch + index);
            float[] inputs = new float[BATCH * 6];
            float[] targets = new float[BATCH];
            for (int i = 0; i < BATCH; i++) {
                for (int f = 0; f < 6; f++) {
                    inputs[6 * i + f] = (float) random.nextGaussian();
                }
                targets[i] = inputs[6 * i] + inputs[6 * i + 1] > 0.2 ? 1 : 0;
            }
            return Batch.of(inputs, new long[] {BATCH, 6}, targets);
        }
    }
}
