package io.haechi.audio.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.jtransforms.fft.DoubleFFT_1D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FftTest {

    @ParameterizedTest(name = "size {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 16, 20, 25, 27, 30, 45, 60, 100, 128, 200})
    void matchesTheDefinition(int size) {
        Random random = new Random(size);
        double[][] re = random(size, 3, random);
        double[][] im = random(size, 3, random);
        double[][] expectedRe = new double[size][3];
        double[][] expectedIm = new double[size][3];
        for (int k = 0; k < size; k++) {
            for (int n = 0; n < size; n++) {
                double angle = -2 * Math.PI * k * n / size;
                for (int l = 0; l < 3; l++) {
                    expectedRe[k][l] += re[n][l] * Math.cos(angle) - im[n][l] * Math.sin(angle);
                    expectedIm[k][l] += re[n][l] * Math.sin(angle) + im[n][l] * Math.cos(angle);
                }
            }
        }
        Fft fft = new Fft(size);
        fft.forward(re, im, 3);
        for (int k = 0; k < size; k++) {
            for (int l = 0; l < 3; l++) {
                assertThat(re[fft.row(k)][l]).isCloseTo(expectedRe[k][l], within(1e-10));
                assertThat(im[fft.row(k)][l]).isCloseTo(expectedIm[k][l], within(1e-10));
            }
        }
    }

    @ParameterizedTest(name = "size {0}")
    @ValueSource(ints = {400, 480, 512, 1_024, 3_000, 4_096})
    void matchesJTransforms(int size) {
        Random random = new Random(size);
        double[][] re = random(size, 1, random);
        double[][] im = random(size, 1, random);
        double[] expected = new double[2 * size];
        for (int n = 0; n < size; n++) {
            expected[2 * n] = re[n][0];
            expected[2 * n + 1] = im[n][0];
        }
        new DoubleFFT_1D(size).complexForward(expected);
        Fft fft = new Fft(size);
        fft.forward(re, im, 1);
        for (int k = 0; k < size; k++) {
            assertThat(re[fft.row(k)][0]).isCloseTo(expected[2 * k], within(1e-10));
            assertThat(im[fft.row(k)][0]).isCloseTo(expected[2 * k + 1], within(1e-10));
        }
    }

    @ParameterizedTest(name = "{0} lanes")
    @ValueSource(ints = {1, 7, 64, 100})
    void exchangedPartsMakeTheInverse(int lanes) {
        Fft fft = new Fft(60);
        double[][] re = random(60, lanes, new Random(1));
        double[][] im = random(60, lanes, new Random(2));
        double[][] originalRe = copy(re);
        double[][] originalIm = copy(im);
        fft.forward(re, im, lanes);
        double[][] orderedRe = new double[60][];
        double[][] orderedIm = new double[60][];
        for (int k = 0; k < 60; k++) {
            orderedRe[k] = re[fft.row(k)];
            orderedIm[k] = im[fft.row(k)];
        }
        fft.forward(orderedIm, orderedRe, lanes);
        for (int n = 0; n < 60; n++) {
            for (int l = 0; l < lanes; l++) {
                assertThat(orderedRe[fft.row(n)][l] / 60).isCloseTo(originalRe[n][l], within(1e-12));
                assertThat(orderedIm[fft.row(n)][l] / 60).isCloseTo(originalIm[n][l], within(1e-12));
            }
        }
    }

    @Test
    void sizesWithLargePrimeFactorsAreRefused() {
        assertThatThrownBy(() -> new Fft(434))
                .hasMessage("Transform size must have no prime factor above 5, got 434, which has 217");
        assertThatThrownBy(() -> new Fft(0)).hasMessageContaining("between 1 and 1048576, got 0");
    }

    private static org.assertj.core.data.Offset<Double> within(double tolerance) {
        return org.assertj.core.api.Assertions.within(tolerance);
    }

    private static double[][] random(int rows, int lanes, Random random) {
        double[][] values = new double[rows][lanes];
        for (double[] row : values) {
            for (int l = 0; l < lanes; l++) {
                row[l] = random.nextGaussian();
            }
        }
        return values;
    }

    private static double[][] copy(double[][] rows) {
        double[][] copy = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            copy[i] = rows[i].clone();
        }
        return copy;
    }
}
