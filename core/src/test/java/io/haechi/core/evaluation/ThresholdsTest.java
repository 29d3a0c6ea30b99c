package io.haechi.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.haechi.core.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ThresholdsTest {
    /** Falling: + .9, - .8, + .7, + .7, - .7, - .3, + .2, - .1. */
    private static final List<Scored> SCORED = List.of(
            scored(true, 0.9),
            scored(false, 0.8),
            scored(true, 0.7),
            scored(true, 0.7),
            scored(false, 0.7),
            scored(false, 0.3),
            scored(true, 0.2),
            scored(false, 0.1));

    @Test
    void equalCostsTakeTheCutWithFewestErrors() {
        // cuts from the top: 4 errors, 3 (above .8), 4, 3 (between .7 and .3), 4, 3 (above .1), 4
        // equally good cuts: the highest wins, half-way between .9 and .8
        assertThat(Thresholds.byCost(SCORED, 1, 1)).isCloseTo(0.85, within(1e-12));
    }

    @Test
    void aDearMissLowersTheThreshold() {
        assertThat(Thresholds.byCost(SCORED, 10, 1)).isCloseTo(0.15, within(1e-12));
    }

    @Test
    void aDearAlarmRaisesTheThreshold() {
        assertThat(Thresholds.byCost(SCORED, 1, 10)).isCloseTo(0.85, within(1e-12));
    }

    @Test
    void theRecallFloorIsMetByTheHighestThresholdThatCan() {
        assertThat(Thresholds.byRecallFloor(SCORED, 0.75)).isCloseTo(0.5, within(1e-12));
        assertThat(Thresholds.byRecallFloor(SCORED, 0.76)).isCloseTo(0.15, within(1e-12));
        assertThat(Thresholds.byRecallFloor(SCORED, 0)).isCloseTo(0.95, within(1e-12));
    }

    @Test
    void theFprCeilingIsUsedUpOnlyWhereThatFindsMore() {
        assertThat(Thresholds.byFprCeiling(SCORED, 0)).isCloseTo(0.85, within(1e-12));
        // .25 would allow the negative at .8, which finds no positive more
        assertThat(Thresholds.byFprCeiling(SCORED, 0.25)).isCloseTo(0.85, within(1e-12));
        assertThat(Thresholds.byFprCeiling(SCORED, 0.5)).isCloseTo(0.5, within(1e-12));
        assertThat(Thresholds.byFprCeiling(SCORED, 1)).isCloseTo(0.15, within(1e-12));
    }

    @Test
    void equalErrorBalancesBothKinds() {
        // between .7 and .3: one miss of four, two alarms of four; no cut comes nearer
        assertThat(Thresholds.equalError(SCORED)).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void whenNothingMayBePositiveTheThresholdLiesAboveEveryScore() {
        List<Scored> scored = List.of(scored(false, 1), scored(true, 0.5));
        assertThat(Thresholds.byFprCeiling(scored, 0))
                .isEqualTo(Thresholds.NOTHING)
                .isGreaterThan(1);
        assertThat(Evaluation.of(Problem.VOICE, scored, Thresholds.NOTHING).falsePositives())
                .isZero();
    }

    @Test
    void neighboursWithNoNumberBetweenThemAreStillParted() {
        double low = 0.5;
        double high = Math.nextUp(low);
        List<Scored> scored = List.of(scored(false, low), scored(true, high));
        assertThat(Thresholds.byCost(scored, 1, 1)).isEqualTo(high);
    }

    @Test
    void whatIsMissingIsNamed() {
        List<Scored> positives = List.of(scored(true, 0.5));
        List<Scored> negatives = List.of(scored(false, 0.5));
        assertThatThrownBy(() -> Thresholds.byFprCeiling(positives, 0.05))
                .hasMessage("This threshold needs at least one negative example, got none");
        assertThatThrownBy(() -> Thresholds.byRecallFloor(negatives, 0.95))
                .hasMessage("This threshold needs at least one positive example, got none");
        assertThatThrownBy(() -> Thresholds.equalError(negatives)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Thresholds.byCost(List.of(), 1, 1))
                .hasMessage("A threshold cannot be chosen from no examples");
        assertThatThrownBy(() -> Thresholds.byRecallFloor(positives, 1.5))
                .hasMessage("Recall floor must be between 0 and 1, got 1.5");
        assertThatThrownBy(() -> Thresholds.byCost(positives, 0, 1))
                .hasMessage("Costs must be above zero, got 0.0 for a miss and 1.0 for an alarm");
    }

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noThresholdIsBetterThanTheOneChosen(long seed) {
        List<Scored> scored = random(seed);
        double cost = cost(scored, Thresholds.byCost(scored, 3, 1));
        double recall = at(scored, Thresholds.byFprCeiling(scored, 0.1)).recall();
        double fpr = at(scored, Thresholds.byRecallFloor(scored, 0.9)).fpr();
        double gap = gap(at(scored, Thresholds.equalError(scored)));
        assertThat(at(scored, Thresholds.byFprCeiling(scored, 0.1)).fpr()).isLessThanOrEqualTo(0.1);
        assertThat(at(scored, Thresholds.byRecallFloor(scored, 0.9)).recall()).isGreaterThanOrEqualTo(0.9);
        DoubleStream.concat(DoubleStream.iterate(0, t -> t <= 1, t -> t + 0.005), DoubleStream.of(Thresholds.NOTHING))
                .forEach(threshold -> {
                    Evaluation other = at(scored, threshold);
                    assertThat(cost(scored, threshold)).isGreaterThanOrEqualTo(cost);
                    assertThat(gap(other)).isGreaterThanOrEqualTo(gap - 1e-12);
                    if (other.fpr() <= 0.1) {
                        assertThat(other.recall()).isLessThanOrEqualTo(recall);
                    }
                    if (other.recall() >= 0.9) {
                        assertThat(other.fpr()).isGreaterThanOrEqualTo(fpr);
                    }
                });
    }

    private static List<Scored> random(long seed) {
        Random random = new Random(seed);
        List<Scored> scored = new ArrayList<>(List.of(scored(true, 0.5), scored(false, 0.5)));
        for (int i = 0; i < 60; i++) {
            boolean positive = random.nextBoolean();
            double raw = Math.clamp(0.5 + (positive ? 0.1 : -0.1) + 0.25 * random.nextGaussian(), 0, 1);
            scored.add(scored(positive, Math.round(raw * 50) / 50.0));
        }
        return scored;
    }

    private static double cost(List<Scored> scored, double threshold) {
        Evaluation evaluation = at(scored, threshold);
        return 3 * evaluation.falseNegatives() + evaluation.falsePositives();
    }

    private static double gap(Evaluation evaluation) {
        return Math.abs(evaluation.fnr() - evaluation.fpr());
    }

    private static Evaluation at(List<Scored> scored, double threshold) {
        return Evaluation.of(Problem.VOICE, scored, threshold);
    }

    private static Scored scored(boolean positive, double probability) {
        return new Scored("x", positive, probability, "s");
    }
}
