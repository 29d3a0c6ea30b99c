package io.haechi.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemTest {

    @Test
    void everyProblemIsFoundByItsName() {
        assertThat(Problem.ALL)
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(Problem.named(problem.name())).isSameAs(problem));
        assertThat(Problem.ALL).extracting(Problem::name).doesNotHaveDuplicates();
    }

    @Test
    void labelsOfAProblemDiffer() {
        assertThat(Problem.ALL)
                .allSatisfy(problem -> assertThat(problem.positiveLabel()).isNotEqualTo(problem.negativeLabel()));
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> Problem.named("smell"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No problem is called \"smell\"; known are voice, call, sentence, face, spill");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "-1, 1"})
    void costsAreAboveZero(double missCost, double alarmCost) {
        assertThatThrownBy(() -> new Problem("x", "x", "yes", "no", missCost, alarmCost, "AUC"))
                .hasMessage(
                        "Costs must be above zero, got " + missCost + " for a miss and " + alarmCost + " for an alarm");
    }
}
