package io.haechi.segment.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.haechi.segment.features.Matrix;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mixtures and density against scikit-learn 1.9.1 on 220 rows; make_clusters.py beside the values made them. */
class MixtureAndDensityTest {
    private static final double[][] ROWS = read("clusters.csv");

    private static double[][] read(String name) {
        try (InputStream in = Objects.requireNonNull(MixtureAndDensityTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> Arrays.stream(line.split(",", -1))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toArray(double[][]::new);
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }

    private static Matrix points() {
        return Matrix.of(
                Arrays.stream(ROWS).map(row -> new double[] {row[0], row[1]}).toArray(double[][]::new));
    }

    @ParameterizedTest(name = "at least {0} rows")
    @CsvSource({"8, 2", "15, 3"})
    void denseGroupsAreThoseOfTheReference(int smallest, int column) {
        int[] found = DensityClusters.fit(points(), smallest);
        int[] expected = Arrays.stream(ROWS).mapToInt(row -> (int) row[column]).toArray();
        assertThat(Arrays.stream(found).max()).isEqualTo(Arrays.stream(expected).max());
        int otherwise = 0;
        for (int i = 0; i < found.length; i++) {
            otherwise += (found[i] < 0) != (expected[i] < 0) ? 1 : 0;
            // Noise is a group like any other in what follows.
            found[i]++;
            expected[i]++;
        }
        // Many distances are equal, being one point's distance to its neighbours; which is joined first is anybody's
        // choice.
        assertThat(otherwise).isLessThanOrEqualTo(2);
        assertThat(Agreement.adjustedRand(found, expected)).isGreaterThan(0.98);
    }

    @Test
    void aMixtureEndsWhereThatOfTheReferenceEnds() {
        GaussianMixture mixture =
                GaussianMixture.fit(points(), KMeansOptions.of(3).with(Seeding.FIRST));
        double[][] expected = read("mixture.csv");
        for (int c = 0; c < 3; c++) {
            assertThat(mixture.weights()[c]).isCloseTo(expected[c][0], within(1e-3));
            for (int j = 0; j < 2; j++) {
                assertThat(mixture.centres().get(c, j)).isCloseTo(expected[c][1 + j], within(2e-3));
                assertThat(mixture.variances().get(c, j)).isCloseTo(expected[c][3 + j], within(5e-3));
            }
        }
        assertThat(mixture.logLikelihood()).isCloseTo(expected[3][0], within(1e-3));
    }
}
