package io.haechi.core.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.haechi.core.Problem;
import io.haechi.core.evaluation.Evaluation;
import io.haechi.core.evaluation.Scored;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WeightingTest {
    private static final Offset<Double> EXACT = within(1e-12);

    /**
     * Four detectors with DE 14.00, 12.86, 11.14, 9.86 % and RE 7.86, 7.29, 5.71, 5.14 %.
     *
     * <pre>
     * ΣDE = 14.00 + 12.86 + 11.14 + 9.86 = 47.86        ΣRE = 7.86 + 7.29 + 5.71 + 5.14 = 26.00
     *
     * a_DE = 1 - DE_i / 47.86                           a_RE = 1 - RE_i / 26.00
     *   1: (47.86 - 14.00) / 47.86 = 33.86 / 47.86        1: (26.00 - 7.86) / 26 = 18.14 / 26
     *   2: (47.86 - 12.86) / 47.86 = 35.00 / 47.86        2: (26.00 - 7.29) / 26 = 18.71 / 26
     *   3: (47.86 - 11.14) / 47.86 = 36.72 / 47.86        3: (26.00 - 5.71) / 26 = 20.29 / 26
     *   4: (47.86 -  9.86) / 47.86 = 38.00 / 47.86        4: (26.00 - 5.14) / 26 = 20.86 / 26
     *   sum: 143.58 / 47.86 = 3                           sum: 78.00 / 26 = 3
     *
     * a_DE + a_RE                                       weight = (a_DE + a_RE) / 6
     *   1: .707480 + .697692 = 1.405172                   .234195
     *   2: .731300 + .719615 = 1.450915                   .241819
     *   3: .767238 + .780385 = 1.547622                   .257937
     *   4: .793982 + .802308 = 1.596290                   .266048
     *   sum: 6.000000                                     1.000000 (but for rounding)
     * </pre>
     */
    @Test
    void theWorkedExampleComesOutAsByHand() {
        double[] weights = Weighting.ERROR_RATE.weights(List.of(
                new ErrorRates(0.8907, 0.1400, 0.0786),
                new ErrorRates(0.8993, 0.1286, 0.0729),
                new ErrorRates(0.9157, 0.1114, 0.0571),
                new ErrorRates(0.9250, 0.0986, 0.0514)));
        assertThat(weights)
                .containsExactly(
                        new double[] {
                            (33.86 / 47.86 + 18.14 / 26) / 6,
                            (35.00 / 47.86 + 18.71 / 26) / 6,
                            (36.72 / 47.86 + 20.29 / 26) / 6,
                            (38.00 / 47.86 + 20.86 / 26) / 6
                        },
                        EXACT);
        assertThat(weights).containsExactly(new double[] {0.234195, 0.241819, 0.257937, 0.266048}, within(1e-6));
    }

    @Test
    void twoDetectorsSwapTheirShares() {
        // with two, 1 - DE_1/(DE_1+DE_2) = DE_2/(DE_1+DE_2): the published formula
        double[] weights = Weighting.ERROR_RATE.weights(List.of(rates(0.3, 0.1), rates(0.1, 0.3)));
        assertThat(weights).containsExactly(new double[] {(0.25 + 0.75) / 2, (0.75 + 0.25) / 2}, EXACT);
        weights = Weighting.ERROR_RATE.weights(List.of(rates(0.3, 0.2), rates(0.1, 0.2)));
        assertThat(weights).containsExactly(new double[] {(0.25 + 0.5) / 2, (0.75 + 0.5) / 2}, EXACT);
    }

    @Test
    void aClassNobodyErrsOnLeavesTheOtherItsSay() {
        double[] weights = Weighting.ERROR_RATE.weights(List.of(rates(0.3, 0), rates(0.1, 0)));
        assertThat(weights).containsExactly(new double[] {(0.25 + 0.5) / 2, (0.75 + 0.5) / 2}, EXACT);
        assertThat(Weighting.ERROR_RATE.weights(List.of(rates(0, 0), rates(0, 0), rates(0, 0))))
                .containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, EXACT);
    }

    @Test
    void aSingleDetectorHasAllTheWeight() {
        List<ErrorRates> one = List.of(rates(0.3, 0.2));
        for (Weighting weighting : all()) {
            assertThat(weighting.weights(one)).containsExactly(1);
        }
    }

    @Test
    void accuracyCountsInProportion() {
        List<ErrorRates> rates = List.of(new ErrorRates(0.9, 0.1, 0.1), new ErrorRates(0.6, 0.4, 0.4));
        assertThat(Weighting.ACCURACY.weights(rates)).containsExactly(new double[] {0.6, 0.4}, EXACT);
        assertThat(Weighting.SOFT_VOTE.weights(rates)).containsExactly(0.5, 0.5);
    }

    @Test
    void detectorsThatAreNeverRightCountTheSame() {
        assertThat(Weighting.ACCURACY.weights(List.of(new ErrorRates(0, 1, 1), new ErrorRates(0, 1, 1))))
                .containsExactly(0.5, 0.5);
    }

    @Test
    void anEnsembleNeedsADetector() {
        for (Weighting weighting : all()) {
            assertThatThrownBy(() -> weighting.weights(List.of()))
                    .hasMessage("An ensemble needs at least one detector, got none");
        }
    }

    @Test
    void ratesAreFractions() {
        assertThatThrownBy(() -> rates(14, 0.1)).hasMessage("DE must be between 0 and 1, got 14.0");
        assertThatThrownBy(() -> rates(0.1, Double.NaN)).hasMessage("RE must be between 0 and 1, got NaN");
    }

    @Test
    void ratesComeFromAnEvaluation() {
        Evaluation evaluation = Evaluation.of(
                Problem.VOICE,
                List.of(
                        new Scored("a", true, 0.9, "s"),
                        new Scored("b", true, 0.1, "s"),
                        new Scored("c", false, 0.1, "s"),
                        new Scored("d", false, 0.2, "s")),
                0.5);
        assertThat(ErrorRates.of(evaluation)).isEqualTo(new ErrorRates(0.75, 0.5, 0));
    }

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void weightsAreSharesOfOneInAnyOrder(long seed) {
        Random random = new Random(seed);
        List<ErrorRates> rates = IntStream.range(0, 1 + random.nextInt(6))
                .mapToObj(i -> new ErrorRates(random.nextDouble(), random.nextDouble(), random.nextDouble()))
                .toList();
        for (Weighting weighting : all()) {
            double[] weights = weighting.weights(rates);
            assertThat(Arrays.stream(weights).sum()).isCloseTo(1, EXACT);
            assertThat(weights)
                    .hasSize(rates.size())
                    .satisfies(w ->
                            assertThat(Arrays.stream(w).min().orElseThrow()).isNotNegative());
            double[] reversed = weighting.weights(rates.reversed());
            for (int i = 0; i < weights.length; i++) {
                assertThat(reversed[weights.length - 1 - i]).isCloseTo(weights[i], EXACT);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whoeverErrsLessOnBothCountsMore(long seed) {
        Random random = new Random(seed);
        ErrorRates worse = rates(0.2 + 0.5 * random.nextDouble(), 0.2 + 0.5 * random.nextDouble());
        ErrorRates better = rates(worse.de() * random.nextDouble(), worse.re() * random.nextDouble());
        ErrorRates third = rates(random.nextDouble(), random.nextDouble());
        double[] weights = Weighting.ERROR_RATE.weights(List.of(worse, better, third));
        assertThat(weights[1]).isGreaterThan(weights[0]);
    }

    private static List<Weighting> all() {
        return List.of(Weighting.SOFT_VOTE, Weighting.ACCURACY, Weighting.ERROR_RATE);
    }

    private static ErrorRates rates(double de, double re) {
        return new ErrorRates(0.5, de, re);
    }
}
