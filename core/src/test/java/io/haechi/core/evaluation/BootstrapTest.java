package io.haechi.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.haechi.core.Problem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BootstrapTest {

    static LongStream seeds() {
        return LongStream.range(0, 5);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void intervalsHoldTheFigure(long seed) {
        Evaluation evaluation = evaluation(seed, 500);
        Map<String, Interval> intervals = Bootstrap.intervals(evaluation, 300, seed);
        assertThat(intervals.keySet()).containsExactlyElementsOf(Bootstrap.METRICS);
        // ECE is biased upwards in resamples, so its interval may lie above the figure
        intervals.forEach((metric, interval) -> assertThat(evaluation.figure(metric))
                .as(metric)
                .isBetween(metric.equals("ece") ? 0 : interval.lo(), interval.hi()));
    }

    @Test
    void theSameSeedGivesTheSameIntervals() {
        Evaluation evaluation = evaluation(1, 200);
        assertThat(Bootstrap.intervals(evaluation, 100, 7)).isEqualTo(Bootstrap.intervals(evaluation, 100, 7));
        assertThat(Bootstrap.intervals(evaluation, 100, 7)).isNotEqualTo(Bootstrap.intervals(evaluation, 100, 8));
    }

    @Test
    void theWidthOfARateIsThatOfTheNormalApproximation() {
        Evaluation evaluation = evaluation(3, 2000);
        Interval interval = of(Bootstrap.intervals(evaluation, 2000, 1), "re");
        double expected = 2 * 1.96 * Math.sqrt(evaluation.re() * (1 - evaluation.re()) / evaluation.negatives());
        assertThat(interval.hi() - interval.lo()).isCloseTo(expected, within(0.1 * expected));
    }

    @Test
    void onOneClassTheFiguresThatNeedBothHaveNoInterval() {
        List<Scored> positives =
                evaluation(4, 100).scored().stream().filter(Scored::positive).toList();
        Map<String, Interval> intervals = Bootstrap.intervals(Evaluation.of(Problem.VOICE, positives, 0.5), 50, 1);
        assertThat(of(intervals, "auc").lo()).isNaN();
        assertThat(of(intervals, "re").hi()).isNaN();
        assertThat(of(intervals, "de").lo()).isBetween(0.0, 1.0);
    }

    @Test
    void nothingDecidedGivesNoInterval() {
        Evaluation decided = Evaluation.of(Problem.VOICE, List.of(new Scored("b", true, 0.4, "s", true)), 0.5)
                .decided();
        assertThat(of(Bootstrap.intervals(decided, 10, 1), "accuracy").lo()).isNaN();
    }

    @Test
    void quantilesAreThoseOfNumpy() {
        // numpy.quantile([1, 2, 4, 8], [.025, .5, .975])
        double[] sorted = {1, 2, 4, 8};
        assertThat(Bootstrap.quantile(sorted, 0.025)).isCloseTo(1.075, within(1e-12));
        assertThat(Bootstrap.quantile(sorted, 0.5)).isCloseTo(3, within(1e-12));
        assertThat(Bootstrap.quantile(sorted, 0.975)).isCloseTo(7.7, within(1e-12));
    }

    @Test
    void thereIsAtLeastOneResample() {
        assertThatThrownBy(() -> Bootstrap.intervals(evaluation(1, 10), 0, 1))
                .hasMessage("A bootstrap needs at least 1 resample, got 0");
    }

    @Test
    void anIntervalDoesNotEndBeforeItBegins() {
        assertThatThrownBy(() -> new Interval(0.3, 0.2))
                .hasMessage("An interval must not end before it begins, got 0.3 to 0.2");
        assertThatThrownBy(() -> new Interval(Double.NaN, 0.2)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Interval of(Map<String, Interval> intervals, String metric) {
        return Objects.requireNonNull(intervals.get(metric));
    }

    static Evaluation evaluation(long seed, int n) {
        Random random = new Random(seed);
        List<Scored> scored = IntStream.range(0, n)
                .mapToObj(i -> {
                    boolean positive = i % 3 == 0;
                    double logit = (positive ? 1 : -1) + 1.5 * random.nextGaussian();
                    double probability = 1 / (1 + Math.exp(-logit));
                    return new Scored("e" + i, positive, probability, "s" + i % 4, Math.abs(logit) < 0.2);
                })
                .toList();
        return Evaluation.of(Problem.VOICE, scored, 0.5);
    }
}
