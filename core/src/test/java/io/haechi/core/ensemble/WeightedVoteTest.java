package io.haechi.core.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightedVoteTest {

    @Test
    void aVoteIsTheWeightedMeanOfProbabilities() {
        // Log-odds of .2 and .6; a quarter of .2 and three quarters of .6 are one half, whose log-odds are zero.
        double logit = new WeightedVote(List.of(0.25, 0.75)).logit(Math.log(0.25), Math.log(1.5));
        assertThat(logit).isCloseTo(0, within(1e-12));
    }

    @Test
    void aSingleMembersLogitIsTheAnswerHoweverSureItIs() {
        assertThat(new WeightedVote(List.of(1.0)).logit(-800)).isEqualTo(-800);
    }

    @Test
    void whereAllAreSureTheAnswerStaysFinite() {
        double logit = new WeightedVote(List.of(0.5, 0.5)).logit(900, 900);
        assertThat(logit).isCloseTo(Math.log(1e9), within(1e-6));
        assertThat(new WeightedVote(List.of(0.5, 0.5)).logit(-900, -900)).isCloseTo(-Math.log(1e9), within(1e-6));
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({"0.5, 0.6", "1.5, -0.5", "NaN, 1"})
    void weightsThatAreNoSharesAreRefused(double first, double second) {
        assertThatThrownBy(() -> new WeightedVote(List.of(first, second)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The weights of a vote must sum to one and none be below zero, got [%s, %s]", first, second);
    }

    @Test
    void aVoteNeedsItsMembers() {
        assertThatThrownBy(() -> new WeightedVote(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WeightedVote(List.of(0.5, 0.5)).logit(1))
                .hasMessage("Expected 2 logits, one for each member, got 1");
    }
}
