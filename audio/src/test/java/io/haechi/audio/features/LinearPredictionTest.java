package io.haechi.audio.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LinearPredictionTest {

    @Test
    void findsTheReflectionOfAFirstOrderProcess() {
        // x[n] = 0.9 x[n-1] + e has autocorrelations in ratio 0.9, and no second reflection.
        double[] reflections = LinearPrediction.reflections(new double[] {1, 0.9, 0.81});
        assertThat(reflections[0]).isCloseTo(0.9, within(1e-8));
        assertThat(reflections[1]).isCloseTo(0, within(1e-6));
    }

    @Test
    void latticesUndoEachOther() {
        Random random = new Random(4);
        LinearPrediction.Lattice analysis = new LinearPrediction.Lattice(8);
        LinearPrediction.Lattice synthesis = new LinearPrediction.Lattice(8);
        double[] reflections = new double[8];
        for (int i = 0; i < 2_000; i++) {
            if (i % 100 == 0) {
                for (int k = 0; k < 8; k++) {
                    reflections[k] = 1.8 * random.nextDouble() - 0.9;
                }
            }
            double x = random.nextGaussian();
            assertThat(synthesis.synthesise(analysis.analyse(x, reflections), reflections))
                    .isCloseTo(x, within(1e-6));
        }
    }

    @Test
    void predictionTakesTheEnvelopeOff() {
        Random random = new Random(9);
        double[] sound = new double[4_000];
        for (int i = 2; i < sound.length; i++) {
            sound[i] = 1.5 * sound[i - 1] - 0.9 * sound[i - 2] + random.nextGaussian();
        }
        double[] reflections = LinearPrediction.reflections(LinearPrediction.autocorrelation(sound, 2));
        // The process has a1 = k1 (1 - k2) = 1.5 and a2 = k2 = -0.9.
        assertThat(reflections[1]).isCloseTo(-0.9, within(0.03));
        assertThat(reflections[0] * (1 - reflections[1])).isCloseTo(1.5, within(0.03));
        LinearPrediction.Lattice lattice = new LinearPrediction.Lattice(2);
        double power = 0;
        for (double x : sound) {
            double rest = lattice.analyse(x, reflections);
            power += rest * rest / sound.length;
        }
        assertThat(power).isCloseTo(1, within(0.1));
    }

    @Test
    void silenceHasNoEnvelope() {
        assertThat(LinearPrediction.reflections(new double[] {0, 0, 0})).containsOnly(0);
    }
}
