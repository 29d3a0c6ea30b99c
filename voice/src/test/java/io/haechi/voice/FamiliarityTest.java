package io.haechi.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FamiliarityTest {

    /** familiarity.csv: scikit-learn, made by make_familiarity.py. */
    @Test
    void covarianceAndDistancesAreScikitLearns() throws IOException {
        List<double[]> rows = lines("row");
        Familiarity familiarity = Familiarity.of(rows, rows);
        for (double[] line : lines("distance")) {
            double[] row = Arrays.copyOf(line, line.length - 1);
            assertThat(familiarity.distance(row)).isCloseTo(line[line.length - 1], within(1e-6));
        }
        List<double[]> standardised = rows.stream()
                .map(row -> {
                    double[] each = row.clone();
                    for (int f = 0; f < each.length; f++) {
                        each[f] =
                                (each[f] - familiarity.means()[f]) / familiarity.deviations()[f];
                    }
                    return each;
                })
                .toList();
        double[][] covariance = Familiarity.shrunkCovariance(standardised);
        List<double[]> expected = lines("covariance");
        for (int i = 0; i < covariance.length; i++) {
            assertThat(covariance[i]).containsExactly(expected.get(i), within(1e-6));
        }
    }

    @Test
    void oneInAHundredOfWhatShouldBeKnownIsNot() {
        SplittableRandom random = new SplittableRandom(5);
        List<double[]> taught = drawn(random, 500);
        List<double[]> heldOut = drawn(random, 1000);
        Familiarity familiarity = Familiarity.of(taught, heldOut);
        assertThat(heldOut.stream()
                        .filter(row -> familiarity.distance(row) > familiarity.limit())
                        .count())
                .isBetween(8L, 10L);
    }

    @Test
    void ofOneRecordingManyTimesNothingElseIsFamiliar() {
        List<double[]> same = List.of(new double[] {1, 2}, new double[] {1, 2});
        Familiarity familiarity = Familiarity.of(same, List.of(new double[] {1, 2.0001}));
        assertThat(familiarity.distance(new double[] {1, 2})).isZero();
        assertThat(familiarity.distance(new double[] {1, 3})).isGreaterThan(familiarity.limit());
    }

    @Test
    void partsThatDoNotBelongTogetherAreRefused() {
        assertThatThrownBy(() -> new Familiarity(new double[2], new double[2], new double[2], 1))
                .hasMessageContaining("2, 2 and 2 values");
    }

    @Test
    void timbreKnowsNoLoudness() {
        float[] sound = Signals.noise(3, 0.5, 32_000);
        float[] softer = sound.clone();
        for (int i = 0; i < softer.length; i++) {
            softer[i] *= 0.25f;
        }
        assertThat(Timbre.of(softer)).containsExactly(Timbre.of(sound), within(1e-3));
        assertThat(Timbre.of(sound)).hasSize(Timbre.SIZE);
    }

    @Test
    void whatCountsMoreWeighsMore() {
        double[] low = new double[Timbre.SIZE];
        double[] high = new double[Timbre.SIZE];
        Arrays.fill(high, 4);
        assertThat(Timbre.mean(List.of(low, high), List.of(3.0, 1.0))[7]).isEqualTo(1);
        assertThat(Timbre.mean(List.of(low, high), List.of(0.0, 0.0))[7]).isEqualTo(2);
    }

    private static List<double[]> drawn(SplittableRandom random, int count) {
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new double[] {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()});
        }
        return rows;
    }

    private static List<double[]> lines(String kind) throws IOException {
        try (InputStream in = FamiliarityTest.class.getResourceAsStream("familiarity.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(kind + ","))
                    .map(line -> Arrays.stream(line.split(","))
                            .skip(1)
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toList();
        }
    }
}
