package io.haechi.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.haechi.core.Problem;
import io.haechi.core.evaluation.PairedBootstrap.Difference;
import io.haechi.core.evaluation.PairedBootstrap.Finding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PairedBootstrapTest {

    static LongStream seeds() {
        return LongStream.range(0, 5);
    }

    @Test
    void aDetectorDoesNotDifferFromItself() {
        Evaluation evaluation = BootstrapTest.evaluation(1, 300);
        for (Difference difference : PairedBootstrap.of(evaluation, evaluation, 200, 1)) {
            assertThat(difference.value()).isZero();
            assertThat(difference.interval()).isEqualTo(new Interval(0, 0));
            assertThat(difference.finding()).isEqualTo(Finding.WITHIN_CHANCE);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void halfTheNoiseIsBetterBeyondChanceEitherWayRound(long seed) {
        Evaluation noisy = evaluation(seed, 400, 2.0);
        Evaluation clear = evaluation(seed + 100, 400, 0.7);
        List<Difference> forth = PairedBootstrap.of(noisy, clear, 500, seed);
        assertThat(forth).extracting(Difference::metric).containsExactly("eer", "auc", "accuracy");
        assertThat(forth).extracting(Difference::finding).containsOnly(Finding.SECOND_IS_BETTER);
        assertThat(forth.getFirst().value()).isNegative().isEqualTo(clear.eer() - noisy.eer());
        assertThat(PairedBootstrap.of(clear, noisy, 500, seed))
                .extracting(Difference::finding)
                .containsOnly(Finding.FIRST_IS_BETTER);
    }

    @Test
    void whatBothFindHardDoesNotWidenTheInterval() {
        // The second ranks as the first, only surer: paired, AUC cannot differ, however the sample falls.
        Evaluation first = evaluation(7, 200, 1.5);
        Evaluation second = mapped(first, p -> p * p * (3 - 2 * p));
        Difference auc = PairedBootstrap.of(first, second, 300, 1).get(1);
        assertThat(auc.interval()).isEqualTo(new Interval(0, 0));
        Interval alone =
                Objects.requireNonNull(Bootstrap.intervals(first, 300, 1).get("auc"));
        assertThat(alone.hi() - alone.lo()).isGreaterThan(0.05);
    }

    @Test
    void theWidthForAccuracyIsThatOfTheNormalApproximation() {
        // McNemar's setting: only examples on which the two disagree count.
        Evaluation first = evaluation(3, 1500, 1.5);
        Evaluation second = evaluation(4, 1500, 1.5);
        double expected = 2 * 1.96 * Math.sqrt(variance(first, second)) / first.n();
        Interval interval = PairedBootstrap.of(first, second, 2000, 1).get(2).interval();
        assertThat(interval.hi() - interval.lo()).isCloseTo(expected, within(0.1 * expected));
    }

    @Test
    void fromAHandfulOfExamplesNothingIsConcluded() {
        List<Scored> truths = List.of(new Scored("a", true, 0.9, "s"), new Scored("b", false, 0.1, "s"));
        Evaluation right = Evaluation.of(Problem.VOICE, truths, 0.5);
        Evaluation wrong = mapped(right, p -> 1 - p);
        Difference accuracy = PairedBootstrap.of(wrong, right, 50, 1).get(2);
        assertThat(accuracy.interval()).isEqualTo(new Interval(1, 1));
        assertThat(accuracy.finding()).isEqualTo(Finding.TOO_FEW_EXAMPLES);
        assertThat(accuracy.words("A", "B"))
                .isEqualTo("too few examples to tell a difference in accuracy from chance (20 of each class needed)");
    }

    @Test
    void theWordsNameTheBetterOne() {
        Interval below = new Interval(-0.2, -0.1);
        assertThat(new Difference("eer", 0.3, 0.2, below, Finding.SECOND_IS_BETTER).words("A", "B"))
                .isEqualTo("B is better in EER, beyond chance");
        assertThat(new Difference("auc", 0.3, 0.2, below, Finding.FIRST_IS_BETTER).words("A", "B"))
                .isEqualTo("A is better in AUC, beyond chance");
        assertThat(new Difference("auc", 0.3, 0.3, new Interval(-0.2, 0.1), Finding.WITHIN_CHANCE).words("A", "B"))
                .isEqualTo("no difference in AUC beyond chance");
    }

    @Test
    void theSameSeedGivesTheSameIntervals() {
        Evaluation first = evaluation(1, 100, 1);
        Evaluation second = evaluation(2, 100, 1);
        assertThat(PairedBootstrap.of(first, second, 100, 7)).isEqualTo(PairedBootstrap.of(first, second, 100, 7));
        assertThat(PairedBootstrap.of(first, second, 100, 7)).isNotEqualTo(PairedBootstrap.of(first, second, 100, 8));
    }

    @Test
    void otherExamplesAreRefused() {
        Evaluation first = evaluation(1, 100, 1);
        assertThatThrownBy(() -> PairedBootstrap.of(first, evaluation(1, 90, 1), 10, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Only evaluations of the same examples can be compared, got 100 for voice and 90 for voice");
        List<Scored> reversed = new ArrayList<>(first.scored());
        Collections.reverse(reversed);
        assertThatThrownBy(() -> PairedBootstrap.of(first, Evaluation.of(Problem.VOICE, reversed, 0.5), 10, 1))
                .hasMessage("Only evaluations of the same examples can be compared, but number 0 is \"e0\" in one and"
                        + " \"e99\" in the other");
        assertThatThrownBy(() -> PairedBootstrap.of(first, first, 0, 1))
                .hasMessage("A bootstrap needs at least 1 resample, got 0");
    }

    /** Variance of the number of examples that the second gets right and the first does not, less the reverse. */
    private static double variance(Evaluation first, Evaluation second) {
        double variance = 0;
        for (boolean positive : new boolean[] {true, false}) {
            int n = 0;
            int sum = 0;
            int squares = 0;
            for (int i = 0; i < first.n(); i++) {
                if (first.scored().get(i).positive() == positive) {
                    int difference = right(second, i) - right(first, i);
                    n++;
                    sum += difference;
                    squares += difference * difference;
                }
            }
            variance += squares - (double) sum * sum / n;
        }
        return variance;
    }

    private static int right(Evaluation evaluation, int i) {
        Scored scored = evaluation.scored().get(i);
        return scored.positive() == (scored.probability() >= evaluation.threshold()) ? 1 : 0;
    }

    private static Evaluation mapped(Evaluation evaluation, DoubleUnaryOperator change) {
        List<Scored> changed = evaluation.scored().stream()
                .map(each ->
                        new Scored(each.id(), each.positive(), change.applyAsDouble(each.probability()), each.source()))
                .toList();
        return Evaluation.of(evaluation.problem(), changed, evaluation.threshold());
    }

    private static Evaluation evaluation(long seed, int n, double noise) {
        Random random = new Random(seed);
        List<Scored> scored = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            boolean positive = i % 2 == 0;
            double logit = (positive ? 1 : -1) + noise * random.nextGaussian();
            scored.add(new Scored("e" + i, positive, 1 / (1 + Math.exp(-logit)), "s"));
        }
        return Evaluation.of(Problem.VOICE, scored, 0.5);
    }
}
