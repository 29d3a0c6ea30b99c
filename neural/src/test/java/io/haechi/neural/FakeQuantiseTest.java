package io.haechi.neural;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.haechi.neural.quantise.FakeQuantise;
import io.haechi.neural.quantise.RunningRange;
import io.haechi.neural.quantise.WeightCodes;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Rounding and the gradient that goes straight through it, worked out by hand. */
class FakeQuantiseTest {
    /** Step 0.5, zero at byte 4: from -2 to 125.5. */
    private static final RunningRange RANGE = new RunningRange(-2, 125.5f);

    record Answer(float[] values, float[] gradient) {}

    @Test
    void anActivationIsRoundedAndCutOffAndItsGradientPassesInside() {
        float[] x = {-3, -2, -0.3f, 0, 0.2f, 0.75f, 1.26f, 125.5f, 400};
        float[] slopes = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        Answer answer = through(x, slopes, array -> FakeQuantise.activation(array, RANGE), x.length);
        // Halves go to the even step, as in ONNX: 0.75 is 1.5 steps, so 2.
        assertThat(answer.values()).containsExactly(-2, -2, -0.5f, 0, 0, 1, 1.5f, 125.5f, 125.5f);
        assertThat(answer.gradient()).containsExactly(0, 2, 3, 4, 5, 6, 7, 8, 0);
    }

    @Test
    void behindARectifierNegativeValuesBecomeZero() {
        float[] x = {-1, 0.004f, 0.5f, 3};
        Answer answer =
                through(x, new float[] {1, 1, 1, 1}, a -> FakeQuantise.activation(a, new RunningRange(0, 2.55f)), 4);
        assertThat(answer.values()).containsExactly(0, 0, 50 * (2.55f / 255), 255 * (2.55f / 255));
        assertThat(answer.gradient()).containsExactly(0, 1, 1, 0);
    }

    @Test
    void weightsAreTheirCodesTimesTheirScaleAndTheirGradientPasses() {
        Random random = new Random(9);
        float[] weights = new float[24];
        float[] slopes = new float[24];
        for (int i = 0; i < 24; i++) {
            weights[i] = (float) (random.nextGaussian() * (i < 12 ? 0.01 : 5));
            slopes[i] = (float) random.nextGaussian();
        }
        for (int bits : new int[] {2, 4, 8}) {
            WeightCodes codes = WeightCodes.of(weights, new float[2], bits);
            float[] expected = new float[24];
            for (int i = 0; i < 24; i++) {
                expected[i] = codes.codes()[i] * codes.scales()[i / 12];
            }
            Answer answer = through(
                    weights,
                    slopes,
                    array -> FakeQuantise.weights(array, bits, (PtNDManager) array.getManager()),
                    2,
                    3,
                    2,
                    2);
            for (int i = 0; i < 24; i++) {
                // As numbers: what rounds to zero keeps its sign here and has none as an integer.
                assertThat(answer.values()[i] == expected[i]).as("weight %d", i).isTrue();
            }
            assertThat(answer.gradient()).containsExactly(slopes);
        }
    }

    @Test
    void aRangeIsWhatATensorHolds() {
        Torch.start(1);
        try (PtNDManager manager = Torch.manager()) {
            assertThat(FakeQuantise.range(TorchNetwork.array(manager, new float[] {-1.5f, 0, 7}, 3)))
                    .isEqualTo(new RunningRange(-1.5f, 7));
            assertThat(FakeQuantise.range(TorchNetwork.array(manager, new float[] {2, 3}, 2)))
                    .isEqualTo(new RunningRange(0, 3));
        }
    }

    /** The values with gradients on, which must be those with gradients off, and the gradient for these output slopes. */
    private static Answer through(float[] x, float[] slopes, UnaryOperator<PtNDArray> rounding, long... shape) {
        Torch.start(1);
        boolean before = JniUtils.isGradMode();
        try (PtNDManager manager = Torch.manager()) {
            JniUtils.setGradMode(true);
            PtNDArray array = TorchNetwork.array(manager, x, shape);
            array.setRequiresGradient(true);
            PtNDArray rounded = rounding.apply(array);
            JniUtils.backward(rounded, TorchNetwork.array(manager, slopes, shape), false, false);
            PtNDArray gradient = JniUtils.getGradient(array);
            gradient.attach(manager);
            Answer answer = new Answer(rounded.toFloatArray(), gradient.toFloatArray());
            JniUtils.setGradMode(false);
            float[] plain = rounding.apply(array).toFloatArray();
            for (int i = 0; i < plain.length; i++) {
                assertThat(plain[i] == answer.values()[i]).as("value %d", i).isTrue();
            }
            return answer;
        } finally {
            JniUtils.setGradMode(before);
        }
    }
}
